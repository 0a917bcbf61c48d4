package dev.startguard.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Certificate first(X509Certificate certificate) throws CredentialException {
    return Certificate.inPem(bytes(Credentials.pem(certificate))).get(0);
  }

  @Test
  void readsTheValidityOfCertificates() throws CredentialException {
    java.security.KeyPair pair = Credentials.pair("EC", "a");
    Certificate certificate =
        first(Credentials.certificate(pair, "2026-01-02T03:04:05Z", "2027-12-31T23:59:59Z"));
    assertThat(Instant.ofEpochMilli(certificate.notBefore())).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(Instant.ofEpochMilli(certificate.notAfter())).isEqualTo("2027-12-31T23:59:59Z");
  }

  @Test
  void readsDatesBeforeTheEpochAndAfter2050() throws CredentialException {
    java.security.KeyPair pair = Credentials.pair("EC", "a");
    Certificate certificate =
        first(Credentials.certificate(pair, "1955-06-01T00:00:00Z", "9999-12-31T23:59:59Z"));
    assertThat(Instant.ofEpochMilli(certificate.notBefore())).isEqualTo("1955-06-01T00:00:00Z");
    assertThat(Instant.ofEpochMilli(certificate.notAfter())).isEqualTo("9999-12-31T23:59:59Z");
  }

  @Test
  void readsAWholeChainWithTextBetween() throws CredentialException {
    String one = Credentials.pem(Credentials.certificate(Credentials.pair("EC", "a")));
    String two = Credentials.pem(Credentials.certificate(Credentials.pair("RSA", "b")));
    assertThat(
            Certificate.inPem(bytes("subject: x\n" + one.replace("\n", "\r\n") + "issuer\n" + two)))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"RSA", "RSASSA-PSS", "EC", "Ed25519", "Ed448"})
  void matchesAKeyWithItsCertificate(String algorithm) throws CredentialException {
    java.security.KeyPair own = Credentials.pair(algorithm, "a");
    java.security.KeyPair other = Credentials.pair(algorithm, "b");
    PrivateKey key = PrivateKey.inPem(bytes(Credentials.pkcs8(own)));
    Certificate certificate =
        algorithm.equals("Ed448") ? ed448(own) : first(Credentials.certificate(own));
    assertThat(KeyPair.of(key, certificate)).isEqualTo(KeyPair.Answer.BELONGS);
    assertThat(KeyPair.of(PrivateKey.inPem(bytes(Credentials.pkcs8(other))), certificate))
        .isEqualTo(KeyPair.Answer.DIFFERS);
  }

  /** Signed by another key: only its public key counts here. */
  private static Certificate ed448(java.security.KeyPair subject) throws CredentialException {
    return first(
        Credentials.certificate(
            new java.security.KeyPair(
                subject.getPublic(), Credentials.pair("EC", "a").getPrivate())));
  }

  @ParameterizedTest
  @CsvSource({"RSA, RSA PRIVATE KEY", "secp256r1, EC PRIVATE KEY"})
  void readsOpenSslsOlderForms(String algorithm, String label) throws CredentialException {
    java.security.KeyPair own = Credentials.pair(algorithm, "a");
    String pem = Credentials.traditional(own);
    assertThat(pem).startsWith("-----BEGIN " + label + "-----");
    PrivateKey key = PrivateKey.inPem(bytes(pem));
    assertThat(KeyPair.of(key, first(Credentials.certificate(own))))
        .isEqualTo(KeyPair.Answer.BELONGS);
    assertThat(KeyPair.of(key, first(Credentials.certificate(Credentials.pair(algorithm, "b")))))
        .isEqualTo(KeyPair.Answer.DIFFERS);
  }

  @Test
  void takesTheCurveFromABlockOfItsOwn() throws CredentialException {
    java.security.KeyPair own = Credentials.pair("EC", "a"); // the JDK's own keys leave it out
    String pem = Credentials.traditional(own);
    assertThat(PrivateKey.inPem(bytes(pem)).closed()).isTrue();
    String parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    assertThat(
            KeyPair.of(
                PrivateKey.inPem(bytes(parameters + pem)), first(Credentials.certificate(own))))
        .isEqualTo(KeyPair.Answer.BELONGS);
  }

  @Test
  void tellsDifferentAlgorithmsAndCurvesApart() throws CredentialException {
    PrivateKey rsa = PrivateKey.inPem(bytes(Credentials.pkcs8(Credentials.pair("RSA", "a"))));
    PrivateKey ec = PrivateKey.inPem(bytes(Credentials.pkcs8(Credentials.pair("EC", "a"))));
    Certificate other = first(Credentials.certificate(Credentials.pair("secp384r1", "a")));
    assertThat(KeyPair.of(rsa, other)).isEqualTo(KeyPair.Answer.DIFFERS);
    assertThat(KeyPair.of(ec, other)).isEqualTo(KeyPair.Answer.DIFFERS);
  }

  @Test
  void doesNotJudgeACurveThatThisJvmDoesNotKnow() throws CredentialException {
    java.security.KeyPair pair = Credentials.pair("secp256k1", "a");
    assertThat(
            KeyPair.of(
                PrivateKey.inPem(bytes(Credentials.pkcs8(pair))),
                first(Credentials.certificate(pair))))
        .isEqualTo(KeyPair.Answer.UNKNOWN);
  }

  @Test
  void doesNotJudgeEncryptedKeys() throws CredentialException {
    java.security.KeyPair pair = Credentials.pair("RSA", "a");
    for (String pem :
        List.of(
            Credentials.pkcs8Encrypted(pair, "secret"),
            Credentials.traditionalEncrypted(pair, "secret"))) {
      PrivateKey key = PrivateKey.inPem(bytes(pem));
      assertThat(key.closed()).isTrue();
      assertThat(KeyPair.of(key, first(Credentials.certificate(pair))))
          .isEqualTo(KeyPair.Answer.UNKNOWN);
    }
  }

  @Test
  void saysWhatAFileHoldsInsteadOfAKey() {
    java.security.KeyPair pair = Credentials.pair("EC", "a");
    assertProblem(
        Credentials.pem(Credentials.certificate(pair)), "holds a certificate, and no private key");
    assertProblem(Credentials.publicPem(pair), "holds a public key, and no private key");
    assertProblem("hunter2", "not PEM");
    assertProblem("-----BEGIN X-----\nAAAA\n-----END X-----", "is PEM, but holds no private key");
    assertProblem("-----BEGIN PRIVATE KEY-----\nAAAA", "ends within a PEM block");
    assertProblem(
        "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----",
        "has a PEM block that is not base64");
    assertProblem(
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "is damaged, or not in the format that it claims");
  }

  private static void assertProblem(String pem, String problem) {
    assertThatThrownBy(() -> PrivateKey.inPem(bytes(pem)))
        .isInstanceOfSatisfying(
            CredentialException.class, e -> assertThat(e.problem()).isEqualTo(problem))
        .hasNoCause();
  }

  @Test
  void opensKeystoresWithTheirPassword() throws CredentialException {
    java.security.KeyPair pair = Credentials.pair("EC", "a");
    X509Certificate certificate =
        Credentials.certificate(pair, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    for (byte[] store :
        List.of(
            Credentials.pkcs12(pair, certificate, "changeit"),
            Credentials.olderPkcs12(pair, certificate, "changeit"))) {
      Pkcs12 read = Pkcs12.read(store);
      assertThat(read.open("changeit".toCharArray())).isEqualTo(Pkcs12.Answer.OPENS);
      assertThat(read.open("changeme".toCharArray())).isEqualTo(Pkcs12.Answer.WRONG_PASSWORD);
      assertThat(read.certificates("changeme".toCharArray())).isNull();
      List<Certificate> certificates = read.certificates("changeit".toCharArray());
      assertThat(certificates).hasSize(1);
      assertThat(Instant.ofEpochMilli(certificates.get(0).notAfter()))
          .isEqualTo("2027-01-01T00:00:00Z");
    }
  }

  @Test
  void readsAKeystoreInBase64() throws CredentialException {
    java.security.KeyPair pair = Credentials.pair("EC", "a");
    byte[] store = Credentials.pkcs12(pair, Credentials.certificate(pair), "changeit");
    assertThat(Pkcs12.read(Base64.getMimeEncoder().encode(store)).open("changeit".toCharArray()))
        .isEqualTo(Pkcs12.Answer.OPENS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "", "0", "MAMCAQM=", "-----BEGIN X-----"})
  void tellsWhatIsNoKeystore(String text) {
    assertThatThrownBy(() -> Pkcs12.read(bytes(text))).hasMessage("not PKCS#12");
  }

  @Test
  void knowsAJksKeystore() {
    byte[] jks = {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0, 0, 0, 2};
    assertThatThrownBy(() -> Pkcs12.read(jks)).hasMessage("is a JKS keystore, not PKCS#12");
  }

  @Test
  void readsTheDatesOfTokens() throws CredentialException {
    Jwt token =
        jwt(
            Credentials.jwt(
                "{\"sub\":\"a\\\"b\",\"x\":{\"exp\":1},\"exp\": 1790000000.5 ,\"nbf\":1.7E9,\"l\":[1,{\"exp\":2}]}"));
    assertThat(token.expires()).isEqualTo(1_790_000_000_500L);
    assertThat(token.notBefore()).isEqualTo(1_700_000_000_000L);
  }

  @Test
  void acceptsTokensThatDoNotExpireOrAreEncrypted() throws CredentialException {
    assertThat(jwt(Credentials.jwt("{}")).expires()).isEqualTo(Jwt.NONE);
    String header = Credentials.base64url("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}");
    assertThat(jwt(header + "..aaaa.bbbb.cccc").expires()).isEqualTo(Jwt.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hunter2 | not a JWT",
        "a.b | not a JWT",
        "!.b.c | not a JWT: a part of it is not base64url",
        "aGk.b.c | not a JWT: a part of it is not a JSON object",
        "e30.e30.x | not a JWT: its header names no algorithm"
      })
  void tellsWhatIsNoToken(String text, String problem) {
    assertThatThrownBy(() -> jwt(text)).hasMessage(problem);
  }

  @Test
  void tellsDatesThatAreNone() {
    assertThatThrownBy(() -> jwt(Credentials.jwt("{\"exp\":\"soon\"}")))
        .hasMessage("is a JWT whose exp is not a number");
    assertThatThrownBy(() -> jwt(Credentials.jwt("{\"exp\":1790000000000}")))
        .hasMessage("is a JWT whose exp is no date in seconds");
    assertThatThrownBy(() -> jwt(Credentials.jwt("{\"exp\"")))
        .hasMessage("not a JWT: a part of it is not a JSON object");
  }

  private static Jwt jwt(String text) throws CredentialException {
    return Jwt.read(bytes(text), 0, text.length());
  }

  @Test
  void throwsNothingButWhatItPromisesForDamagedBytes() {
    java.security.KeyPair pair = Credentials.pair("EC", "a");
    X509Certificate certificate = Credentials.certificate(pair);
    byte[] key = bytes(Credentials.pkcs8(pair));
    byte[] chain = bytes(Credentials.pem(certificate));
    byte[] store = Credentials.pkcs12(pair, certificate, "changeit");
    byte[] token = bytes(Credentials.jwt("{\"exp\":1790000000}"));
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      read(seed, damaged(random, random.nextBoolean() ? key : store));
      read(seed, damaged(random, random.nextBoolean() ? chain : token));
    }
  }

  private static byte[] damaged(Random random, byte[] original) {
    byte[] bytes =
        Arrays.copyOf(
            original, random.nextInt(4) == 0 ? random.nextInt(original.length) : original.length);
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static void read(long seed, byte[] bytes) {
    for (int reader = 0; reader < 4; reader++) {
      try {
        switch (reader) {
          case 0 -> PrivateKey.inPem(bytes);
          case 1 -> Certificate.inPem(bytes);
          case 2 -> Jwt.read(bytes, 0, bytes.length);
          default -> Pkcs12.read(bytes).certificates("x".toCharArray());
        }
      } catch (CredentialException expected) {
        assertThat(expected.getStackTrace()).isEmpty();
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ": " + Base64.getEncoder().encodeToString(bytes), e);
      }
    }
  }
}
