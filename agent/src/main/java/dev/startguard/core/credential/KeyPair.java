package dev.startguard.core.credential;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/** Tells whether a private key belongs to a certificate. */
public final class KeyPair {
  private static final byte[] MESSAGE = {'s', 't', 'a', 'r', 't', 'g', 'u', 'a', 'r', 'd'};

  private KeyPair() {}

  /** Three answers: keys that this JVM cannot read are neither right nor wrong. */
  public enum Answer {
    BELONGS,
    DIFFERS,
    UNKNOWN
  }

  /** Whether the key is the other half of the certificate's public key. */
  public static Answer of(PrivateKey key, Certificate certificate) throws CredentialException {
    byte[] pkcs8 = key.pkcs8();
    if (pkcs8 == null) {
      return Answer.UNKNOWN;
    }
    Der secret = Der.of(pkcs8);
    Der secretAlgorithm = secret.child(1);
    Der publicAlgorithm = certificate.publicKey().child(0);
    String algorithm = algorithm(secretAlgorithm);
    if (algorithm.isEmpty() || algorithm(publicAlgorithm).isEmpty()) {
      return Answer.UNKNOWN;
    }
    if (!algorithm.equals(algorithm(publicAlgorithm))) {
      return Answer.DIFFERS;
    }
    return switch (algorithm) {
      case "RSA" -> answer(sameModulus(secret, certificate.publicKey()));
      case "EC" ->
          secretAlgorithm.child(1).same(publicAlgorithm.child(1))
              ? signs(pkcs8, certificate, algorithm, "SHA256withECDSA")
              : Answer.DIFFERS;
      default ->
          secretAlgorithm.child(0).same(publicAlgorithm.child(0))
              ? signs(pkcs8, certificate, algorithm, algorithm)
              : Answer.DIFFERS;
    };
  }

  /** The JCA's name of the algorithm; empty when it is none that certificates of today have. */
  private static String algorithm(Der identifier) throws CredentialException {
    Der oid = identifier.expect(Der.SEQUENCE).child(0);
    if (oid.oid(PrivateKey.RSA) || oid.oid(PrivateKey.RSA_PSS)) {
      return "RSA";
    }
    if (oid.oid(PrivateKey.EC)) {
      return "EC";
    }
    return oid.oid(PrivateKey.ED25519) || oid.oid(PrivateKey.ED448) ? "EdDSA" : "";
  }

  /** RFC 8017, A.1: a public key is (n, e), a private one (version, n, e, d …). */
  private static boolean sameModulus(Der secret, Der published) throws CredentialException {
    byte[] content = secret.child(2).expect(Der.OCTET_STRING).content();
    byte[] bits = published.child(1).expect(Der.BIT_STRING).content();
    try {
      List<Der> own = Der.of(content).expect(Der.SEQUENCE).children();
      List<Der> other =
          Der.of(Arrays.copyOfRange(bits, Math.min(1, bits.length), bits.length))
              .expect(Der.SEQUENCE)
              .children();
      if (own.size() < 3 || other.size() < 2) {
        throw Der.broken();
      }
      return own.get(1).same(other.get(0)) && own.get(2).same(other.get(1));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Signs with the one and verifies with the other: right whatever form the public key has. */
  private static Answer signs(
      byte[] pkcs8, Certificate certificate, String algorithm, String signature) {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      Signature signer = Signature.getInstance(signature);
      signer.initSign(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
      signer.update(MESSAGE);
      byte[] signed = signer.sign();
      signer.initVerify(
          factory.generatePublic(new X509EncodedKeySpec(certificate.publicKey().encoded())));
      signer.update(MESSAGE);
      return answer(signer.verify(signed));
    } catch (GeneralSecurityException
        | RuntimeException unsupported) { // a curve that this JVM does not know
      return Answer.UNKNOWN;
    }
  }

  private static Answer answer(boolean belongs) {
    return belongs ? Answer.BELONGS : Answer.DIFFERS;
  }
}
