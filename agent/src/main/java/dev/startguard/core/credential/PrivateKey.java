package dev.startguard.core.credential;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A private key: PKCS#8 (RFC 5208), or OpenSSL's older forms of RSA and EC keys, which become
 * PKCS#8.
 */
public final class PrivateKey {
  static final String RSA = "2A864886F70D010101";
  static final String RSA_PSS = "2A864886F70D01010A";
  static final String EC = "2A8648CE3D0201";
  static final String ED25519 = "2B6570";
  static final String ED448 = "2B6571";

  private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
  private static final byte[] NULL = {5, 0};

  private final byte @Nullable [] pkcs8;

  private PrivateKey(byte @Nullable [] pkcs8) {
    this.pkcs8 = pkcs8;
  }

  /**
   * The first private key of a PEM file.
   *
   * @throws CredentialException when there is none, or it is damaged
   */
  public static PrivateKey inPem(byte[] pem) throws CredentialException {
    List<PemBlock> blocks = PemBlock.all(pem);
    for (PemBlock block : blocks) {
      if (block.labelled("PRIVATE KEY")) {
        return read(block, blocks);
      }
    }
    if (blocks.isEmpty()) {
      throw new CredentialException("not PEM");
    }
    throw new CredentialException(
        blocks.get(0).labelled("CERTIFICATE")
            ? "holds a certificate, and no private key"
            : blocks.get(0).labelled("PUBLIC KEY")
                ? "holds a public key, and no private key"
                : "is PEM, but holds no private key");
  }

  /**
   * Whether nothing can be told of it: it is encrypted, in a form (OpenSSH's, DSA's) that is not
   * read here, or does not name its curve.
   */
  public boolean closed() {
    return pkcs8 == null;
  }

  /** Overwrites the copy that was made of the key. */
  public void erase() {
    if (pkcs8 != null) {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  /** The key's PKCS#8 form; null when it is {@link #closed()}. */
  byte @Nullable [] pkcs8() {
    return pkcs8;
  }

  private static PrivateKey read(PemBlock block, List<PemBlock> blocks) throws CredentialException {
    byte[] der = block.der();
    if (block.encrypted() || block.labelled("OPENSSH PRIVATE KEY")) {
      Arrays.fill(der, (byte) 0);
      return new PrivateKey(null);
    }
    if (block.labelled("RSA PRIVATE KEY")) {
      checked(der, 6);
      return wrapped(der, Der.wrap(Der.SEQUENCE, Der.wrap(Der.OID, hex(RSA)), NULL));
    }
    if (block.labelled("EC PRIVATE KEY")) {
      byte[] curve = curve(checked(der, 2), blocks);
      if (curve != null) {
        return wrapped(der, Der.wrap(Der.SEQUENCE, Der.wrap(Der.OID, hex(EC)), curve));
      }
      Arrays.fill(der, (byte) 0);
      return new PrivateKey(null);
    }
    if (block.exactly("PRIVATE KEY")) {
      Der key = checked(der, 3);
      key.child(1).expect(Der.SEQUENCE).child(0).expect(Der.OID);
      key.child(2).expect(Der.OCTET_STRING);
      return new PrivateKey(der);
    }
    checked(der, 2); // DSA's own form: not for certificates of today
    Arrays.fill(der, (byte) 0);
    return new PrivateKey(null);
  }

  /** The sequence that the key is, of which the first element is its version's number. */
  private static Der checked(byte[] der, int least) throws CredentialException {
    Der key = Der.of(der).expect(Der.SEQUENCE);
    key.child(0).number();
    key.child(least - 1);
    return key;
  }

  /**
   * A SEC 1 key (RFC 5915) may name its curve itself, or in a block of its own before it, or
   * nowhere.
   */
  private static byte @Nullable [] curve(Der key, List<PemBlock> blocks)
      throws CredentialException {
    for (Der part : key.children()) {
      if (part.context(0)) {
        return part.child(0).encoded();
      }
    }
    for (PemBlock block : blocks) {
      if (block.labelled("EC PARAMETERS")) {
        return block.der();
      }
    }
    return null;
  }

  private static PrivateKey wrapped(byte[] der, byte[] algorithm) {
    byte[] octets = Der.wrap(Der.OCTET_STRING, der);
    byte[] pkcs8 = Der.wrap(Der.SEQUENCE, VERSION_0, algorithm, octets);
    Arrays.fill(octets, (byte) 0);
    Arrays.fill(der, (byte) 0);
    return new PrivateKey(pkcs8);
  }

  private static byte[] hex(String digits) {
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits, 2 * i, 2 * i + 2, 16);
    }
    return bytes;
  }
}
