package dev.startguard.core.credential;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.PBEParameterSpec;
import org.jspecify.annotations.Nullable;

/** A PKCS#12 keystore (RFC 7292): whether a password opens it, and the certificates in it. */
public final class Pkcs12 {
  private static final String DATA = "2A864886F70D010701";
  private static final String ENCRYPTED_DATA = "2A864886F70D010706";
  private static final String CERTIFICATE_BAG = "2A864886F70D010C0A0103";

  private static final String[] DIGESTS = {
    "2B0E03021A", "SHA1",
    "608648016503040204", "SHA224",
    "608648016503040201", "SHA256",
    "608648016503040202", "SHA384",
    "608648016503040203", "SHA512"
  };

  private final Der store;

  private Pkcs12(Der store) {
    this.store = store;
  }

  /** What a password did. */
  public enum Answer {
    OPENS,
    WRONG_PASSWORD,
    /** The keystore is made in a way that this JVM, or this reader, does not know. */
    UNKNOWN
  }

  /**
   * Reads the outer form; no password is needed for that.
   *
   * @param bytes the file, or its base64 text, as a variable has to hold it
   * @throws CredentialException when it is no PKCS#12
   */
  public static Pkcs12 read(byte[] bytes) throws CredentialException {
    if (bytes.length > 4
        && bytes[0] == (byte) 0xFE
        && bytes[1] == (byte) 0xED
        && bytes[2] == (byte) 0xFE) {
      throw new CredentialException("is a JKS keystore, not PKCS#12");
    }
    byte[] decoded =
        bytes.length > 0 && bytes[0] == Der.SEQUENCE
            ? bytes
            : Encoded.lines(bytes, 0, bytes.length);
    if (decoded == null) {
      throw new CredentialException("not PKCS#12");
    }
    try {
      Der store = Der.of(decoded).expect(Der.SEQUENCE);
      if (store.child(0).number() == 3 && store.child(1).expect(Der.SEQUENCE).child(0).oid(DATA)) {
        return new Pkcs12(store);
      }
    } catch (CredentialException notDer) {
      // said below
    }
    throw new CredentialException("not PKCS#12");
  }

  /** Whether the password is the one that the keystore was sealed with. */
  public Answer open(char[] password) throws CredentialException {
    List<Der> parts = store.children();
    if (parts.size() < 3) { // not sealed: what is encrypted in it tells
      return certificates(password) == null ? Answer.WRONG_PASSWORD : Answer.OPENS;
    }
    Der seal = parts.get(2).expect(Der.SEQUENCE);
    Der digest = seal.child(0).expect(Der.SEQUENCE);
    String name = digestName(digest.child(0).child(0));
    int iterations = seal.children().size() > 2 ? seal.child(2).number() : 1;
    if (name == null || iterations > Pbe.MOST_ITERATIONS) {
      return Answer.UNKNOWN;
    }
    try {
      SecretKey key = Pbe.key(password);
      Mac mac = Mac.getInstance("HmacPBE" + name);
      mac.init(key, new PBEParameterSpec(seal.child(1).content(), iterations));
      boolean same = MessageDigest.isEqual(mac.doFinal(content()), digest.child(1).content());
      return same ? Answer.OPENS : Answer.WRONG_PASSWORD;
    } catch (GeneralSecurityException
        | RuntimeException unsupported) { // or characters that PBE cannot take
      return Answer.UNKNOWN;
    }
  }

  /**
   * The certificates in it, in its order.
   *
   * @return null when they are encrypted and the password does not decrypt them, or this JVM cannot
   */
  public @Nullable List<Certificate> certificates(char[] password) throws CredentialException {
    List<Certificate> certificates = new ArrayList<>();
    for (Der part : Der.of(content()).expect(Der.SEQUENCE).children()) {
      Der kind = part.expect(Der.SEQUENCE).child(0);
      byte[] bags = null;
      if (kind.oid(DATA)) {
        bags = part.child(1).child(0).content();
      } else if (kind.oid(ENCRYPTED_DATA)) {
        bags = Pbe.decrypt(part.child(1).child(0).expect(Der.SEQUENCE).child(1), password);
        if (bags == null) {
          return null;
        }
      }
      if (bags != null) {
        add(certificates, bags);
        Arrays.fill(bags, (byte) 0);
      }
    }
    return certificates;
  }

  private static void add(List<Certificate> certificates, byte[] bags) throws CredentialException {
    for (Der bag : Der.of(bags).expect(Der.SEQUENCE).children()) {
      if (bag.child(0).oid(CERTIFICATE_BAG)) {
        Der value = bag.child(1).child(0).expect(Der.SEQUENCE).child(1);
        certificates.add(Certificate.read(value.child(0).content()));
      }
    }
  }

  /** What is sealed: the octets of the outer content. */
  private byte[] content() throws CredentialException {
    return store.child(1).child(1).child(0).content();
  }

  private static @Nullable String digestName(Der oid) {
    for (int i = 0; i < DIGESTS.length; i += 2) {
      if (oid.oid(DIGESTS[i])) {
        return DIGESTS[i + 1];
      }
    }
    return null;
  }
}
