package dev.startguard.manifest.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.ReadResult;
import dev.startguard.manifest.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown keys, and names that cannot be. */
class KeysAndNamesTest {
  @Test
  void namesTheNearestKey() {
    assertThat(Reading.shown(Reading.HEAD + "polcy: { mode: warn }\nenv:\n  A: { minLenght: 3 }\n"))
        .isEqualTo(
            """
            manifest-unknown-key startguard.yaml:3:1
              polcy: { mode: warn }
              ^^^^^ did you mean policy?
            manifest-unknown-key startguard.yaml:5:8
                A: { minLenght: 3 }
                     ^^^^^^^^^ did you mean minLength?
            """);
  }

  @Test
  void listsTheAllowedKeysWhenNoneIsNear() {
    Finding finding =
        Reading.findings(Reading.HEAD + "env: { A: }\nprocess: { main: [a], port: 1 }\n").get(0);
    assertThat(finding.label()).isEqualTo("known here: main");
    assertThat(finding.notes()).anySatisfy(note -> assertThat(note.text()).isEqualTo("main"));
    assertThat(finding.message()).isEqualTo("port is no key of process");
  }

  @Test
  void saysWhatDefaultIsCalled() {
    Finding finding = Reading.findings(Reading.HEAD + "env: { A: { default: 1 } }\n").get(0);
    assertThat(finding.id()).isEqualTo("manifest-unknown-key");
    assertThat(finding.label())
        .isEqualTo("Startguard sets nothing; codeDefault says what the code falls back to");
    assertThat(finding.fixes()).containsExactly("rename default to codeDefault");
  }

  @Test
  void saysToWhichTypeAConstraintDoesNotBelong() {
    assertThat(Reading.shown(Reading.HEAD + "env:\n  A: { type: port, schemes: [http] }\n"))
        .isEqualTo(
            """
            manifest-unknown-key startguard.yaml:4:20
                A: { type: port, schemes: [http] }
                                 ^^^^^^^ type port takes min, max
            """);
  }

  @Test
  void namesTheNearestRule() {
    assertThat(
            Reading.findings(Reading.HEAD + "runtime: { set: { dst-gap-shfted: error } }\n")
                .get(0)
                .label())
        .isEqualTo("did you mean dst-gap-shifted?");
    assertThat(
            Reading.findings(
                    Reading.HEAD
                        + "runtime: { suppress: [ { rule: quotd-z, in: a, reason: b } ] }\n")
                .get(0)
                .label())
        .isEqualTo("did you mean quoted-z?");
  }

  @Test
  void saysNothingOfWhatFollowsFromAnUnknownSection() {
    assertThat(Reading.ids(Reading.HEAD + "enviroment: { A: }\n"))
        .containsExactly("manifest-unknown-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"A=B\"", "\"\"", "\"A\\0B\"", "\"A\\nB\"", "\"\\e[31m\"", "\"A\\x9bB\""})
  void refusesNamesThatNoEnvironmentHolds(String name) {
    for (String section : new String[] {"env", "secrets", "flags", "properties"}) {
      assertThat(Reading.ids(Reading.HEAD + section + ": { A: , " + name + ": }\n"))
          .as(section)
          .containsExactly("manifest-name");
    }
  }

  @Test
  void refusesNamesThatDifferInCaseOnly() {
    assertThat(Reading.shown(Reading.HEAD + "env:\n  Db_Host: string\n  DB_HOST: string\n"))
        .isEqualTo(
            """
            manifest-name startguard.yaml:5:3
                DB_HOST: string
                ^^^^^^^ differs in case only
              and startguard.yaml:4:3 the other one
            """);
    assertThat(Reading.ids(Reading.HEAD + "env: { A: }\nsecrets: { a: }\n"))
        .containsExactly("manifest-name");
    assertThat(Reading.ids(Reading.HEAD + "env: { A: }\nflags: { a: }\n"))
        .containsExactly("manifest-name");
  }

  @Test
  void acceptsPropertiesThatDifferInCase() {
    assertThat(Reading.ids(Reading.HEAD + "env: { A: }\nproperties: { a: , A: }\n")).isEmpty();
  }

  @Test
  void refusesASecretThatIsSomethingElseToo() {
    assertThat(Reading.ids(Reading.HEAD + "env: { A: }\nsecrets: { A: }\n"))
        .containsExactly("manifest-name");
    assertThat(Reading.ids(Reading.HEAD + "flags: { A: }\nsecrets: { A: }\n"))
        .containsExactly("manifest-name");
  }

  @Test
  void knowsTheServiceOfABrokenManifest() {
    assertThat(Reading.of("startguard: 1\nservice: \"check out\"\nenvs: { A: }\n"))
        .isInstanceOfSatisfying(
            ReadResult.Invalid.class,
            invalid -> assertThat(invalid.service()).isEqualTo("check out"));
  }

  @Test
  void reportsAllAtOnceInTheOrderOfTheFile() {
    String text =
        """
        startguard: 1
        polcy: {}
        env:
          A: { type: prot, values: [] }
          B: { type: enum, values: [] }
          B: port
          C: &c port
        secrets:
          a: { value: x }
        clock: { maxOffset: 5 }
        """;
    assertThat(Reading.findings(text))
        .extracting(
            finding ->
                finding.id()
                    + " "
                    + ((dev.startguard.finding.ManifestLocation) finding.location()).line())
        .containsExactly(
            "manifest-empty 1", // service
            "manifest-unknown-key 2",
            "manifest-type 4",
            "manifest-empty 5",
            "manifest-duplicate-key 6",
            "manifest-feature 7",
            "manifest-name 9",
            "manifest-secret 9",
            "manifest-type 10");
  }
}
