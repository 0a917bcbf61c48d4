package dev.startguard.core.rule.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.Site;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallClockSteppedTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final long MILLI = 1_000_000;

  @Test
  void tellsHowFarAndInWhichDirection() {
    assertThat(finding("rules: standard", 60_012 * MILLI, List.of()).message())
        .isEqualTo("the wall clock was set forward by 60.012 s within 30.000 s");
    assertThat(finding("rules: standard", -250 * MILLI, List.of()).message())
        .startsWith("the wall clock was set back by 0.250 s within");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ rules: standard } | clock: { recheck: { every: 30s } } | true",
        "{ rules: standard } | clock: { maxOffset: 1s } | false",
        "{ rules: off } | clock: { recheck: { every: 30s } } | false",
        "{ set: { wall-clock-stepped: off } } | clock: { recheck: { every: 30s } } | false",
      })
  void isWatchedForWhenTheManifestWantsIt(String runtime, String clock, boolean watched) {
    assertThat(WallClockStepped.watched(manifest("runtime: " + runtime + "\n" + clock)))
        .isEqualTo(watched);
  }

  @Test
  void saysThatTheMachineMayHaveSlept() {
    RuntimeSettings any = settings("rules: standard");
    long within = 30_000 * MILLI;
    assertThat(
            WallClockStepped.finding(any, NOW, 3_600_000 * MILLI, within, false, List.of())
                .message())
        .isEqualTo(
            "the wall clock was set forward by 3600.000 s within 30.000 s, or the machine slept,"
                + " which this platform does not tell");
    assertThat(WallClockStepped.finding(any, NOW, -250 * MILLI, within, false, List.of()).message())
        .as("nothing goes back asleep")
        .endsWith("within 30.000 s");
  }

  @Test
  void isAProvenError() {
    Finding finding = finding("rules: standard", 5000 * MILLI, List.of());

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.evidence()).isEqualTo(Evidence.PROVEN);
  }

  @Test
  void namesWhereDurationsWereMeasured() {
    assertThat(finding("rules: standard", 5000 * MILLI, sites("run", "stop")).message())
        .endsWith(
            "; durations taken by the wall clock at com.acme.CutOff.run(CutOff.java:41),"
                + " com.acme.CutOff.stop(CutOff.java:41) ran in this process");
  }

  @Test
  void countsThoseThatItDoesNotName() {
    assertThat(
            finding("rules: standard", 5000 * MILLI, sites("a", "b", "c", "d", "e", "f", "g"))
                .message())
        .contains("CutOff.e(CutOff.java:41) and 2 more places ran in this process")
        .doesNotContain("CutOff.f(");
  }

  @ParameterizedTest
  @CsvSource({
    "'set: { wall-clock-stepped: warning }', WARNING",
    "'set: { wall-clock-stepped: info }', INFO",
    "'rules: quiet', ERROR"
  })
  void heedsTheManifest(String runtime, Severity severity) {
    assertThat(finding(runtime, 5000 * MILLI, List.of()).severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "'set: { wall-clock-stepped: off }'",
    "'rules: off'",
    "'rules: quiet, set: { wall-clock-stepped: warning }'",
    "'suppress: [{ rule: wall-clock-stepped, in: \"**\", reason: laptops }]'"
  })
  void isSilentWhenItIsOffOrSuppressed(String runtime) {
    assertThat(finding(runtime, 5000 * MILLI, List.of())).isNull();
  }

  @Test
  void isNotSuppressedForSomeClasses() {
    String runtime = "suppress: [{ rule: wall-clock-stepped, in: com.acme.Job, reason: old }]";

    assertThat(finding(runtime, 5000 * MILLI, List.of())).isNotNull();
  }

  @Test
  void hasAPageAsRulesHave() throws IOException {
    try (InputStream page = WallClockStepped.class.getResourceAsStream("WallClockStepped.md")) {
      assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8).lines())
          .contains(
              "# wall-clock-stepped",
              "## Why",
              "## Reported",
              "## Not reported",
              "## Fix",
              "## Configure");
    }
  }

  private static List<Site> sites(String... methods) {
    Call call = new ElapsedByWallClockRule().calls().get(0);
    List<Site> sites = new ArrayList<>();
    for (String method : methods) {
      sites.add(RuleFixture.site("com.acme.CutOff", method, call));
    }
    return sites;
  }

  private static Finding finding(String runtime, long nanos, List<Site> sites) {
    return WallClockStepped.finding(settings(runtime), NOW, nanos, 30_000 * MILLI, true, sites);
  }

  private static RuntimeSettings settings(String runtime) {
    return manifest("runtime: { " + runtime + " }");
  }

  private static RuntimeSettings manifest(String sections) {
    String yaml = "env: { A: string }\n" + sections;
    return new RuntimeSettings(
        ManifestFixture.manifest(yaml, null, new FakeHost()), null, (name, source) -> true);
  }
}
