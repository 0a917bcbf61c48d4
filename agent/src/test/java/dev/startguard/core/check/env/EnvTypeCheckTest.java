package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvTypeCheckTest {
  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new EnvTypeCheck());
  }

  private static Finding port(String value) {
    return check("env: { HTTP_PORT: port }", new FakeHost().env("HTTP_PORT", value)).only();
  }

  @Test
  void saysWhatKubernetesDoes() {
    Checked checked =
        check(
            """
            startguard: 1
            service: test
            env:
              HTTP_PORT:
                type: port
                min: 1024
                description: Public listener
            """,
            new FakeHost().env("HTTP_PORT", "tcp://10.0.48.109:9106"));
    Finding finding = checked.only();
    assertThat(finding.gist()).isEqualTo("not a port");
    assertThat(finding.detail()).isEqualTo("not a port: \"tcp://10.0.48.109:9106\"");
    assertThat(finding.message()).isEqualTo("HTTP_PORT is not a port");
    assertThat(checked.place()).isEqualTo("startguard.yaml:5:11");
    assertThat(finding.label()).isEqualTo("a whole number from 1024 to 65535");
    assertThat(finding.notes())
        .containsExactly(
            new Note("found", "\"tcp://10.0.48.109:9106\""),
            new Note("why", "Kubernetes sets <SERVICE>_PORT for every Service"),
            new Note("why", "Public listener"));
    assertThat(finding.fixes())
        .containsExactly("set enableServiceLinks: false on the pod, or rename the variable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"8080\"|is still in quotes",
        "'8080'|is still in quotes",
        "`8080 `|ends with white space",
        "`8080\n`|ends with a line feed",
        "8080 # http|has a comment at its end",
        "${PORT}|is a template",
      })
  void namesKnownCauses(String value, String cause) {
    assertThat(port(value).notes())
        .anySatisfy(
            note -> {
              assertThat(note.name()).isEqualTo("why");
              assertThat(note.text()).startsWith("the value " + cause);
            });
  }

  @Test
  void saysWhatParseBooleanMakesOfIt() {
    Finding finding = check("env: { TLS: boolean }", new FakeHost().env("TLS", "yes")).only();
    assertThat(finding.message()).isEqualTo("TLS is not a boolean");
    assertThat(finding.notes().get(1).text()).startsWith("Boolean.parseBoolean makes false of it");
    assertThat(finding.fixes())
        .containsExactly("write true or false, or list the spelling under accept");
  }

  @Test
  void saysWhatTheCodeFallsBackTo() {
    Finding finding =
        check("env: { P: { type: port, codeDefault: 8080 } }", new FakeHost().env("P", "x")).only();
    assertThat(finding.fixes())
        .containsExactly(
            "set P to a whole number from 1 to 65535", "unset it: the code falls back to \"8080\"");
  }

  @Test
  void saysWhichPropertyItCameFrom() {
    Finding finding =
        check(
                "env: { P: { type: port, property: app.port } }",
                new FakeHost().properties("app.port", "x"))
            .only();
    assertThat(finding.notes()).contains(new Note("note", "set by -Dapp.port"));
    assertThat(finding.fixes()).containsExactly("set -Dapp.port to a whole number from 1 to 65535");
  }

  @Test
  void hidesAValueWhosePropertyReadsLikeASecrets() {
    Checked checked =
        check(
            "env: { P: { type: port, property: db.password, codeDefault: 8080 } }",
            new FakeHost().properties("db.password", "hunter2abc"));
    assertThat(checked.only().notes().toString()).contains("its name reads like a secret's");
    assertThat(checked.everything()).doesNotContain("hunter2abc");
  }

  @Test
  void pointsAtAShortFormsType() {
    assertThat(
            check("startguard: 1\nservice: t\nenv:\n  P: port\n", new FakeHost().env("P", "x"))
                .place())
        .isEqualTo("startguard.yaml:4:6");
  }

  @Test
  void acceptsWhatIsRight() {
    Checked checked = check("env: { P: port, S: string }", new FakeHost().env("P", "80", "S", "x"));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isOne();
  }

  @Test
  void leavesWhatIsNotSetToOthers() {
    Checked checked =
        check(
            "env: { A: port, B: port, C: port, D: { type: port, required: false } }",
            new FakeHost().env("B", "", "C", "  ", "D", ""));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isZero();
  }

  @Test
  void judgesBlanksOfAnOptionalVariable() {
    assertThat(
            check("env: { D: { type: port, required: false } }", new FakeHost().env("D", "  "))
                .lines())
        .containsExactly("error env-type D: not a port: \"  \"");
  }

  @Test
  void leavesBrokenConstraintsToTheOtherCheck() {
    Checked checked = check("env: { P: { type: port, min: 1024 } }", new FakeHost().env("P", "80"));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isOne();
  }

  @Test
  void hidesWhatLooksLikeASecret() {
    Finding finding =
        check(
                "env: { SIGNING_TOKEN: port, DB: port }\nsecrets: { S: { required: false } }",
                new FakeHost()
                    .env(
                        "DB", "canary-1234-value", "S", "canary-1234-value", "SIGNING_TOKEN", "80"))
            .only();
    assertThat(finding.toString()).doesNotContain("canary-1234-value");
  }

  @Test
  void survivesHugeAndHostileValues() {
    assertThat(port("9".repeat(1 << 20)).gist()).startsWith("not a port");
    assertThat(port(" ".repeat(1 << 20) + "80").gist()).isEqualTo("not a port");
    assertThat(port("\u001b[31m8080\n\u202e").gist()).isEqualTo("not a port");
    assertThat(port("tcp://" + "1".repeat(1 << 20)).gist()).isEqualTo("not a port");
  }

  @Test
  void judgesThousandsOfVariables() {
    StringBuilder yaml = new StringBuilder("env:\n");
    FakeHost host = new FakeHost();
    for (int i = 0; i < 3_000; i++) {
      yaml.append("  VARIABLE_").append(i).append(": port\n");
      host.env("VARIABLE_" + i, i % 2 == 0 ? "80" : "x");
    }
    Checked checked = check(yaml.toString(), host);
    assertThat(checked.findings()).hasSize(1_500);
    assertThat(checked.passed()).isEqualTo(1_500);
  }
}
