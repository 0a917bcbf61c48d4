package dev.startguard.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.ReadResult;
import dev.startguard.manifest.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file that is not YAML: one finding, which says where and what is meant; the line's scalars are
 * masked.
 */
class YamlSyntaxTest {
  @Test
  void pointsAtATabThatIndents() {
    assertThat(Reading.shown(Reading.HEAD + "env:\n\tA: port\n"))
        .isEqualTo(
            """
            manifest-syntax startguard.yaml:4:1
              (indent with spaces)
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env:\n  A:\n  \ttype: port\n",
        "env: {\n\tA: port }\n",
        "env:\n- \tA\n",
        "env:\n  A: |\n\tx\n",
        "\tenv: { A: }\n"
      })
  void refusesTabsThatIndent(String text) {
    List<Finding> findings = Reading.findings(Reading.HEAD + text);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).gist()).isEqualTo("is indented with a tab");
  }

  @Test
  void acceptsTabsThatDoNotIndent() {
    assertThat(Reading.ids(Reading.HEAD + "env: { A: { description: 'a\tb' } } #\tc\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "env: { A: { description: why: because } }~ has a bracket that is not closed",
        "env:\\n  A: a: b~ has a colon that ends no key",
        "env:\\n  A\\n  B: port~ has a colon that ends no key",
        "env\\nflags: { A: }~ has a key without a colon",
        "env:\\n  A: \"port~ has a quote that is not closed",
        "env: { A: 'port }~ has a quote that is not closed",
        "env: { A: port~ has a bracket that is not closed",
        "versions: { java: [17,26) }~ has a bracket that is not closed",
        "env:\\n    A: port\\n  B: port~ is not lined up",
        "env:\\n  A: \"a\" b~ is not lined up",
        "env: { A: \"\\q\" }~ has an unknown escape",
        "env: { A: \"\\uZZZZ\" }~ has an unknown escape",
        "env: { A: @port }~ starts a text with a reserved character",
        "env: { A: `port` }~ starts a text with a reserved character",
        "env: - A~ has a dash where no list can start",
        "env: { A: \"\\UFFFFFFFF\" }~ is not YAML",
        "env: { A: \"\\U00110000\" }~ has an unknown escape",
        "env: { A: |0 }~ is not YAML",
        "]~ is not lined up",
        "}~ is not lined up",
      })
  void saysWhatIsWrong(String text, String gist) {
    List<Finding> findings = Reading.findings(Reading.HEAD + text.replace("\\n", "\n") + "\n");
    assertThat(findings).extracting(Finding::id).containsExactly("manifest-syntax");
    assertThat(findings.get(0).gist()).isEqualTo(gist.strip());
    assertThat(findings.get(0).label()).isNotBlank();
  }

  @Test
  void showsTheKeyOfTheLineAndNothingElse() {
    assertThat(Reading.shown(Reading.HEAD + "env:\n  DB_PASSWORD: hunter2: hunter3\n"))
        .isEqualTo(
            """
            manifest-syntax startguard.yaml:4:23
                DB_PASSWORD: ***
                             ^^^ quote a text that holds a colon and a space, or mend the indentation
            """);
  }

  @Test
  void neverQuotesTheFile() {
    String[] broken = {
      "env:\n  A: hunter2: hunter2\n",
      "env: { A: hunter2\n",
      "env:\n  A: \"hunter2\n",
      "secrets:\n  hunter2\n  A: hunter2\n",
      "env: { A: \"\\xhunter2\" }\n",
      "env: { A: !hunter2!x y }\n",
      "env: { A: *hunter2* }\n",
      "%hunter2 hunter2\n",
      "env: @hunter2\n",
      "hunter2\nenv: { A: }\n",
      "- hunter2\nenv: hunter2\n",
      "secrets:\n  A: |hunter2\n",
      "env: [hunter2}\n",
      "\"hunter2\nhunter2\n",
      "env: { A: \"hunter2\n  hunter2\n"
    };
    for (String text : broken) {
      List<Finding> findings = Reading.findings(Reading.HEAD + text);
      assertThat(findings).as(text).isNotEmpty();
      assertThat(Reading.everything(findings)).as(text).doesNotContain("hunter");
    }
  }

  @Test
  void knowsTheServiceOfAFileThatIsNotYaml() {
    assertThat(service("startguard: 1\nservice: checkout\nenv: [\n")).isEqualTo("checkout");
    assertThat(service("# x\nstartguard: 1\nservice:   check-out.2  \nenv: [\n"))
        .isEqualTo("check-out.2");
    assertThat(service("startguard: 1\nservice: \"a b\"\nenv: [\n")).isEmpty();
    assertThat(service("service: checkout\nenv: [\n")).as("no manifest").isEmpty();
  }

  private static String service(String text) {
    return Reading.of(text) instanceof ReadResult.Invalid invalid ? invalid.service() : "valid";
  }

  @Test
  void showsBothKeysThatAreTheSame() {
    assertThat(Reading.shown(Reading.HEAD + "env:\n  A: port\n  B: port\n  A: url\n"))
        .isEqualTo(
            """
            manifest-duplicate-key startguard.yaml:6:3
                A: ***
                ^ stands here again
              and startguard.yaml:4:3 first here
            """);
  }

  @Test
  void reportsEveryDuplicateInFlowMappingsAndAtTheRootToo() {
    assertThat(
            Reading.ids(
                "startguard: 1\nservice: s\nservice: t\nenv: { A: { type: port, type: url, min: 1, \"min\": 2 } }\n"))
        .containsExactly(
            "manifest-duplicate-key", "manifest-duplicate-key", "manifest-duplicate-key");
  }

  @Test
  void neverShowsADuplicateThatMayBeASecretItself() {
    List<Finding> findings =
        Reading.findings(Reading.HEAD + "secrets: { A: { hunter2, hunter2 } }\n");
    assertThat(findings)
        .extracting(Finding::id)
        .contains("manifest-duplicate-key", "manifest-secret");
    assertThat(Reading.everything(findings)).doesNotContain("hunter");
  }
}
