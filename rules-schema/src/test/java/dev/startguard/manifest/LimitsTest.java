package dev.startguard.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Size, depth and number of nodes are bounded, and nothing below the bounds takes more than linear
 * time.
 */
class LimitsTest {
  private static final int MIB = 1 << 20;

  @Test
  void acceptsAMebibyteAndNotOneByteMore() {
    String start = Reading.HEAD + "env: { A: }\n#";
    assertThat(Reading.ids(start + "x".repeat(MIB - start.length()))).isEmpty();
    List<Finding> findings = Reading.findings(start + "x".repeat(MIB - start.length() + 1));
    assertThat(findings).extracting(Finding::id).containsExactly("manifest-limit");
    assertThat(findings.get(0).gist()).isEqualTo("is larger than 1 MiB");
  }

  @Test
  void neverLooksIntoAFileThatIsTooLarge() {
    assertThat(Reading.findings(new byte[MIB + 1]))
        .extracting(Finding::id)
        .containsExactly("manifest-limit");
  }

  @Test
  void acceptsThirtyTwoLevelsAndNotOneMore() {
    assertThat(Reading.ids(nested(32))).isNotEmpty().doesNotContain("manifest-limit");
    assertThat(Reading.ids(nested(33))).containsExactly("manifest-limit");
    assertThat(Reading.ids(block(32))).isNotEmpty().doesNotContain("manifest-limit");
    assertThat(Reading.ids(block(33))).containsExactly("manifest-limit");
  }

  private static String nested(int levels) {
    return Reading.HEAD + "env: " + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "\n";
  }

  private static String block(int levels) {
    StringBuilder text = new StringBuilder(Reading.HEAD);
    for (int i = 0; i < levels; i++) {
      text.append("  ".repeat(i)).append("env:\n");
    }
    return text.toString();
  }

  @Test
  void acceptsTenThousandNodesAndNotOneMore() {
    // the root, startguard and service with their values, env and its mapping; then a name and a
    // value each
    int variables = (10_000 - 7) / 2;
    assertThat(Reading.ids(variables(variables, ""))).isEmpty();
    assertThat(Reading.ids(variables(variables + 1, ""))).containsExactly("manifest-limit");
    assertThat(Reading.ids(variables(variables, "# é\t"))).as("by SnakeYAML").isEmpty();
    assertThat(Reading.ids(variables(variables + 1, "# é\t")))
        .as("by SnakeYAML")
        .containsExactly("manifest-limit");
  }

  private static String variables(int count, String comment) {
    StringBuilder text =
        new StringBuilder(Reading.HEAD)
            .append(comment.isEmpty() ? "" : comment + "\n")
            .append("env:\n");
    for (int i = 0; i < count; i++) {
      text.append("  V").append(i).append(": port\n");
    }
    return text.toString();
  }

  static List<String> hostile() {
    return List.of(
        "[".repeat(10_000),
        "{".repeat(10_000),
        "[{".repeat(5_000),
        "- ".repeat(MIB / 2 - 50),
        "? ".repeat(MIB / 2 - 50),
        "a: ".repeat(MIB / 3 - 50),
        "a:\n".repeat(MIB / 3 - 50),
        "[".repeat(MIB - 50),
        "]".repeat(MIB - 50),
        "{a: ".repeat(MIB / 4 - 50),
        "[a, ".repeat(MIB / 4 - 50),
        "- ".repeat(20) + "x".repeat(MIB - 100),
        "x".repeat(MIB - 50),
        "x ".repeat(MIB / 2 - 50),
        "x\n".repeat(MIB / 2 - 50),
        "\"" + "x".repeat(MIB - 50),
        "\"" + "\\n".repeat(MIB / 2 - 50) + "\"",
        "\"" + "\n".repeat(MIB - 50) + "\"",
        "\"" + " ".repeat(MIB - 50) + "\"",
        "'" + "''".repeat(MIB / 2 - 50) + "'",
        "|\n" + " x\n".repeat(MIB / 3 - 50),
        "|\n" + "\n".repeat(MIB - 50),
        ">\n" + " x\n\n".repeat(MIB / 4 - 50),
        "|" + " ".repeat(MIB - 50),
        "#" + "x".repeat(MIB - 50),
        "# x\n".repeat(MIB / 4 - 50),
        " ".repeat(MIB - 50),
        "\n".repeat(MIB - 50),
        "\t".repeat(MIB - 50),
        "%".repeat(MIB - 50),
        "%A\n".repeat(MIB / 3 - 50),
        "---\n".repeat(MIB / 4 - 50),
        "...\n".repeat(MIB / 4 - 50),
        "&a ".repeat(MIB / 3 - 50),
        "&a" + "a".repeat(MIB - 50),
        "*a ".repeat(MIB / 3 - 50),
        "!a ".repeat(MIB / 3 - 50),
        "!<" + "%41".repeat(MIB / 3 - 50) + "> x",
        "!" + "a".repeat(MIB - 50),
        ":".repeat(MIB - 50),
        ": ".repeat(MIB / 2 - 50),
        ",".repeat(MIB - 50),
        "{" + ",".repeat(MIB - 50),
        "{a: b}".repeat(MIB / 6 - 50),
        "eyJ-".repeat(MIB / 4 - 50),
        "xAKIA".repeat(MIB / 5 - 50),
        "é".repeat(MIB / 2 - 50),
        "😀".repeat(MIB / 4 - 50));
  }

  static IntStream hostileNumbers() {
    return IntStream.range(0, hostile().size());
  }

  @ParameterizedTest
  @MethodSource("hostileNumbers")
  void judgesHostileInputInLittleTime(int number) {
    String text = hostile().get(number);
    for (String whole :
        List.of(
            text,
            Reading.HEAD + "env:\n  A: " + text,
            Reading.HEAD + "secrets: { A: { x: " + text + " } }")) {
      byte[] bytes = whole.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      List<Finding> findings =
          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> Reading.findings(bytes));
      assertThat(findings).allMatch(finding -> finding.location() != null);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> Reading.shown(findings.subList(0, Math.min(50, findings.size()))));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void costsOfTenThousandNodesAreTenTimesThoseOfAThousand(boolean broken) {
    String small = realistic(1_000, broken);
    String large = realistic(10_000, broken);
    long first = cost(small);
    long tenfold = cost(large);
    assertThat(tenfold)
        .as("%d ns for 1000 nodes, %d ns for 10 000", first, tenfold)
        .isLessThan(first * 25);
  }

  /**
   * Short forms, long forms, names that differ little; broken ones misspell something in each
   * entry.
   */
  private static String realistic(int nodes, boolean broken) {
    StringBuilder text = new StringBuilder(Reading.HEAD).append("env:\n");
    for (int i = 0; i < (nodes - 7) / 10; i++) {
      text.append("  VARIABLE_").append(i).append(": string\n");
      text.append("  OTHER_").append(i).append(broken ? ": { typ: port" : ": { type: port");
      text.append(", min: 1024, description: The port of another service }\n");
    }
    return text.toString();
  }

  private static long cost(String text) {
    var thread = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 30; i++) {
      long start = thread.getCurrentThreadCpuTime();
      Reading.of(text);
      least = Math.min(least, thread.getCurrentThreadCpuTime() - start);
    }
    return least;
  }
}
