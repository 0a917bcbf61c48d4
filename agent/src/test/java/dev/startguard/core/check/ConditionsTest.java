package dev.startguard.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionsTest {
  private static final String OPERANDS =
      """
      profiles: { select: APP_ENV, known: [dev, prod], default: dev }
      env:
        APP_ENV: string
        SET: { required: false }
        PORT: { type: port, required: false, codeDefault: 80 }
        TLS: { type: boolean, accept: [yes, no], required: false }
        KIND: { type: enum, values: [Blue, Green], ignoreCase: true, required: false }
        NEEDED: port
        CHAIN: { requiredWhen: { env: TLS, equals: true } }
        OVERRIDDEN: { required: false, profiles: { prod: { required: true } } }
        X: { requiredWhen: CONDITION }
      properties: { app.mode: { required: false } }
      secrets: { PASS: { required: false } }
      flags: { NEW: boolean, LIMIT: { type: integer } }
      """;

  /** {@code holds}, {@code fails}, or {@code needs NAME}. */
  private static String outcome(String condition, FakeHost host) {
    return outcome(condition, null, host, null);
  }

  private static String outcome(
      String condition, String profile, FakeHost host, String profileNeeds) {
    Manifest manifest =
        ManifestFixture.manifest(OPERANDS.replace("CONDITION", condition), profile, host);
    Validation validation = new Validation(manifest, host);
    if (profileNeeds != null) {
      validation.profileUnknown(profileNeeds);
    }
    Variable variable = validation.values().variable("X");
    assertThat(variable).isNotNull();
    Conditions.Outcome outcome = validation.conditions().required(variable);
    return outcome.needs() != null
        ? "needs " + outcome.needs()
        : outcome.holds() ? "holds" : "fails";
  }

  private static FakeHost host(String variables) {
    FakeHost host = new FakeHost().env("NEEDED", "80");
    for (String pair : variables == null ? new String[0] : variables.split(";")) {
      int equals = pair.indexOf('=');
      if (pair.startsWith("-D")) {
        host.properties(pair.substring(2, equals), pair.substring(equals + 1));
      } else {
        host.env(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return host;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ env: SET, equals: a }|SET=a|holds",
        "{ env: SET, equals: a }|SET=b|fails",
        "{ env: SET, equals: a }||fails",
        "{ env: SET, in: [a, b] }|SET=b|holds",
        "{ env: SET, in: [a, b] }|SET=c|fails",
        "{ env: SET, isSet: true }|SET=x|holds",
        "{ env: SET, isSet: true }|SET=|fails",
        "{ env: SET, isSet: false }||holds",
        "{ env: SET, matches: 'a+' }|SET=aaa|holds",
        "{ env: SET, matches: 'a+' }|SET=aab|fails",
        "{ env: SET, matches: '(.*a){25}' }|SET=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!|needs SET",
        "{ property: app.mode, equals: x }|-Dapp.mode=x|holds",
        "{ property: app.mode, equals: x }|app.mode=x|fails",
      })
  void comparesTexts(String condition, String variables, String outcome) {
    assertThat(outcome(condition, host(variables))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ env: TLS, equals: true }|TLS=yes|holds",
        "{ env: TLS, equals: yes }|TLS=true|holds",
        "{ env: TLS, equals: true }|TLS=no|fails",
        "{ env: PORT, equals: '0443' }|PORT=443|holds",
        "{ env: PORT, equals: 443 }|PORT=0443|holds",
        "{ env: KIND, equals: BLUE }|KIND=blue|holds",
        "{ env: PORT, equals: 80 }||holds",
        "{ env: APP_ENV, equals: dev }||holds",
        "{ env: PORT, equals: 80 }|PORT=|holds",
        "{ env: PORT, isSet: true }||fails",
      })
  void comparesWhatValuesMean(String condition, String variables, String outcome) {
    assertThat(outcome(condition, host(variables))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ env: PORT, equals: 80 }|PORT=http|needs PORT",
        "{ not: { env: PORT, equals: 80 } }|PORT=http|needs PORT",
        "{ env: PORT, isSet: true }|PORT=http|holds",
        "{ env: NEEDED, equals: 80 }|NEEDED=|needs NEEDED",
        "{ env: NEEDED, isSet: true }|NEEDED=|needs NEEDED",
        "{ env: CHAIN, equals: a }|TLS=yes|needs CHAIN",
        "{ env: CHAIN, equals: a }|TLS=no|fails",
        "{ env: CHAIN, equals: a }|TLS=perhaps|needs TLS",
        "{ flag: NEW, equals: true }|NEW=perhaps|needs NEW",
      })
  void needsAnOperandThatIsRight(String condition, String variables, String outcome) {
    assertThat(outcome(condition, host(variables))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ all: [{ env: SET, equals: a }, { env: TLS, equals: true }] }|SET=a;TLS=true|holds",
        "{ all: [{ env: SET, equals: a }, { env: TLS, equals: true }] }|SET=a|fails",
        "{ all: [{ env: PORT, equals: 1 }, { env: SET, equals: a }] }|PORT=x;SET=b|fails",
        "{ all: [{ env: PORT, equals: 1 }, { env: SET, equals: a }] }|PORT=x;SET=a|needs PORT",
        "{ any: [{ env: SET, equals: a }, { env: TLS, equals: true }] }|TLS=true|holds",
        "{ any: [{ env: SET, equals: a }, { env: TLS, equals: true }] }||fails",
        "{ any: [{ env: PORT, equals: 1 }, { env: SET, equals: a }] }|PORT=x;SET=a|holds",
        "{ any: [{ env: PORT, equals: 1 }, { env: SET, equals: a }] }|PORT=x;SET=b|needs PORT",
        "{ not: { any: [{ env: SET, equals: a }, { env: SET, equals: b }] } }|SET=c|holds",
      })
  void combinesWithThreeValues(String condition, String variables, String outcome) {
    assertThat(outcome(condition, host(variables))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ flag: NEW, equals: true }|NEW=true|holds",
        "{ flag: NEW, equals: true }|-DNEW=true|holds",
        "{ flag: NEW, equals: false }||holds",
        "{ flag: NEW, isSet: true }||fails",
        "{ flag: NEW, isSet: true }|NEW=false|holds",
        "{ flag: LIMIT, equals: 5 }|LIMIT=5|holds",
        "{ flag: LIMIT, equals: 5 }||fails",
      })
  void asksFlags(String condition, String variables, String outcome) {
    assertThat(outcome(condition, host(variables))).isEqualTo(outcome);
  }

  @Test
  void asksTheProfile() {
    assertThat(outcome("{ profile: prod }", "prod", host(null), null)).isEqualTo("holds");
    assertThat(outcome("{ profile: prod }", "dev", host(null), null)).isEqualTo("fails");
    assertThat(outcome("{ profile: prod }", null, host(null), "APP_ENV"))
        .isEqualTo("needs APP_ENV");
  }

  @Test
  void waitsForTheProfileThatOverridesTheOperand() {
    String condition = "{ env: OVERRIDDEN, isSet: true }";
    assertThat(outcome(condition, null, host("OVERRIDDEN=x"), "APP_ENV"))
        .isEqualTo("needs APP_ENV");
    assertThat(outcome("{ env: SET, isSet: true }", null, host("SET=x"), "APP_ENV"))
        .isEqualTo("holds");
  }

  @Test
  void anUndecidedEntryIsNotEvaluated() {
    FakeHost host = new FakeHost();
    Validation validation =
        new Validation(
            ManifestFixture.manifest(
                "env: { A: { profiles: { dev: { required: false } } }, B: }\nprofiles: { select: P, known: [dev] }",
                null,
                host),
            host);
    validation.profileUnknown("P");
    Variable a = validation.values().variable("A");
    Variable b = validation.values().variable("B");
    assertThat(a).isNotNull();
    assertThat(b).isNotNull();
    assertThat(validation.skipped(a)).isTrue();
    assertThat(validation.skipped(b)).isFalse();
    assertThat(validation.unevaluated()).containsExactly("A needs P");
  }

  @Test
  void requiresSecretsOnTheirConditionToo() {
    FakeHost host = new FakeHost().env("TLS", "true");
    Validation validation =
        new Validation(
            ManifestFixture.manifest(
                "env: { TLS: boolean }\nsecrets: { KEY: { requiredWhen: { env: TLS, equals: true } } }",
                null,
                host),
            host);
    Secret key = validation.secrets().secret("KEY");
    assertThat(key).isNotNull();
    assertThat(validation.conditions().required(key).holds()).isTrue();
  }
}
