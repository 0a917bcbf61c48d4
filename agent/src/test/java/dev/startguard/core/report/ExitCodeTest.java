package dev.startguard.core.report;

import static dev.startguard.core.report.ReportFixture.error;
import static dev.startguard.core.report.ReportFixture.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  private static final FindingBuilder BROKEN = error("env-missing", "A");
  private static final FindingBuilder PASSING = error("probe-failed", "B").retryable();

  @Test
  void isZeroWithoutErrors() {
    assertThat(code()).isZero();
    assertThat(
            code(
                warning("usage", "x"), warning("manifest-empty", "y"), warning("env-missing", "z")))
        .isZero();
  }

  @Test
  void is78WhenTheEnvironmentBreaksTheManifest() {
    assertThat(code(BROKEN)).isEqualTo(78);
    assertThat(code(BROKEN, PASSING)).isEqualTo(78);
  }

  @Test
  void is75WhenEveryErrorMayPass() {
    assertThat(code(PASSING)).isEqualTo(75);
    assertThat(code(PASSING, warning("env-missing", "A"))).isEqualTo(75);
  }

  @Test
  void is64ForUsageWhateverElseIsWrong() {
    assertThat(code(BROKEN, error("manifest-type", "x"), error("usage", "y"))).isEqualTo(64);
  }

  @Test
  void is65ForTheManifestAnd66ForNone() {
    assertThat(code(error("manifest-type", "x"))).isEqualTo(65);
    assertThat(code(error("no-manifest", "x"))).isEqualTo(66);
  }

  @Test
  void is70WhenOnlyWeCrashed() {
    assertThat(code(error("internal-error", "x"))).isEqualTo(70);
    assertThat(code(error("check-crashed", "x"))).isEqualTo(70);
    assertThat(code(error("check-crashed", "x"), PASSING)).isEqualTo(70);
    assertThat(code(error("check-crashed", "x"), BROKEN)).isEqualTo(78);
  }

  private static int code(FindingBuilder... builders) {
    List<Finding> findings = new ArrayList<>();
    for (FindingBuilder builder : builders) {
      findings.add(builder.gist("g").build());
    }
    return ExitCode.of(findings);
  }
}
