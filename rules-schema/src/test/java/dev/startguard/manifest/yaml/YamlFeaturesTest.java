package dev.startguard.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What YAML can and a manifest may not. */
class YamlFeaturesTest {
  @Test
  void refusesAnchorsAndAliases() {
    assertThat(Reading.shown(Reading.HEAD + "env:\n  A: &a { type: port }\n  B: *a\n"))
        .isEqualTo(
            """
            manifest-feature startguard.yaml:4:6
              A: ***
                 ^^^ write the value out: a reader must not have to look it up
            manifest-feature startguard.yaml:5:6
              B: ***
                 ^^^ write the value out: a reader must not have to look it up
            """
                .replaceAll("(?m)^  ([AB ])", "    $1"));
  }

  @Test
  void refusesAnchorsOnScalars() {
    assertThat(Reading.ids(Reading.HEAD + "env:\n  A: &a port\n"))
        .containsExactly("manifest-feature");
  }

  @Test
  void saysNothingMoreOfWhatAnAliasStandsFor() {
    assertThat(Reading.ids(Reading.HEAD + "env: { A: { type: *a, values: *b } }\n"))
        .containsExactly("manifest-feature", "manifest-feature");
  }

  @Test
  void takesAPatternThatLooksLikeAnAliasForOne() {
    assertThat(
            Reading.findings(Reading.HEAD + "runtime: { packages: [*.acme] }\n")
                .get(0)
                .fixes()
                .get(0))
        .contains("quote a text that starts with *");
  }

  @Test
  void refusesMergeKeys() {
    assertThat(Reading.ids(Reading.HEAD + "env:\n  A:\n    <<: { type: port }\n    min: 1\n"))
        .contains("manifest-feature");
    assertThat(Reading.ids(Reading.HEAD + "env:\n  A:\n    \"<<\": x\n"))
        .containsExactly("manifest-unknown-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!str port",
        "!port port",
        "! port",
        "!!map { type: port }",
        "!<tag:yaml.org,2002:str> port",
        "!e!x port",
        "!!null"
      })
  void refusesTags(String value) {
    assertThat(Reading.ids(Reading.HEAD + "env:\n  A: " + value + "\n"))
        .contains("manifest-feature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%YAML 1.2\n---\n",
        "%YAML 1.1\n---\n",
        "%TAG ! tag:x,2000:\n---\n",
        "%FOO bar\n---\n",
        "# a comment\n\n%YAML 1.2\n---\n"
      })
  void refusesDirectives(String directive) {
    assertThat(Reading.ids(directive + Reading.HEAD + "env: { A: }\n"))
        .containsExactly("manifest-feature");
  }

  @Test
  void acceptsTheMarkOfADocument() {
    assertThat(Reading.ids("---\n" + Reading.HEAD + "env: { A: }\n")).isEmpty();
    assertThat(Reading.ids("# a\n---\n" + Reading.HEAD + "env: { A: }\n...\n")).isEmpty();
  }

  @Test
  void refusesASecondDocument() {
    assertThat(Reading.shown(Reading.HEAD + "env: { A: }\n---\nstartguard: 1\n"))
        .isEqualTo(
            """
            manifest-feature startguard.yaml:4:1
              ---
              ^ one file holds one manifest
            """);
    assertThat(Reading.ids(Reading.HEAD + "env: { A: }\n---\n[\n"))
        .containsExactly("manifest-feature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "? [a, b]\n: 1\n",
        "? { a: b }\n: 1\n",
        "[a, b]: 1\n",
        "{ a: b }: 1\n",
        "? - a\n: 1\n"
      })
  void refusesComplexKeys(String pair) {
    assertThat(Reading.ids(Reading.HEAD + "env: { A: }\n" + pair))
        .containsExactly("manifest-feature");
  }

  @Test
  void acceptsABlockScalarAndEscapes() {
    Manifest manifest =
        Reading.manifest(
            Reading.HEAD
                + "env:\n  A:\n    description: |\n      one\n      two\n  \"\\u0042\":\n    description: >-\n      one\n      two\n");
    assertThat(manifest.variables().get(0).description()).isEqualTo("one\ntwo\n");
    assertThat(manifest.variables().get(1).name()).isEqualTo("B");
    assertThat(manifest.variables().get(1).description()).isEqualTo("one two");
  }
}
