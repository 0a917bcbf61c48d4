package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import dev.startguard.finding.Severity;
import org.junit.jupiter.api.Test;

final class EnvMissingCheckTest {
  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new EnvMissingCheck());
  }

  @Test
  void reportsWhatIsRequiredAndNotSet() {
    Finding finding = check("env: { DB_HOST: }", new FakeHost()).only();
    assertThat(finding.id()).isEqualTo("env-missing");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.gist()).isEqualTo("missing");
    assertThat(finding.detail()).isEqualTo("required, not set");
    assertThat(finding.message()).isEqualTo("DB_HOST is required and not set");
    assertThat(finding.fixes()).containsExactly("set DB_HOST");
  }

  @Test
  void pointsAtTheEntry() {
    Checked checked =
        check(
            """
            startguard: 1
            service: test
            env:
              HTTP_PORT:
                type: port
                min: 1024
            """,
            new FakeHost());
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:3");
    assertThat(checked.only().label()).isEqualTo("required: a whole number from 1024 to 65535");
  }

  @Test
  void pointsAtRequiredWhereItIsWritten() {
    Checked checked = check("env:\n  A: { required: true, type: url }\n", new FakeHost());
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:18");
  }

  @Test
  void tellsEmptyFromBlankFromMissing() {
    assertThat(check("env: { A: }", new FakeHost().env("A", "")).lines())
        .containsExactly("error env-missing A: required, set but empty");
    assertThat(check("env: { A: }", new FakeHost().env("A", " \t")).lines())
        .containsExactly("error env-missing A: required, set to blanks only");
  }

  @Test
  void suggestsANearNameThatIsSet() {
    Finding finding = check("env: { DB_HOST: }", new FakeHost().env("DB_HSOT", "db")).only();
    assertThat(finding.gist()).isEqualTo("missing (DB_HSOT set?)");
    assertThat(finding.detail())
        .isEqualTo("required, not set; DB_HSOT is set: did you mean DB_HOST?");
    assertThat(finding.fixes()).containsExactly("set DB_HOST", "rename DB_HSOT to DB_HOST");
  }

  @Test
  void suggestsTheNearestFirstAndNamesTheOthers() {
    Finding finding =
        check(
                "env: { DATABASE_HOST: }",
                new FakeHost().env("DATABSE_HOTS", "1", "DATABASE_HSOT", "x", "database_host", "y"))
            .only();
    assertThat(finding.gist()).isEqualTo("missing (database_host set?)");
    assertThat(finding.detail())
        .isEqualTo(
            "required, not set; database_host, DATABASE_HSOT and DATABSE_HOTS are set:"
                + " did you mean DATABASE_HOST?");
  }

  @Test
  void doesNotSuggestANameThatIsDeclaredAndRight() {
    Checked checked =
        check(
            "env: { DB_HOST: , DB_POST: port }\nsecrets: { DB_HOSE: }\nflags: { DB_HOPS: }",
            new FakeHost().env("DB_POST", "5432", "DB_HOSE", "secret", "DB_HOPS", "true"));
    assertThat(checked.lines()).containsExactly("error env-missing DB_HOST: required, not set");
  }

  @Test
  void suggestsADeclaredNameWhoseValueBelongsHere() {
    Checked checked =
        check(
            "env: { HTTP_PORT: port, HTTPS_PORT: { type: port, max: 100 } }",
            new FakeHost().env("HTTPS_PORT", "5432"));
    assertThat(checked.lines())
        .containsExactly(
            "error env-missing HTTP_PORT: required, not set; HTTPS_PORT is set: did you mean HTTP_PORT?");
  }

  @Test
  void suggestsTheSameWhateverTheOrderOfTheEnvironment() {
    FakeHost one = new FakeHost().env("DB_HOSX", "1", "DB_HOSA", "1", "DB_HOSM", "1");
    FakeHost two = new FakeHost().env("DB_HOSM", "1", "DB_HOSA", "1", "DB_HOSX", "1");
    String yaml = "env: { DB_HOST: }";
    assertThat(check(yaml, one).lines()).isEqualTo(check(yaml, two).lines());
    assertThat(check(yaml, one).only().gist()).isEqualTo("missing (DB_HOSA set?)");
  }

  @Test
  void saysThatAnOldNameIsStillSet() {
    Finding finding =
        check(
                "env:\n  NEW_URL:\n  OLD: { required: false, deprecated: { replacedBy: NEW_URL } }\n",
                new FakeHost().env("OLD", "x"))
            .only();
    assertThat(finding.detail()).isEqualTo("required, not set; OLD, which it replaces, is set");
    assertThat(finding.fixes()).contains("give NEW_URL the value of OLD");
  }

  @Test
  void saysThatAFileOrAPropertyIsNoVariable() {
    assertThat(check("env: { HOST: }", new FakeHost().env("HOST_FILE", "/x")).only().notes())
        .extracting(Note::text)
        .containsExactly("HOST_FILE is set, but only secrets are read from files");
    assertThat(check("env: { HOST: }", new FakeHost().properties("HOST", "x")).only().notes())
        .extracting(Note::text)
        .containsExactly("the property -DHOST is set, but the manifest asks for the variable");
  }

  @Test
  void acceptsThePropertyInTheVariablesPlace() {
    String yaml = "env: { TIMEOUT: { property: app.timeout } }";
    assertThat(check(yaml, new FakeHost().properties("app.timeout", "2s")).lines()).isEmpty();
    assertThat(
            check(yaml, new FakeHost().env("TIMEOUT", "").properties("app.timeout", "2s")).lines())
        .isEmpty();
    assertThat(check(yaml, new FakeHost()).only().fixes())
        .containsExactly("set TIMEOUT, or start with -Dapp.timeout=VALUE");
  }

  @Test
  void asksForNothingOptional() {
    Checked checked =
        check(
            """
            env:
              A: { required: false }
              B: { codeDefault: x }
              C:
              D:
            groups: [ { name: g, allOrNone: [C, D] } ]
            """,
            new FakeHost());
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isZero();
  }

  @Test
  void countsOneCheckForEachRequiredVariable() {
    Checked checked =
        check(
            "env: { A: , B: , C: , D: { codeDefault: x } }",
            new FakeHost().env("A", "1", "B", "2"));
    assertThat(checked.passed()).isEqualTo(2);
    assertThat(checked.findings()).hasSize(1);
  }

  @Test
  void takesAnEmptyValueWhereItIsAllowed() {
    assertThat(check("env: { A: { allowEmpty: true } }", new FakeHost().env("A", "")).lines())
        .isEmpty();
  }

  @Test
  void quotesDescriptionOwnerAndSeverity() {
    Finding finding =
        check(
                "env: { A: { description: The listener, owner: team-edge, runbook: 'https://r.example', severity: warning } }",
                new FakeHost())
            .only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.owner()).isEqualTo("team-edge");
    assertThat(finding.runbook()).isEqualTo("https://r.example");
    assertThat(finding.notes()).containsExactly(new Note("why", "The listener"));
  }

  @Test
  void doesNotAskForTheProfilesVariableWhereThereIsADefault() {
    String profiles = "profiles: { select: APP_ENV, known: [dev, prod], default: dev }\n";
    assertThat(check(profiles + "env: { APP_ENV: }\n", new FakeHost()).lines()).isEmpty();
    assertThat(check(profiles + "env: { APP_ENV: { required: true } }\n", new FakeHost()).lines())
        .hasSize(1);
    assertThat(
            check(
                    "profiles: { select: APP_ENV, known: [dev, prod] }\nenv: { APP_ENV: }\n",
                    new FakeHost())
                .lines())
        .hasSize(1);
  }

  @Test
  void requiresOnItsCondition() {
    String yaml =
        """
        startguard: 1
        service: test
        env:
          USE_TLS: { type: enum, values: ["true", "false"], codeDefault: "false" }
          TLS_CERT: { requiredWhen: { env: USE_TLS, equals: true } }
        """;
    assertThat(check(yaml, new FakeHost()).lines()).isEmpty();
    assertThat(check(yaml, new FakeHost().env("USE_TLS", "false")).lines()).isEmpty();
    Checked missing = check(yaml, new FakeHost().env("USE_TLS", "true"));
    assertThat(missing.lines()).containsExactly("error env-missing TLS_CERT: required, not set");
    assertThat(missing.only().label()).isEqualTo("required, because this holds");
    assertThat(missing.place()).isEqualTo("startguard.yaml:5:15");
    assertThat(check(yaml, new FakeHost().env("USE_TLS", "true", "TLS_CERT", "x")).lines())
        .isEmpty();
  }

  @Test
  void doesNotEvaluateWhatHangsOnAWrongOperand() {
    String yaml = "env:\n  P: port\n  A: { requiredWhen: { env: P, equals: 80 } }\n";
    assertThat(check(yaml, new FakeHost().env("P", "eighty")).notEvaluated())
        .containsExactly("A needs P");
    Checked operandMissing = check(yaml, new FakeHost());
    assertThat(operandMissing.lines()).containsExactly("error env-missing P: required, not set");
    assertThat(operandMissing.notEvaluated()).containsExactly("A needs P");
  }

  @Test
  void survivesStrangeNamesAndHugeValues() {
    String huge = "x".repeat(1 << 20);
    Checked checked =
        check(
            "env: { DB_HOST: , BIG: }",
            new FakeHost()
                .env(
                    "=C:",
                    "x",
                    "DB_H\u001b[31mOST",
                    "x",
                    "DB_HOS\n",
                    "x",
                    "",
                    "x",
                    "BIG",
                    huge,
                    huge,
                    "x"));
    assertThat(checked.only().detail())
        .isEqualTo("required, not set; DB_HOS\n is set: did you mean DB_HOST?");
  }

  @Test
  void staysQuickWithThousandsOfNames() {
    StringBuilder yaml = new StringBuilder("env:\n");
    FakeHost host = new FakeHost();
    for (int i = 0; i < 3_000; i++) {
      yaml.append("  REQUIRED_VARIABLE_").append(i).append(":\n");
      host.env("ANOTHER_VARIABLE_" + i, "x");
    }
    long start = System.nanoTime();
    assertThat(check(yaml.toString(), host).findings()).hasSize(3_000);
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }
}
