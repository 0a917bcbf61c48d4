package dev.startguard.core.rule.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.core.rule.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recognised in code is tested where code is read; here, what is said of it. */
class ElapsedByWallClockRuleTest {
  private static final String MILLIS = "java/lang/System.currentTimeMillis()J";

  private final ElapsedByWallClockRule rule = new ElapsedByWallClockRule();
  private final RuleFixture fixture = new RuleFixture(rule);

  @ParameterizedTest
  @CsvSource({
    "java/lang/System.currentTimeMillis()J, System.currentTimeMillis",
    "java/time/Instant.now()Ljava/time/Instant;, Instant.now",
    "java/time/Instant.now(Ljava/time/Clock;)Ljava/time/Instant;, Instant.now",
    "java/time/Clock.millis()J, Clock.millis",
    "java/time/Clock.instant()Ljava/time/Instant;, Clock.instant",
    "java/util/Date.<init>()V, new Date"
  })
  void reportsTimeThatPassed(String api, String call) {
    assertThat(fixture.ends(api, "duration").message())
        .isEqualTo("the time that passed is measured by the wall clock: " + call + ", twice");
  }

  @Test
  void reportsADeadline() {
    assertThat(fixture.ends(MILLIS, "deadline").message())
        .isEqualTo(
            "a deadline is kept by the wall clock: System.currentTimeMillis against what was added"
                + " to it");
  }

  @Test
  void tellsWhatToTakeInstead() {
    assertThat(fixture.ends(MILLIS, "duration").fixes())
        .containsExactly("take System.nanoTime() for durations and deadlines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/lang/System.nanoTime()J",
        "java/util/Date.<init>(J)V",
        "java/util/Date.getTime()J",
        "java/io/File.lastModified()J",
        "java/time/Instant.ofEpochMilli(J)Ljava/time/Instant;",
        "java/time/LocalDate.now()Ljava/time/LocalDate;",
        "java/time/Instant.toEpochMilli()J",
        "java/util/Calendar.getTimeInMillis()J"
      })
  void leavesAloneWhatReadsNoWallClock(String api) {
    assertThat(rule.calls()).extracting(Call::api).contains(MILLIS).doesNotContain(api);
  }

  @Test
  void looksAtWhereATimeEndsOnly() {
    assertThat(rule.calls()).extracting(Call::look).containsOnly(Look.ELAPSED);
  }

  @Test
  void remembersTheSitesThatRan() {
    assertThat(rule.reached()).isEmpty();
    fixture.in("run").ends(MILLIS, "duration");
    fixture.in("stop").ends(MILLIS, "deadline");

    assertThat(rule.reached()).extracting(Site::method).containsExactly("run", "stop");
  }

  @Test
  void remembersNoMoreThanTwoHundred() {
    for (int i = 0; i < 300; i++) {
      fixture.ends(MILLIS, "duration");
    }

    assertThat(rule.reached()).hasSize(200);
  }
}
