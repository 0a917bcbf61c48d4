package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvUndeclaredCheckTest {
  private static final String POLICY = "policy: { undeclared: { prefixes: [CHECKOUT_, CO_] } }\n";

  private static Checked check(String yaml, FakeHost host) {
    return validate(POLICY + yaml, host, new EnvUndeclaredCheck());
  }

  @Test
  void reportsWhatHasThePrefixAndIsNotDeclared() {
    Checked checked =
        check(
            "env: { CHECKOUT_HOST: }",
            new FakeHost().env("CHECKOUT_HOST", "x", "CHECKOUT_MODE", "y", "OTHER", "z"));
    Finding finding = checked.only();
    assertThat(finding.id()).isEqualTo("env-undeclared");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.subject()).isEqualTo("CHECKOUT_MODE");
    assertThat(finding.message())
        .isEqualTo("CHECKOUT_MODE is set, and the manifest does not declare it");
    assertThat(checked.place()).isEqualTo("startguard.yaml:3:25");
  }

  @Test
  void asksForTheNearDeclaredName() {
    Finding finding =
        check("env: { CHECKOUT_HOST: }", new FakeHost().env("CHECKOUT_HSOT", "x")).only();
    assertThat(finding.gist()).isEqualTo("not declared (CHECKOUT_HOST?)");
    assertThat(finding.fixes()).first().isEqualTo("rename CHECKOUT_HSOT to CHECKOUT_HOST");
  }

  @Test
  void neverShowsTheValue() {
    assertThat(check("env: { A: }", new FakeHost().env("CO_X", "canary-value")).everything())
        .doesNotContain("canary");
  }

  @Test
  void ordersByName() {
    assertThat(
            check("env: { A: }", new FakeHost().env("CO_B", "", "CHECKOUT_A", "", "CO_A", ""))
                .findings())
        .extracting(Finding::subject)
        .containsExactly("CHECKOUT_A", "CO_A", "CO_B");
  }

  @Test
  void takesTheSeverityOfThePolicyAndOfTheChecks() {
    FakeHost host = new FakeHost().env("X_A", "1");
    String policy = "policy: { undeclared: { prefixes: [X_], severity: error } }\nenv: { A: }\n";
    assertThat(validate(policy, host, new EnvUndeclaredCheck()).only().severity())
        .isEqualTo(Severity.ERROR);
    String set =
        "policy: { undeclared: { prefixes: [X_], severity: warning } }\nenv: { A: }\nchecks: { set: { env-undeclared: error } }\n";
    assertThat(validate(set, host, new EnvUndeclaredCheck()).only().severity())
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void knowsEveryNameOfTheManifest() {
    Checked checked =
        check(
            """
            env:
              CO_VARIABLE:
              CO_NEW: { required: false }
              CO_OLD: { required: false, deprecated: { replacedBy: CO_NEW } }
            secrets: { CO_SECRET: }
            flags: { CO_FLAG: boolean }
            profiles: { select: CO_PROFILE, known: [dev], default: dev }
            versions:
              files: { app: { path: app.jar, sha256: { env: CO_SHA } } }
            """,
            new FakeHost()
                .env(
                    "CO_VARIABLE",
                    "",
                    "CO_OLD",
                    "",
                    "CO_NEW",
                    "",
                    "CO_SECRET",
                    "",
                    "CO_SECRET_FILE",
                    "")
                .env("CO_FLAG", "", "CO_PROFILE", "", "CO_SHA", ""));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHECKOUT_SERVICE_HOST",
        "CHECKOUT_SERVICE_PORT",
        "CHECKOUT_SERVICE_PORT_HTTP",
        "CHECKOUT_PORT",
        "CHECKOUT_PORT_80_TCP",
        "CHECKOUT_PORT_80_TCP_ADDR",
        "CHECKOUT_PORT_80_TCP_PORT",
        "CHECKOUT_PORT_80_TCP_PROTO",
        "CHECKOUT_PORT_53_UDP",
        "CHECKOUT_PORT_9_SCTP",
        "CHECKOUT_PORT_X_PORT_80_TCP",
      })
  void neverReportsServiceLinks(String name) {
    assertThat(check("env: { A: }", new FakeHost().env(name, "x")).lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHECKOUT_SERVICE_HOSTS", "CHECKOUT_SERVICE_PORTAL", "CHECKOUT_PORTS", "CHECKOUT_PORT_TCP",
        "CHECKOUT_PORT_80", "CHECKOUT_PORT_80_TCPX", "CHECKOUT_PORT_", "CHECKOUT_"
      })
  void reportsNamesThatOnlyResembleServiceLinks(String name) {
    assertThat(check("env: { A: }", new FakeHost().env(name, "x")).findings())
        .extracting(Finding::subject)
        .containsExactly(name);
  }

  @Test
  void leavesOwnSettingsToTheirOwnWarning() {
    String yaml = "policy: { undeclared: { prefixes: [S] } }\nenv: { A: }\n";
    assertThat(
            validate(yaml, new FakeHost().env("STARTGUARD_MODE", "warn"), new EnvUndeclaredCheck())
                .lines())
        .isEmpty();
  }

  @Test
  void doesNothingWithoutAPolicy() {
    Checked checked =
        validate("env: { A: }", new FakeHost().env("X", "1"), new EnvUndeclaredCheck());
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isZero();
  }

  @Test
  void survivesStrangeNames() {
    assertThat(
            check("env: { A: }", new FakeHost().env("CO_\u001b[31m\n", "x", "CO_A=B", "y"))
                .findings())
        .extracting(Finding::subject)
        .containsExactly("CO_\u001b[31m\n", "CO_A=B");
  }
}
