package dev.startguard.core.credential;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Password-based encryption as PKCS#12 uses it: PBES2 (RFC 8018), and the older schemes of RFC
 * 7292, appendix C.
 */
final class Pbe {
  /** Counts above this would hold the start up for seconds. */
  static final int MOST_ITERATIONS = 1_000_000;

  private static final String PBES2 = "2A864886F70D01050D";

  private static final String[] SCHEMES = {
    "2A864886F70D010C0101", "PBEWithSHA1AndRC4_128",
    "2A864886F70D010C0102", "PBEWithSHA1AndRC4_40",
    "2A864886F70D010C0103", "PBEWithSHA1AndDESede",
    "2A864886F70D010C0105", "PBEWithSHA1AndRC2_128",
    "2A864886F70D010C0106", "PBEWithSHA1AndRC2_40"
  };

  private Pbe() {}

  /**
   * A key made of the password.
   *
   * @throws GeneralSecurityException when the password is not of printable ASCII: Java's own
   *     keystore takes no other
   */
  static SecretKey key(char[] password) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password);
    try {
      return SecretKeyFactory.getInstance("PBE").generateSecret(spec);
    } finally {
      spec.clearPassword();
    }
  }

  /**
   * Decrypts an EncryptedContentInfo.
   *
   * @return null when the password is wrong, or the scheme unknown
   */
  static byte @Nullable [] decrypt(Der encrypted, char[] password) throws CredentialException {
    Der algorithm = encrypted.child(1).expect(Der.SEQUENCE);
    byte[] text = encrypted.child(2).content();
    try {
      if (algorithm.child(0).oid(PBES2)) {
        return pbes2(algorithm.child(1), text, password);
      }
      Der salt = algorithm.child(1).expect(Der.SEQUENCE);
      int iterations = salt.child(1).number();
      for (int i = 0; i < SCHEMES.length && iterations <= MOST_ITERATIONS; i += 2) {
        if (algorithm.child(0).oid(SCHEMES[i])) {
          PBEParameterSpec spec = new PBEParameterSpec(salt.child(0).content(), iterations);
          return decrypted(SCHEMES[i + 1], spec, text, password);
        }
      }
      return null;
    } catch (GeneralSecurityException | IOException | RuntimeException wrongOrUnknown) {
      return null;
    }
  }

  private static byte @Nullable [] pbes2(Der parameters, byte[] text, char[] password)
      throws CredentialException, GeneralSecurityException, IOException {
    if (parameters.child(0).child(1).child(1).number() > MOST_ITERATIONS) {
      return null;
    }
    AlgorithmParameters decoded = AlgorithmParameters.getInstance("PBES2");
    decoded.init(parameters.encoded());
    Cipher cipher =
        Cipher.getInstance(decoded.toString()); // documented to be the scheme's full name
    cipher.init(Cipher.DECRYPT_MODE, key(password), decoded);
    return cipher.doFinal(text);
  }

  private static byte[] decrypted(
      String scheme, AlgorithmParameterSpec spec, byte[] text, char[] password)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(Cipher.DECRYPT_MODE, key(password), spec);
    return cipher.doFinal(text);
  }
}
