package dev.startguard.core.credential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;

/**
 * Makes real keys, certificates, keystores and tokens. Keys are made once for each name and kind.
 */
public final class Credentials {
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
  private static final Map<String, java.security.KeyPair> PAIRS = new HashMap<>();

  private Credentials() {}

  /**
   * The key pair of that name.
   *
   * @param algorithm {@code RSA}, {@code RSASSA-PSS}, {@code EC} (P-256), {@code Ed25519}, or a
   *     curve's name
   */
  public static synchronized java.security.KeyPair pair(String algorithm, String name) {
    return PAIRS.computeIfAbsent(algorithm + " " + name, key -> generate(algorithm));
  }

  private static java.security.KeyPair generate(String algorithm) {
    try {
      if (algorithm.startsWith("secp")) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
        generator.initialize(new ECGenParameterSpec(algorithm));
        return generator.generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (algorithm.startsWith("RSA")) {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A self-signed certificate. */
  public static X509Certificate certificate(
      java.security.KeyPair pair, String notBefore, String notAfter) {
    String signature =
        switch (pair.getPrivate().getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "Ed25519";
          case "RSASSA-PSS" -> "SHA256withRSAAndMGF1";
          default -> "SHA256withRSA";
        };
    try {
      X500Name name = new X500Name("CN=checkout.example");
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(4711),
              Date.from(Instant.parse(notBefore)),
              Date.from(Instant.parse(notAfter)),
              name,
              pair.getPublic());
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(signature)
                      .setProvider(BOUNCY_CASTLE)
                      .build(pair.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate for the key that is valid at the fake host's time. */
  public static X509Certificate certificate(java.security.KeyPair pair) {
    return certificate(pair, "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z");
  }

  /** PEM of anything that OpenSSL writes: a certificate, or a key in OpenSSL's older form. */
  public static String pem(Object credential) {
    try {
      return write(new JcaMiscPEMGenerator(credential));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The private key as {@code PRIVATE KEY}. */
  public static String pkcs8(java.security.KeyPair pair) {
    return write(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  /** The public key as {@code PUBLIC KEY}. */
  public static String publicPem(java.security.KeyPair pair) {
    return write(new PemObject("PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  /** The private key in OpenSSL's older form: {@code RSA PRIVATE KEY}, {@code EC PRIVATE KEY}. */
  public static String traditional(java.security.KeyPair pair) {
    return pem(pair.getPrivate());
  }

  /** The same, encrypted, with {@code Proc-Type} and {@code DEK-Info} headers. */
  public static String traditionalEncrypted(java.security.KeyPair pair, String password) {
    try {
      return write(
          new JcaMiscPEMGenerator(
              pair.getPrivate(),
              new JcePEMEncryptorBuilder("AES-256-CBC")
                  .setProvider(BOUNCY_CASTLE)
                  .build(password.toCharArray())));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The private key as {@code ENCRYPTED PRIVATE KEY}. */
  public static String pkcs8Encrypted(java.security.KeyPair pair, String password) {
    try {
      return write(
          new JcaPKCS8Generator(
              pair.getPrivate(),
              new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                  .setProvider(BOUNCY_CASTLE)
                  .setPassword(password.toCharArray())
                  .build()));
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String write(PemObjectGenerator generator) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(generator);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** A keystore as this JDK's {@code keytool} makes it. */
  public static byte[] pkcs12(
      java.security.KeyPair pair, X509Certificate certificate, String password) {
    return pkcs12(null, pair, certificate, password);
  }

  /** A keystore as Bouncy Castle makes it: with older algorithms, as many exports have them. */
  public static byte[] olderPkcs12(
      java.security.KeyPair pair, X509Certificate certificate, String password) {
    return pkcs12(BOUNCY_CASTLE, pair, certificate, password);
  }

  private static byte[] pkcs12(
      Provider provider, java.security.KeyPair pair, X509Certificate certificate, String password) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      KeyStore store =
          provider == null
              ? KeyStore.getInstance("PKCS12")
              : KeyStore.getInstance("PKCS12", provider);
      store.load(null, null);
      store.setKeyEntry(
          "checkout",
          pair.getPrivate(),
          password.toCharArray(),
          new X509Certificate[] {certificate});
      store.store(out, password.toCharArray());
      return out.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token with these claims. Its signature is none that anybody checks. */
  public static String jwt(String claims) {
    return base64url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
        + "."
        + base64url(claims)
        + "."
        + base64url("signature");
  }

  public static String base64url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
