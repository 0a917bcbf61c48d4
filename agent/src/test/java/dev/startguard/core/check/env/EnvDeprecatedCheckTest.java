package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import org.junit.jupiter.api.Test;

final class EnvDeprecatedCheckTest {
  private static final String URLS =
      """
      startguard: 1
      service: test
      env:
        DATABASE_URL: { required: false }
        OLD_DB_URL:
          required: false
          deprecated: { replacedBy: DATABASE_URL, since: 2026-03-01, removeAfter: 2026-12-31 }
      """;

  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new EnvDeprecatedCheck());
  }

  @Test
  void warnsWhileTheOldNameIsSet() {
    Checked checked = check(URLS, new FakeHost().env("OLD_DB_URL", "x"));
    Finding finding = checked.only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.gist()).isEqualTo("deprecated, use DATABASE_URL");
    assertThat(finding.detail())
        .isEqualTo(
            "deprecated since 2026-03-01, replaced by DATABASE_URL; to be removed after 2026-12-31");
    assertThat(finding.message())
        .isEqualTo("OLD_DB_URL is deprecated since 2026-03-01; DATABASE_URL replaces it");
    assertThat(finding.fixes()).containsExactly("rename OLD_DB_URL to DATABASE_URL");
    assertThat(checked.place()).isEqualTo("startguard.yaml:7:5");
  }

  @Test
  void saysThatItsTimeIsOver() {
    assertThat(
            check(URLS, new FakeHost().now("2027-01-01T00:00:00Z").env("OLD_DB_URL", "x"))
                .only()
                .detail())
        .endsWith("; it was to be removed after 2026-12-31");
    assertThat(
            check(URLS, new FakeHost().now("2026-12-31T23:59:59Z").env("OLD_DB_URL", "x"))
                .only()
                .detail())
        .endsWith("; to be removed after 2026-12-31");
  }

  @Test
  void warnsWhenBothSayTheSame() {
    Finding finding =
        check(URLS, new FakeHost().env("OLD_DB_URL", "x", "DATABASE_URL", "x")).only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.fixes()).containsExactly("unset OLD_DB_URL: DATABASE_URL is set");
  }

  @Test
  void refusesWhenBothAreSetAndDiffer() {
    Finding finding =
        check(URLS, new FakeHost().env("OLD_DB_URL", "x", "DATABASE_URL", "y")).only();
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.gist()).isEqualTo("differs from DATABASE_URL, which replaces it");
    assertThat(finding.message())
        .isEqualTo("OLD_DB_URL and DATABASE_URL, which replaces it, are both set, and differ");
    assertThat(finding.notes().get(0).text())
        .isEqualTo("OLD_DB_URL is \"x\", DATABASE_URL is \"y\"");
  }

  @Test
  void comparesWhatTheValuesMean() {
    String yaml =
        "env: { P: { type: port, required: false }, Q: { type: port, required: false, deprecated: { replacedBy: P } } }";
    assertThat(check(yaml, new FakeHost().env("P", "80", "Q", "080")).only().severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void passesWhenTheOldNameIsNotSetOrSetToNothing() {
    assertThat(check(URLS, new FakeHost().env("DATABASE_URL", "x")).lines()).isEmpty();
    assertThat(check(URLS, new FakeHost().env("OLD_DB_URL", "")).lines()).isEmpty();
    assertThat(check(URLS, new FakeHost()).passed()).isOne();
  }

  @Test
  void knowsNoReplacement() {
    Finding finding =
        check(
                "env: { A: { required: false, deprecated: { since: 2026-01-01 } } }",
                new FakeHost().env("A", "x"))
            .only();
    assertThat(finding.detail()).isEqualTo("deprecated since 2026-01-01");
    assertThat(finding.fixes()).containsExactly("unset A");
  }

  @Test
  void looksAtProperties() {
    Finding finding =
        check(
                "properties:\n  app.new: { required: false }\n  app.old: { required: false, deprecated: { replacedBy: app.new } }\n",
                new FakeHost().properties("app.old", "1", "app.new", "2"))
            .only();
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.message())
        .isEqualTo("-Dapp.old and -Dapp.new, which replaces it, are both set, and differ");
  }

  @Test
  void comparesSecretsWithoutShowingThem() {
    String yaml =
        "secrets: { PASS: { required: false }, OLD_PASS: { required: false, deprecated: { replacedBy: PASS } } }";
    Checked differ =
        check(yaml, new FakeHost().env("OLD_PASS", "canary-one", "PASS", "canary-two"));
    assertThat(differ.only().severity()).isEqualTo(Severity.ERROR);
    assertThat(differ.everything()).doesNotContain("canary");
    Checked same = check(yaml, new FakeHost().env("OLD_PASS", "canary-one", "PASS", "canary-one"));
    assertThat(same.only().severity()).isEqualTo(Severity.WARNING);
    assertThat(check(yaml, new FakeHost().env("PASS", "x")).lines()).isEmpty();
  }

  @Test
  void comparesAVariableWithTheSecretThatReplacesIt() {
    String yaml =
        "env: { OLD: { required: false, deprecated: { replacedBy: PASS } } }\nsecrets: { PASS: { required: false } }";
    Checked differ = check(yaml, new FakeHost().env("OLD", "one", "PASS", "canary-two"));
    assertThat(differ.only().severity()).isEqualTo(Severity.ERROR);
    assertThat(differ.everything()).doesNotContain("canary");
    assertThat(check(yaml, new FakeHost().env("OLD", "one", "PASS", "one")).only().severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void anEntrysSeverityCounts() {
    String yaml =
        "env: { A: { required: false, severity: error, deprecated: { since: 2026-01-01 } } }";
    assertThat(check(yaml, new FakeHost().env("A", "x")).only().severity())
        .isEqualTo(Severity.ERROR);
  }
}
