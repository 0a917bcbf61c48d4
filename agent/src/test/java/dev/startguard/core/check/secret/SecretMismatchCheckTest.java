package dev.startguard.core.check.secret;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.credential.Credentials;
import dev.startguard.finding.Severity;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMismatchCheckTest {
  private static final String PAIR =
      """
      secrets:
        TLS_KEY: { type: pem-key, file: /run/key, matches: TLS_CERT }
        TLS_CERT: { type: pem-cert, file: /run/cert }
      """;

  private static Checked check(String key, String chain) {
    FakeHost host = new FakeHost().content("/run/key", key).content("/run/cert", chain);
    return validate(PAIR, host, new SecretMismatchCheck());
  }

  private static String certificate(KeyPair pair) {
    return Credentials.pem(Credentials.certificate(pair));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void tellsWhetherKeyAndCertificateBelongTogether(String algorithm) {
    KeyPair own = Credentials.pair(algorithm, "a");
    KeyPair other = Credentials.pair(algorithm, "b");
    assertThat(check(Credentials.pkcs8(own), certificate(own)).findings()).isEmpty();
    assertThat(check(Credentials.pkcs8(own), certificate(own)).passed()).isEqualTo(1);
    assertThat(check(Credentials.pkcs8(own), certificate(other)).lines())
        .containsExactly(
            "error secret-mismatch TLS_KEY: the key in TLS_KEY does not belong to the certificate in TLS_CERT");
  }

  @Test
  void reportsAChainInTheWrongOrder() {
    KeyPair own = Credentials.pair("EC", "a");
    String chain = certificate(Credentials.pair("RSA", "b")) + certificate(own);
    assertThat(check(Credentials.pkcs8(own), chain).only().detail())
        .isEqualTo("the key belongs to a later certificate in TLS_CERT, not to the first");
    String right = certificate(own) + certificate(Credentials.pair("RSA", "b"));
    assertThat(check(Credentials.pkcs8(own), right).findings()).isEmpty();
  }

  @Test
  void saysOfAnEncryptedKeyThatItIsEncrypted() {
    KeyPair own = Credentials.pair("RSA", "a");
    Checked checked =
        check(Credentials.pkcs8Encrypted(own, "x"), certificate(Credentials.pair("RSA", "b")));
    assertThat(checked.only().severity()).isEqualTo(Severity.WARNING);
    assertThat(checked.only().detail()).contains("the key is encrypted");
  }

  @Test
  void reportsAPairOnceWhenEachNamesTheOther() {
    FakeHost host =
        new FakeHost()
            .content("/run/key", Credentials.pkcs8(Credentials.pair("EC", "a")))
            .content("/run/cert", certificate(Credentials.pair("EC", "b")));
    String yaml =
        "secrets:\n  C: { type: pem-cert, file: /run/cert, matches: K }\n  K: { type: pem-key, file: /run/key, matches: C }";
    assertThat(validate(yaml, host, new SecretMismatchCheck()).lines())
        .containsExactly(
            "error secret-mismatch C: the key in K does not belong to the certificate in C");
  }

  @Test
  void doesNotEvaluateWhatIsMissingOrDamaged() {
    KeyPair own = Credentials.pair("EC", "a");
    FakeHost host = new FakeHost().content("/run/key", Credentials.pkcs8(own));
    Checked checked = validate(PAIR, host, new SecretMismatchCheck());
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("TLS_KEY needs TLS_CERT");
    assertThat(check("hunter2", certificate(own)).notEvaluated())
        .containsExactly("TLS_KEY needs TLS_KEY");
    assertThat(validate(PAIR, new FakeHost(), new SecretMismatchCheck()).notEvaluated()).isEmpty();
  }

  @Test
  void doesNotJudgeACurveThatThisJvmDoesNotKnow() {
    KeyPair own = Credentials.pair("secp256k1", "a");
    Checked checked = check(Credentials.pkcs8(own), certificate(own));
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("TLS_KEY needs TLS_KEY");
  }

  private static Checked keystore(byte[] store, FakeHost host) {
    host.content("/run/k", store);
    return validate(
        "secrets:\n  K: { type: pkcs12, file: /run/k, passwordFrom: PW }\n  PW:",
        host,
        new SecretMissingCheck(),
        new SecretMismatchCheck());
  }

  @Test
  void tellsWhetherAKeystoreOpens() {
    KeyPair own = Credentials.pair("EC", "a");
    byte[] store = Credentials.pkcs12(own, Credentials.certificate(own), "s3cure-store");
    assertThat(keystore(store, new FakeHost().env("PW", "s3cure-store")).findings()).isEmpty();
    Checked checked = keystore(store, new FakeHost().env("PW", "an0ther-store"));
    assertThat(checked.lines()).containsExactly("error secret-mismatch K: does not open with PW");
    assertThat(checked.everything()).doesNotContain("an0ther");
    byte[] older = Credentials.olderPkcs12(own, Credentials.certificate(own), "s3cure-store");
    assertThat(keystore(older, new FakeHost().env("PW", "s3cure-store")).findings()).isEmpty();
    assertThat(keystore(older, new FakeHost().env("PW", "an0ther-store")).findings()).hasSize(1);
  }

  @Test
  void doesNotEvaluateAKeystoreWhosePasswordIsMissing() {
    KeyPair own = Credentials.pair("EC", "a");
    Checked checked =
        keystore(Credentials.pkcs12(own, Credentials.certificate(own), "x"), new FakeHost());
    assertThat(checked.lines()).containsExactly("error secret-missing PW: required, not set");
    assertThat(checked.notEvaluated()).containsExactly("K needs PW");
  }
}
