package dev.startguard.manifest.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Reading;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of the wrong kind, nothing where something must stand, and what scalars are. */
class KindsTest {
  @Test
  void readsEveryScalarAsText() {
    Manifest manifest =
        Reading.manifest(
            Reading.HEAD
                + "env:\n  A: { type: enum, values: [NO, 0640, 12:30:45, 1_000, 2026-11-01, 1234567e8, 0x1F, 1e3, true, .inf] }\n");
    assertThat(manifest.variables().get(0).values())
        .containsExactly(
            "NO",
            "0640",
            "12:30:45",
            "1_000",
            "2026-11-01",
            "1234567e8",
            "0x1F",
            "1e3",
            "true",
            ".inf");
  }

  @Test
  void readsNumbersAndBooleansInAllTheirSpellings() {
    Manifest manifest =
        Reading.manifest(
            Reading.HEAD
                + "env:\n  A: { required: TRUE, minLength: 0x1F }\n  B: { required: False, minLength: 1e3, maxLength: \"0o17777\" }\n");
    assertThat(manifest.variables().get(0).required()).isTrue();
    assertThat(manifest.variables().get(0).fields().whole("minLength", 0)).isEqualTo(31);
    assertThat(manifest.variables().get(1).required()).isFalse();
    assertThat(manifest.variables().get(1).fields().whole("minLength", 0)).isEqualTo(1_000);
    assertThat(manifest.variables().get(1).fields().whole("maxLength", 0)).isEqualTo(8_191);
  }

  @Test
  void writesShortFormsOut() {
    Manifest manifest =
        Reading.manifest(
            Reading.HEAD
                + "env: { A: , B: port }\nsecrets: { C: , D: hex }\nflags: { E: }\nversions: { java: \"[17,)\", libraries: { f: \"[1,2)\" } }\n");
    assertThat(manifest.variables()).extracting(Variable::type).containsExactly("string", "port");
    assertThat(manifest.secrets()).extracting(Secret::type).containsExactly("string", "hex");
    assertThat(manifest.flags().get(0).type()).isEqualTo("boolean");
    assertThat(manifest.section("versions").fields("java").text("range")).isEqualTo("[17,)");
    assertThat(manifest.section("versions").fields("libraries").fields("f").text("range"))
        .isEqualTo("[1,2)");
  }

  @Test
  void saysWhatAValueMustBe() {
    assertThat(
            Reading.shown(
                Reading.HEAD
                    + """
                    policy: { mode: enforced, deadline: 20 }
                    env:
                      A: { type: prot }
                      B: { type: port, min: 0 }
                      C: [port]
                      D: strng
                      E: { required: yes }
                    """))
        .isEqualTo(
            """
            manifest-type startguard.yaml:3:17
              policy: { mode: enforced, deadline: 20 }
                              ^^^^^^^^ did you mean enforce?
            manifest-type startguard.yaml:3:37
              policy: { mode: enforced, deadline: 20 }
                                                  ^^ a time with its unit: 500ms, 2s, 10m, 14d; not 0
            manifest-type startguard.yaml:5:14
                A: { type: prot }
                           ^^^^ did you mean port?
            manifest-type startguard.yaml:6:25
                B: { type: port, min: 0 }
                                      ^ a whole number from 1 to 65535
            manifest-type startguard.yaml:7:6
                C: [port]
                   ^ a mapping, or its type, of type, required, requiredWhen, codeDefault, property, deprecated, description, owner, runbook, severity
            manifest-type startguard.yaml:8:6
                D: strng
                   ^^^^^ did you mean string?
            manifest-type startguard.yaml:9:18
                E: { required: yes }
                               ^^^ true or false
            """);
  }

  @Test
  void saysWhereNothingStands() {
    assertThat(
            Reading.shown(
                Reading.HEAD
                    + """
                    env:
                      A: { type: enum, values: [] }
                      B: { type: enum }
                      C: { description: }
                    groups:
                      - name: g
                    platform:
                    """))
        .isEqualTo(
            """
            manifest-empty startguard.yaml:4:28
                A: { type: enum, values: [] }
                                         ^ a list belongs here
            manifest-empty startguard.yaml:5:3
                B: { type: enum }
                ^ values is missing
            manifest-empty startguard.yaml:6:8
                C: { description: }
                     ^^^^^^^^^^^ text belongs here
            manifest-empty startguard.yaml:8:5
                - name: g
                  ^ one of exactlyOneOf, atLeastOneOf, allOrNone, mutuallyExclusive is missing
            manifest-empty startguard.yaml:9:1
              platform:
              ^^^^^^^^ a mapping belongs here
            """);
  }

  @Test
  void saysThatAnEmptyFileAssertsNothing() {
    for (String text : List.of("", "\n\n", "# only a comment\n", "---\n", "~\n", "\uFEFF")) {
      assertThat(Reading.findings(text))
          .as("\"%s\"", text)
          .extracting(Finding::id)
          .containsExactly("manifest-empty");
    }
  }

  @Test
  void saysThatNothingIsChecked() {
    assertThat(Reading.shown("startguard: 1\nservice: s\npolicy: { mode: warn }\n"))
        .isEqualTo(
            """
            manifest-empty startguard.yaml:1:1
              startguard: 1
              ^^^^^^^^^^ env, secrets or another section is missing
            """);
  }

  @Test
  void asksForTheServicesName() {
    assertThat(Reading.ids("startguard: 1\nenv: { A: }\n")).containsExactly("manifest-empty");
    assertThat(Reading.findings("startguard: 1\nenv: { A: }\n").get(0).subject())
        .isEqualTo("service");
  }

  @Test
  void asksForAVersionThatItKnows() {
    assertThat(Reading.shown("startguard: 2\nservice: s\nnew-section: {}\n"))
        .isEqualTo(
            """
            manifest-version startguard.yaml:1:13
              startguard: 2
                          ^ this version reads startguard: 1
            """);
    assertThat(Reading.findings("startguard: 1.5\n").get(0).gist())
        .isEqualTo("needs a newer Startguard");
    assertThat(Reading.findings("startguard: 0\n").get(0).gist()).isEqualTo("has no version");
    assertThat(Reading.findings("startguard:\n").get(0).gist()).isEqualTo("has no version");
    assertThat(Reading.findings("startguard: { a: 1 }\n").get(0).gist())
        .isEqualTo("has no version");
  }

  @Test
  void neverQuotesAFileThatIsNoManifest() {
    for (String text :
        List.of(
            "hunter2",
            "password: hunter2\n",
            "hunter2:\n",
            "- hunter2\n",
            "hunter2: [\n",
            "{ hunter2: 1, startguard: 1, hunter3: x }\n")) {
      List<Finding> findings = Reading.findings(text);
      assertThat(findings).as(text).isNotEmpty();
      assertThat(Reading.shown(findings)).as(text).doesNotContain("hunter");
    }
    assertThat(Reading.everything(Reading.findings("password: hunter2\n")))
        .doesNotContain("hunter2", "password");
  }

  @Test
  void showsLinesOfAManifestOnly() {
    assertThat(Reading.shown("startguard: 1\nservice: s\nenvs: { A: }\n")).contains("envs: { A: }");
    assertThat(Reading.shown("service: s\nstartguard: 1\nenvs: { A: }\n"))
        .doesNotContain("envs: { A: }");
    assertThat(Reading.shown("{ startguard: 1, service: s, envs: { A: } }\n"))
        .contains("envs: { A: }");
    assertThat(Reading.shown("\"startguard\": 1\nservice: s\nenvs: { A: }\n"))
        .contains("envs: { A: }");
  }
}
