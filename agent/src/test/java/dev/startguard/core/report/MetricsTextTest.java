package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.report.FindingCounts.Count;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
  private static final Health HEALTH = new Health(14, 3, 5, 60, 1_500_000, 2, 1, 0);

  @Test
  void saysWhatTheStartCameTo() {
    String text =
        MetricsText.render(
            new StartVerdict("checkout", "prod", "enforce", "refused", "ab12"),
            "17.0.15",
            List.of(),
            HEALTH);

    assertThat(text)
        .contains(
            "# TYPE startguard_verdict gauge\n"
                + "startguard_verdict{service=\"checkout\",profile=\"prod\",mode=\"enforce\","
                + "verdict=\"refused\",manifest_sha256=\"ab12\"} 1\n")
        .contains("startguard_build_info{version=\"", "\",jvm=\"17.0.15\"} 1\n");
  }

  @Test
  void countsFindingsByIdSeverityAndEvidence() {
    String text =
        MetricsText.render(
            null,
            "25",
            List.of(
                new Count("dst-gap-shifted", "error", "proven", 7),
                new Count("env-missing", "error", "", 2)),
            HEALTH);

    assertThat(text)
        .contains(
            "# TYPE startguard_findings_total counter\n"
                + "startguard_findings_total{id=\"dst-gap-shifted\",severity=\"error\","
                + "evidence=\"proven\"} 7\n"
                + "startguard_findings_total{id=\"env-missing\",severity=\"error\",evidence=\"\"}"
                + " 2\n")
        .doesNotContain("startguard_verdict");
  }

  @Test
  void writesTimesInSecondsWithoutAnExponent() {
    assertThat(MetricsText.render(null, "25", List.of(), HEALTH))
        .contains("\nstartguard_sampler_seconds_total 0.001500000\n")
        .contains("\nstartguard_sampler_looks_total 60\n");
  }

  @Test
  void escapesWhatALabelMayNotHold() {
    String text =
        MetricsText.render(
            new StartVerdict("a\"b\\c\nd", "", "warn", "passed", ""), "25", List.of(), HEALTH);

    assertThat(text.lines().filter(line -> line.startsWith("startguard_verdict{")))
        .singleElement()
        .asString()
        .contains("service=\"a\\\"b")
        .doesNotContain("\n");
    assertThat(text.lines()).allMatch(line -> line.startsWith("#") || line.startsWith("startg"));
  }

  @Test
  void helpsWithEveryFamilyAndNamesCountersSo() {
    String text = MetricsText.render(null, "25", List.of(), HEALTH);

    List<String> counters =
        text.lines()
            .filter(line -> line.startsWith("# TYPE ") && line.endsWith(" counter"))
            .toList();
    assertThat(counters).allMatch(line -> line.contains("_total "));
    assertThat(text.lines().filter(line -> line.startsWith("# HELP ")).count())
        .isEqualTo(text.lines().filter(line -> line.startsWith("# TYPE ")).count());
  }
}
