package dev.startguard.core.check.secret;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.check.Validation;
import dev.startguard.core.credential.Credentials;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretExpiredCheckTest {
  private static final KeyPair PAIR = Credentials.pair("EC", "a");
  private static final String NOW = "2026-11-15T12:00:00Z";

  private static String certificate(String notBefore, String notAfter) {
    return Credentials.pem(Credentials.certificate(PAIR, notBefore, notAfter));
  }

  private static Checked check(String entry, String pem) {
    FakeHost host = new FakeHost().now(NOW).content("/run/c", pem);
    return validate(
        "secrets:\n  C: { file: /run/c, " + entry + " }", host, new SecretExpiredCheck());
  }

  @Test
  void acceptsAValidCertificate() {
    Checked checked =
        check("type: pem-cert", certificate("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @Test
  void reportsAnExpiredCertificateWithItsDateAndTheDays() {
    Checked checked =
        check("type: pem-cert", certificate("2025-01-01T00:00:00Z", "2026-10-01T00:00:00Z"));
    assertThat(checked.lines())
        .containsExactly("error secret-expired C: expired on 2026-10-01, 45 days ago");
    assertThat(checked.only().message()).isEqualTo("C expired on 2026-10-01, 45 days ago");
  }

  @Test
  void reportsHoursWhereItIsAMatterOfHours() {
    assertThat(
            check("type: pem-cert", certificate("2025-01-01T00:00:00Z", "2026-11-15T09:30:00Z"))
                .only()
                .detail())
        .isEqualTo("expired on 2026-11-15, 2 hours ago");
    assertThat(
            check("type: pem-cert", certificate("2025-01-01T00:00:00Z", "2026-11-15T11:30:00Z"))
                .only()
                .detail())
        .isEqualTo("expired on 2026-11-15, less than an hour ago");
  }

  @Test
  void reportsACertificateThatIsNotValidYet() {
    assertThat(
            check("type: pem-cert", certificate("2026-12-01T00:00:00Z", "2027-12-01T00:00:00Z"))
                .lines())
        .containsExactly("error secret-expired C: not valid before 2026-12-01, in 15 days");
  }

  @Test
  void warnsWithinValidFor() {
    String pem = certificate("2026-01-01T00:00:00Z", "2026-11-20T12:00:00Z");
    Checked checked = check("type: pem-cert, validFor: 14d", pem);
    assertThat(checked.lines())
        .containsExactly("warning secret-expired C: expires on 2026-11-20, in 5 days");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:48");
    assertThat(check("type: pem-cert, validFor: 5d", pem).findings()).isEmpty();
    assertThat(check("type: pem-cert", pem).findings()).isEmpty();
  }

  @Test
  void looksAtEveryCertificateOfAChain() {
    String pem =
        certificate("2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z")
            + certificate("2026-01-01T00:00:00Z", "2026-11-01T00:00:00Z")
            + certificate("2026-01-01T00:00:00Z", "2029-01-01T00:00:00Z");
    assertThat(check("type: pem-cert", pem).only().detail())
        .isEqualTo("certificate 2 of 3 expired on 2026-11-01, 14 days ago");
  }

  @Test
  void putsWhatHasExpiredBeforeWhatWillExpire() {
    String pem =
        certificate("2026-01-01T00:00:00Z", "2026-11-16T00:00:00Z")
            + certificate("2026-01-01T00:00:00Z", "2026-11-01T00:00:00Z");
    assertThat(check("type: pem-cert, validFor: 14d", pem).only().detail())
        .startsWith("certificate 2 of 2 expired");
  }

  @Test
  void judgesTokens() {
    assertThat(
            check("type: jwt", Credentials.jwt("{\"exp\":" + seconds("2026-11-14T12:00:00Z") + "}"))
                .only()
                .detail())
        .isEqualTo("expired on 2026-11-14, 24 hours ago");
    assertThat(
            check("type: jwt", Credentials.jwt("{\"nbf\":" + seconds("2026-11-18T12:00:00Z") + "}"))
                .only()
                .detail())
        .isEqualTo("not valid before 2026-11-18, in 3 days");
    assertThat(
            check(
                    "type: jwt, validFor: 1h",
                    Credentials.jwt("{\"exp\":" + seconds("2026-11-15T12:30:00Z") + "}"))
                .only()
                .detail())
        .isEqualTo("expires on 2026-11-15, in less than an hour");
    assertThat(
            check(
                    "type: jwt",
                    Credentials.jwt("{\"exp\":" + seconds("2026-11-16T12:00:00Z") + "}\n"))
                .findings())
        .isEmpty();
    assertThat(check("type: jwt, validFor: 14d", Credentials.jwt("{}")).findings()).isEmpty();
  }

  private static long seconds(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  private static Checked keystore(X509Certificate certificate, String fields, FakeHost host) {
    host.now(NOW).content("/run/k", Credentials.pkcs12(PAIR, certificate, "changeit"));
    return validate(
        "secrets:\n  K: { type: pkcs12, file: /run/k" + fields + " }\n  PW: { required: false }",
        host,
        new SecretExpiredCheck());
  }

  @Test
  void judgesTheCertificatesOfAKeystore() {
    X509Certificate expired =
        Credentials.certificate(PAIR, "2026-01-01T00:00:00Z", "2026-11-01T00:00:00Z");
    X509Certificate valid =
        Credentials.certificate(PAIR, "2026-01-01T00:00:00Z", "2027-11-01T00:00:00Z");
    FakeHost host = new FakeHost().env("PW", "changeit");
    assertThat(keystore(expired, ", passwordFrom: PW", host).lines())
        .containsExactly("error secret-expired K: expired on 2026-11-01, 14 days ago");
    assertThat(keystore(valid, ", passwordFrom: PW", host).findings()).isEmpty();
    assertThat(keystore(valid, ", passwordFrom: PW, validFor: 365d", host).findings()).hasSize(1);
  }

  @Test
  void doesNotEvaluateAKeystoreThatStaysClosed() {
    X509Certificate expired =
        Credentials.certificate(PAIR, "2026-01-01T00:00:00Z", "2026-11-01T00:00:00Z");
    assertThat(keystore(expired, "", new FakeHost()).notEvaluated())
        .containsExactly("K needs passwordFrom");
    assertThat(keystore(expired, ", passwordFrom: PW", new FakeHost()).notEvaluated())
        .containsExactly("K needs PW");
    assertThat(
            keystore(expired, ", passwordFrom: PW", new FakeHost().env("PW", "wrong"))
                .notEvaluated())
        .containsExactly("K needs PW");
  }

  @Test
  void doesNotEvaluateWhatIsNotOfItsType() {
    Checked checked = check("type: pem-cert", "hunter2");
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("C needs C");
  }

  @Test
  void judgesByTheTimeThatTheClockCheckMeasured() {
    String rest = certificate("2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z");
    String early = certificate("2026-12-01T00:00:00Z", "2027-12-01T00:00:00Z");
    long month = 30 * 86_400_000L;

    assertThat(corrected(month, rest).lines())
        .containsExactly("error secret-expired C: expired on 2026-12-01, 14 days ago");
    assertThat(corrected(month, early).lines()).isEmpty();
    assertThat(corrected(0, rest).lines()).isEmpty();
    assertThat(corrected(0, early).only().gist()).isEqualTo("not valid before 2026-12-01");
  }

  /** Checks with a wall clock that is that much behind, and known to be. */
  private static Checked corrected(long behind, String pem) {
    Check clock =
        new Check() {
          @Override
          public String id() {
            return "clock-offset";
          }

          @Override
          public void run(Validation validation) {
            validation.clock(() -> behind);
          }
        };
    return validate(
        "secrets:\n  C: { file: /run/c, type: pem-cert }",
        new FakeHost().now(NOW).content("/run/c", pem),
        new SecretExpiredCheck(),
        clock);
  }
}
