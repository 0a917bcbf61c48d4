package dev.startguard.manifest.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.ReadResult;
import dev.startguard.manifest.Reading;
import dev.startguard.manifest.Secret;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret's value in the file is reported, and shown by nothing that the reader says. */
class SecretsInClearTest {
  private static final String CANARY = "c4n4ry-hunter2";
  private static final String TOKEN = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345";

  @Test
  void pointsAtTheValueWithoutShowingIt() {
    assertThat(
            Reading.shown(
                Reading.HEAD
                    + "secrets:\n  DB_PASSWORD: { minLength: 16, value: "
                    + CANARY
                    + " }\n"))
        .isEqualTo(
            """
            manifest-secret startguard.yaml:4:40
                DB_PASSWORD: ***
                             ^^^ in clear; declare the secret, and keep its value out of the file
            """);
  }

  /**
   * Every place where somebody might write a secret's value, and what of it the reader must say.
   */
  static List<String> placesOfValues() {
    List<String> places = new ArrayList<>();
    for (String key :
        List.of(
            "value",
            "default",
            "codeDefault",
            "password",
            "passwrd",
            "secret",
            "token",
            "plain",
            "content",
            "literal",
            "key",
            "data")) {
      places.add("secrets: { A: { " + key + ": " + CANARY + " } }");
      places.add("secrets:\n  A:\n    " + key + ": " + CANARY);
      places.add("secrets:\n  A:\n    " + key + ": |\n      first\n      " + CANARY);
      places.add("secrets: { A: { " + key + ": [" + CANARY + "] } }");
      places.add("secrets: { A: { profiles: { dev: { " + key + ": " + CANARY + " } } } }");
    }
    places.add("secrets: { A: " + CANARY + " }");
    places.add("secrets: { A: '" + CANARY + "' }");
    places.add("secrets: { A: { " + CANARY + " } }");
    places.add("secrets:\n  A: |\n    first\n    " + CANARY + "\n");
    places.add("secrets:\n  A:\n    " + CANARY + "\n");
    places.add("env: { DB_PASSWORD: " + CANARY + " }");
    places.add("env: { API_TOKEN: \"" + CANARY + "\" }");
    places.add("flags: { SECRET_KEY: " + CANARY + " }");
    return places;
  }

  @ParameterizedTest
  @MethodSource("placesOfValues")
  void reportsAValueAndNeverShowsIt(String text) {
    List<Finding> findings = Reading.findings(Reading.HEAD + text + "\n");
    assertThat(findings).extracting(Finding::id).contains("manifest-secret");
    assertThat(Reading.everything(findings)).doesNotContain("c4n4ry", "hunter2");
  }

