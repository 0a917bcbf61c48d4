package dev.startguard.core.rule.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayOutOfRangeRuleTest {
  private static final Runnable TASK = Thread::yield;

  private final RuleFixture rule = new RuleFixture(new DelayOutOfRangeRule());

  @Test
  void reportsAnOverflow() {
    int days = 25;
    int millis = days * 24 * 60 * 60 * 1000;

    assertThat(schedule(millis, TimeUnit.MILLISECONDS).message())
        .isEqualTo(
            "ScheduledExecutorService.schedule was given a delay of -2134967296 milliseconds,"
                + " which is none at all");
  }

  @Test
  void tellsOfAnIntWhereThatCanBe() {
    assertThat(schedule(-60_000, TimeUnit.MILLISECONDS).notes())
        .anyMatch(note -> note.text().contains("an int overflows"));
    assertThat(schedule(-1440, TimeUnit.MINUTES).notes())
        .noneMatch(note -> note.name().equals("why"));
    assertThat(schedule(-86_400_000_000L, TimeUnit.MILLISECONDS).notes())
        .noneMatch(note -> note.name().equals("why"));
  }

  @ParameterizedTest
  @CsvSource({
    "-60000, MILLISECONDS",
    "-3600, SECONDS",
    "-1440, MINUTES",
    "-9223372036854775808, NANOSECONDS",
    "-2147483648, MILLISECONDS"
  })
  void reportsANegativeDelay(long delay, TimeUnit unit) {
    assertThat(schedule(delay, unit)).isNotNull();
    Callable<String> callable = () -> "";
    assertThat(rule.see("ScheduledThreadPoolExecutor.schedule", null, null, callable, delay, unit))
        .isNotNull();
    assertThat(rate(delay, 60, unit)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"1, NANOSECONDS", "999999, NANOSECONDS", "1, MICROSECONDS", "999, MICROSECONDS"})
  void reportsAPeriodUnderAMillisecond(long period, TimeUnit unit) {
    assertThat(rate(0, period, unit).message())
        .isEqualTo(
            "ScheduledExecutorService.scheduleAtFixedRate was given a period of "
                + period
                + " "
                + unit.name().toLowerCase(java.util.Locale.ROOT)
                + ", less than a millisecond");
  }

  @ParameterizedTest
  @CsvSource({
    "0, SECONDS",
    "1, NANOSECONDS",
    "-1, MILLISECONDS", // the time that passed since it was computed
    "-59999, MILLISECONDS",
    "-59, SECONDS",
    "-1000000000, NANOSECONDS",
    "-7200123, MILLISECONDS", // overdue
    "-900096, MILLISECONDS", // as even as an overflow, and none
    "-7201, SECONDS",
    "-900, SECONDS",
    "-15, MINUTES",
    "-2, HOURS",
    "-1, DAYS",
    "-7200123456, MICROSECONDS",
    "-7200123456789, NANOSECONDS",
    "-5000000064, MILLISECONDS", // as even as an overflow, and no int
    "9223372036854775807, DAYS", // for ever, on purpose
    "2160000000, MILLISECONDS"
  })
  void acceptsADelay(long delay, TimeUnit unit) {
    assertThat(schedule(delay, unit)).isNull();
  }

  @Test
  void tellsEachOverflowOfWholeHours() {
    int told = 0;
    for (int hours = 597; hours < 100_000; hours++) {
      int milliseconds = hours * 60 * 60 * 1000;
      if (milliseconds <= -60_000) {
        told++;
        assertThat(schedule(milliseconds, TimeUnit.MILLISECONDS)).as("%d h", hours).isNotNull();
      }
    }
    assertThat(told).isGreaterThan(40_000);
  }

  @Test
  void takesHardlyAnOverdueJobForAnOverflow() {
    int told = 0;
    for (int late = 60_032; late < 3_600_000; late += 128) { // no other is as even
      told += late % 60_000 != 0 && schedule(-late, TimeUnit.MILLISECONDS) != null ? 1 : 0;
    }
    assertThat(told).isLessThan(3_600_000 / 10_000);
  }

  @ParameterizedTest
  @CsvSource({"1, MILLISECONDS", "1000, MICROSECONDS", "1000000, NANOSECONDS", "1, DAYS"})
  void acceptsAPeriod(long period, TimeUnit unit) {
    assertThat(rate(0, period, unit)).isNull();
  }

  @Test
  void acceptsAShortPauseBetweenRuns() {
    assertThat(
            rule.see(
                "ScheduledExecutorService.scheduleWithFixedDelay",
                null,
                null,
                TASK,
                0L,
                10L,
                TimeUnit.MICROSECONDS))
        .isNull();
  }

  @Test
  void reportsATimeoutThatOverflowed() {
    assertThat(get(-2_134_967_296, TimeUnit.MILLISECONDS).message())
        .isEqualTo(
            "Future.get was given a timeout of -2134967296 milliseconds, which is none at all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Future.get",
        "FutureTask.get",
        "ScheduledFuture.get",
        "CompletableFuture.get",
        "CompletableFuture.orTimeout",
        "ExecutorService.awaitTermination",
        "ScheduledExecutorService.awaitTermination",
        "ThreadPoolExecutor.awaitTermination",
        "ForkJoinPool.awaitTermination",
        "CountDownLatch.await"
      })
  void reportsItOfEachWait(String call) {
    assertThat(rule.see(call, null, null, -1_702_967_296L, TimeUnit.MILLISECONDS)).isNotNull();
    assertThat(rule.see(call, null, null, 1_702_967_296L, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void reportsItWhereAValueStandsBeforeIt() {
    String call = "CompletableFuture.completeOnTimeout";

    assertThat(rule.see(call, null, null, 5L, -1_702_967_296L, TimeUnit.MILLISECONDS)).isNotNull();
    assertThat(rule.see(call, null, null, -1_702_967_296L, 5L, TimeUnit.MILLISECONDS)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, SECONDS",
    "-1, MILLISECONDS", // what is left of a deadline
    "-128, MILLISECONDS",
    "-599936, MILLISECONDS",
    "-1702967295, MILLISECONDS",
    "-1702967296, MICROSECONDS",
    "-86400000000, MILLISECONDS", // no int
    "-20, MINUTES",
    "-3600, SECONDS",
    "-9223372036854775808, NANOSECONDS",
    "9223372036854775807, DAYS"
  })
  void acceptsATimeout(long timeout, TimeUnit unit) {
    assertThat(get(timeout, unit)).isNull();
  }

  private Finding get(long timeout, TimeUnit unit) {
    return rule.see("Future.get", null, null, timeout, unit);
  }

  private Finding schedule(long delay, TimeUnit unit) {
    return rule.see("ScheduledExecutorService.schedule", null, null, TASK, delay, unit);
  }

  private Finding rate(long delay, long period, TimeUnit unit) {
    return rule.see(
        "ScheduledExecutorService.scheduleAtFixedRate", null, null, TASK, delay, period, unit);
  }
}
