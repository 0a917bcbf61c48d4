package dev.startguard.core.check.secret;

import dev.startguard.core.credential.Certificate;
import dev.startguard.core.credential.CredentialException;
import dev.startguard.core.credential.KeyPair;
import dev.startguard.core.credential.PrivateKey;
import dev.startguard.finding.Redacted;
import java.util.List;

/** Compares a private key with a chain of certificates, of which the first is the service's own. */
final class KeyAndChain implements Redacted.Parser<KeyAndChain.Answer> {
  private final Redacted chain;

  private KeyAndChain(Redacted chain) {
    this.chain = chain;
  }

  /** What the comparison came to. */
  enum Answer {
    BELONGS,
    /** To one that is not the first. */
    LATER,
    DIFFERS,
    /** The key is encrypted, or in a form that is not read. */
    CLOSED,
    /** This JVM does not know the algorithm. */
    UNKNOWN
  }

  static Answer compare(Redacted key, Redacted chain) {
    return key.parse(new KeyAndChain(chain));
  }

  @Override
  public Answer parse(byte[] pem) {
    try {
      PrivateKey key = PrivateKey.inPem(pem);
      try {
        return key.closed() ? Answer.CLOSED : answer(key, chain.parse(new Certificates()));
      } finally {
        key.erase();
      }
    } catch (CredentialException damaged) {
      return Answer.UNKNOWN;
    }
  }

  private static Answer answer(PrivateKey key, List<Certificate> certificates)
      throws CredentialException {
    if (certificates.isEmpty()) {
      return Answer.UNKNOWN;
    }
    KeyPair.Answer first = KeyPair.of(key, certificates.get(0));
    if (first != KeyPair.Answer.DIFFERS) {
      return first == KeyPair.Answer.BELONGS ? Answer.BELONGS : Answer.UNKNOWN;
    }
    for (Certificate certificate : certificates) {
      if (KeyPair.of(key, certificate) == KeyPair.Answer.BELONGS) {
        return Answer.LATER;
      }
    }
    return Answer.DIFFERS;
  }

  private static final class Certificates implements Redacted.Parser<List<Certificate>> {
    @Override
    public List<Certificate> parse(byte[] pem) {
      try {
        return Certificate.inPem(pem);
      } catch (CredentialException reportedElsewhere) {
        return List.of();
      }
    }
  }
}
