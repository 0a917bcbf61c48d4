package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingCountsTest {
  private final FindingCounts counts = new FindingCounts();

  @Test
  void countsByIdSeverityAndEvidence() {
    counts.add(found("wait-cycle"), 1);
    counts.add(found("wait-cycle"), 2);
    counts.add(found("tasks-lost"), 3);

    assertThat(counts.counts())
        .containsExactly(
            new FindingCounts.Count("tasks-lost", "error", "proven", 1),
            new FindingCounts.Count("wait-cycle", "error", "proven", 2));
    assertThat(counts.total()).isEqualTo(3);
  }

  @Test
  void countsWhatWasFoundBeforeMainWithoutKeepingIt() {
    counts.addAll(List.of(Finding.of("env-missing", Severity.ERROR, "DB_HOST").build()));

    assertThat(counts.counts())
        .containsExactly(new FindingCounts.Count("env-missing", "error", "", 1));
    assertThat(counts.last()).isEmpty();
    assertThat(counts.total()).isZero();
  }

  @Test
  void keepsTheLastTwoHundred() {
    for (int i = 0; i < 201; i++) {
      counts.add(found("wait-cycle"), i);
    }

    assertThat(counts.last()).hasSize(200);
    assertThat(counts.last().get(0).millis()).isEqualTo(1);
    assertThat(counts.last().get(199).millis()).isEqualTo(200);
  }

  private static Finding found(String id) {
    return Finding.of(id, Severity.ERROR, "com.acme.A.run").evidence(Evidence.PROVEN).build();
  }
}