  /** Mistakes of other kinds on a line, or in an entry, that holds a secret. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "secrets: [CANARY]",
        "secrets: CANARY",
        "secrets: { A: [CANARY] }",
        "secrets: { A: { type: CANARY } }",
        "secrets: { A: { from: [CANARY] } }",
        "secrets: { A: { from: CANARY } }",
        "secrets: { A: { minLength: CANARY } }",
        "secrets: { A: { CANARY: x } }",
        "secrets: { A: { CANARY: { x: y } } }",
        "secrets: { A: { file: [CANARY] } }",
        "secrets: { A: { validFor: CANARY } }",
        "secrets: { A: { encoding: CANARY } }",
        "secrets: { A: { required: CANARY } }",
        "secrets: { A: { requiredWhen: CANARY } }",
        "secrets: { A: { requiredWhen: { CANARY: x } } }",
        "secrets: { A: { requiredWhen: { env: B, CANARY } } }",
        "secrets: { A: { profiles: CANARY } }",
        "secrets: { A: { profiles: { dev: CANARY } } }",
        "secrets: { A: { profiles: { dev: { CANARY } } } }",
        "secrets: { A: { severity: CANARY, owner: [CANARY] } }",
        "secrets: { A: { value: x, CANARY: y }, B: { CANARY } }",
        "secrets: { A: { CANARY, CANARY } }",
        "secrets:\n  A: CANARY: x",
        "secrets:\n  A: \"CANARY\n",
        "secrets:\n  A: { x: CANARY",
        "secrets: { A: &a CANARY, B: *a }",
        "secrets: { A: !!str CANARY }",
        "secrets: { A: { file: x }, A: { value: CANARY } }",
        "secrets: { A: { deprecated: CANARY } }",
        "secrets: { A: { distinctFrom: CANARY } }",
        "secrets: { A: { ? CANARY : x } }",
        "secrets:\n  A: >\n    CANARY\n  B: { x",
        "secrets:\n  - CANARY: x",
        "secrets: { A: { type: pem-key, minLength: CANARY } }",
        "env: { DB_PASSWORD: { codeDefault: [CANARY] } }",
        "env: { DB_PASSWORD: { codeDefault: CANARY, x: y } }",
        "env: { DB_PASSWORD: { values: [CANARY], x: y } }",
        "env: { DB_PASSWORD: [CANARY] }",
        "env: { DB_PASSWORD: { value: CANARY } }",
        "env: { DB_PASSWORD: { default: CANARY } }",
        "flags: { API_KEY: { expect: { prod: CANARY } } }"
      })
  void neverShowsASecretInAFindingOfAnotherKind(String text) {
    List<Finding> findings = Reading.findings(Reading.HEAD + text.replace("CANARY", CANARY) + "\n");
    assertThat(findings).isNotEmpty();
    assertThat(Reading.everything(findings)).doesNotContain("c4n4ry", "hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env: { A: { description: TOKEN } }", "env: { A: { codeDefault: TOKEN } }",
            "env: { A: TOKEN }", "env: { TOKEN: }",
        "env: { A: { TOKEN: x } }", "TOKEN: x", "env: { A: { type: enum, values: [a, TOKEN] } }",
            "process: { main: [\"x TOKEN\"] }",
        "include: [TOKEN]", "env: { A: { owner: 'mail TOKEN here' } }",
            "runbook: http://a.example/?token=TOKEN", "env: { A: { x: TOKEN } }",
        "env: { A: { profiles: { TOKEN: { required: false } } } }",
            "env: { A: { description: x, typ: y, owner: TOKEN } }"
      })
  void findsATokenAnywhereAndNeverShowsIt(String text) {
    List<Finding> findings =
        Reading.findings(
            Reading.HEAD + text.replace("TOKEN", TOKEN) + "\nenv2: { B: " + TOKEN + " }\n");
    assertThat(findings).extracting(Finding::id).contains("manifest-secret");
    assertThat(Reading.everything(findings)).doesNotContain("ghp_", "0123456789");
  }

  @Test
  void findsAKeyOrCertificateInPem() {
    List<Finding> findings =
        Reading.findings(
            Reading.HEAD
                + "env:\n  A:\n    codeDefault: |\n      -----BEGIN PRIVATE KEY-----\n      MIIEvQ\n      -----END PRIVATE KEY-----\n    typ: x\n");
    assertThat(findings)
        .extracting(Finding::id)
        .containsExactly("manifest-secret", "manifest-unknown-key");
    assertThat(Reading.everything(findings)).doesNotContain("BEGIN", "MIIEvQ");
  }

  @Test
  void findsAPasswordInAUrl() {
    for (String url :
        List.of(
            "jdbc:postgresql://app:hunter2@db/x",
            "https://u:hunter2@a.example",
            "amqp://u:hunter2@a")) {
      List<Finding> findings =
          Reading.findings(Reading.HEAD + "env: { A: { codeDefault: \"" + url + "\" } }\n");
      assertThat(findings).as(url).extracting(Finding::id).containsExactly("manifest-secret");
      assertThat(Reading.everything(findings)).doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secrets: { A: string, B: pem-key, C: hex }",
        "env: { DB_PASSWORD: string }",
        "env: { API_KEY_ID: { codeDefault: x } }",
        "env: { A: { codeDefault: \"https://${USER}:${PASSWORD}@a\" } }",
        "env: { A: { codeDefault: \"https://user@a.example:80/x:y\" } }",
        "env: { A: { codeDefault: \"http://a:80/@b\" } }",
        "env: { KEY_PATH: { type: path, codeDefault: /etc/key } }",
        "env: { A: { description: \"Never put a ghp_ token here, nor AKIA\" } }",
        "versions: { build: { properties: META-INF/git.properties, key: git.commit.id, equals: 0123456789abcdef0123456789abcdef01234567 } }"
      })
  void takesNothingElseForASecret(String text) {
    assertThat(Reading.shown(Reading.HEAD + text + "\n")).isEmpty();
  }

  @Test
  void suggestsATypeThatIsNear() {
    assertThat(Reading.shown(Reading.HEAD + "secrets:\n  A: strng\n"))
        .isEqualTo(
            """
            manifest-type startguard.yaml:4:6
                A: ***
                   ^^^ did you mean string?
            """);
  }

  @Test
  void masksScalarsUnderSecretsAndShowsTheirKeys() {
    assertThat(
            Reading.shown(
                Reading.HEAD + "secrets:\n  A: { file: /run/x, minLenght: 16, from: [env] }\n"))
        .isEqualTo(
            """
            manifest-unknown-key startguard.yaml:4:22
                A: { file: ***, minLenght: ***, from: [***] }
                                ^^^^^^^^^ did you mean minLength?
            """);
  }

  @Test
  void masksTheFallbackOfAVariableWithASecretsName() {
    assertThat(
            Reading.shown(
                Reading.HEAD
                    + "env:\n  DB_PASSWORD: { type: string, codeDefault: hunter2, minLenght: 16 }\n"))
        .isEqualTo(
            """
            manifest-unknown-key startguard.yaml:4:54
                DB_PASSWORD: { type: string, codeDefault: ***, minLenght: 16 }
                                                               ^^^^^^^^^ did you mean minLength?
            """);
  }

  @Test
  void masksLinesOfAValidManifestToo() {
    ReadResult.Valid valid =
        (ReadResult.Valid) Reading.of(Reading.HEAD + "secrets:\n  A: { file: /run/x }\n");
    Secret secret = valid.document().withoutProfile().secrets().get(0);
    assertThat(secret.place().source().excerpt(secret.place()).text())
        .isEqualTo("  A: { file: *** }");
  }
}
