package dev.startguard.core.check.secret;

import dev.startguard.core.check.SecretText;
import dev.startguard.core.check.Validation;
import dev.startguard.core.credential.Certificate;
import dev.startguard.core.credential.CredentialException;
import dev.startguard.core.credential.Jwt;
import dev.startguard.finding.Redacted;
import dev.startguard.manifest.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a certificate or token is valid, in milliseconds since the epoch.
 *
 * @param which which of several it is, with a blank after it; empty when there is one
 */
record Period(String which, long notBefore, long notAfter) {
  /** The periods of all certificates, or of the token; null when they cannot be read. */
  static @Nullable List<Period> of(Validation validation, Secret secret) {
    Redacted value = validation.secrets().of(secret).judged();
    if (value == null) {
      return null;
    }
    if (secret.type().equals("pkcs12")) {
      List<Certificate> certificates = Keystore.certificates(validation, secret, value);
      return certificates == null ? null : ofAll(certificates);
    }
    List<Period> periods =
        value.parse(secret.type().equals("jwt") ? new OfToken() : new OfCertificates());
    return periods.isEmpty() ? null : periods;
  }

  private static List<Period> ofAll(List<Certificate> certificates) {
    List<Period> periods = new ArrayList<>();
    for (int i = 0; i < certificates.size(); i++) {
      String which =
          certificates.size() == 1
              ? ""
              : "certificate " + (i + 1) + " of " + certificates.size() + " ";
      periods.add(
          new Period(which, certificates.get(i).notBefore(), certificates.get(i).notAfter()));
    }
    return periods;
  }

  private static final class OfCertificates implements Redacted.Parser<List<Period>> {
    @Override
    public List<Period> parse(byte[] bytes) {
      try {
        return ofAll(Certificate.inPem(bytes));
      } catch (CredentialException reportedElsewhere) {
        return List.of();
      }
    }
  }

  private static final class OfToken implements Redacted.Parser<List<Period>> {
    @Override
    public List<Period> parse(byte[] bytes) {
      int from = SecretText.start(bytes);
      try {
        Jwt token = Jwt.read(bytes, from, SecretText.end(bytes, from));
        long expires = token.expires() == Jwt.NONE ? Long.MAX_VALUE : token.expires();
        return List.of(new Period("", token.notBefore(), expires));
      } catch (CredentialException reportedElsewhere) {
        return List.of();
      }
    }
  }
}
