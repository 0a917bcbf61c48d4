package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.Date;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayAs24hRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:17.250Z");
  private static final long DAY = 86_400_000;

  private final RuleFixture rule = new RuleFixture(new DayAs24hRule());

  @Test
  void saysWhatBecameOfTheTimeOfDay() {
    Finding finding = plus("2027-03-27T12:00+01:00[Europe/Berlin]", Duration.ofDays(1));

    assertThat(finding.message())
        .isEqualTo(
            "1 day of 24 hours from 2027-03-27T12:00 in Europe/Berlin is 2027-03-28T13:00:"
                + " the offset changed from +01:00 to +02:00");
    assertThat(finding.notes().get(0).text())
        .isEqualTo("Europe/Berlin (of the value that was changed; the JVM's default too, from TZ)");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-10-30T12:00+02:00[Europe/Berlin], P1D",
    "2027-03-01T12:00+01:00[Europe/Berlin], P30D",
    "2027-03-27T12:00+01:00[Europe/Berlin], PT48H",
    "2027-03-13T12:00-05:00[America/New_York], P1D",
    "2026-10-03T12:00+10:30[Australia/Lord_Howe], P7D",
    "2027-03-28T12:00+02:00[Europe/Berlin], P-1D",
    "2027-03-27T23:59+01:00[Europe/Berlin], PT24H"
  })
  void reportsDaysAcrossATransition(String from, Duration days) {
    assertThat(plus(from, days)).isNotNull();
    assertThat(minus(from, days.negated())).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-26T12:00+01:00[Europe/Berlin], P1D", // no transition between
    "2027-03-28T12:00+02:00[Europe/Berlin], P1D",
    "2027-03-01T12:00+01:00[Europe/Berlin], P365D", // across two, and back
    "2027-03-27T12:00Z[UTC], P1D",
    "2027-03-27T12:00+01:00, P1D",
    "2027-03-27T12:00+09:00[Asia/Tokyo], P1D",
    "2027-03-27T12:00+01:00[Europe/Berlin], PT23H", // hours are meant
    "2027-03-27T12:00+01:00[Europe/Berlin], PT25H",
    "2027-03-27T12:00+01:00[Europe/Berlin], PT24H0.5S",
    "2027-03-27T12:00+01:00[Europe/Berlin], PT0S",
    "2027-03-01T12:00:01+01:00[Europe/Berlin], P30D", // now: an expiry
    "2027-03-01T12:00:00.000001+01:00[Europe/Berlin], P30D"
  })
  void acceptsWhatKeepsTheTimeOfDayOrMeansHours(String from, Duration amount) {
    assertThat(plus(from, amount)).isNull();
  }

  @Test
  void saysWhatWasTakenOff() {
    Finding finding = minus("2027-03-28T12:00+02:00[Europe/Berlin]", Duration.ofDays(1));

    assertThat(finding.message())
        .startsWith(
            "1 day of 24 hours before 2027-03-28T12:00 in Europe/Berlin is 2027-03-27T11:00");
    assertThat(finding.gist()).isEqualTo("took days off as hours");
    assertThat(plus("2027-03-28T12:00+02:00[Europe/Berlin]", Duration.ofDays(-1)).message())
        .isEqualTo(finding.message());
  }

  @Test
  void acceptsPeriods() {
    assertThat(plus("2027-03-27T12:00+01:00[Europe/Berlin]", Period.ofDays(1))).isNull();
  }

  @Test
  void foretellsWhatBecomesOfADailyTask() {
    Filed filed = schedule(untilHalfPastTwo(), DAY, TimeUnit.MILLISECONDS);

    Finding finding = filed.finding();
    assertThat(finding.message())
        .isEqualTo(
            "a task begins at 02:30 in Europe/Berlin and is repeated every 24 hours: it will run at"
                + " 03:30 from 2027-03-28, in 127 days");
    assertThat(finding.notes().get(0).text())
        .isEqualTo("Europe/Berlin (the JVM's default, from TZ)");
    assertThat(filed.found().evidence(new DayAs24hRule())).isEqualTo(Evidence.PREDICTED);
  }

  @ParameterizedTest
  @CsvSource({"MILLISECONDS", "SECONDS", "MICROSECONDS", "NANOSECONDS"})
  void foretellsItInEachUnit(TimeUnit unit) {
    long delay = unit.convert(untilHalfPastTwo(), TimeUnit.MILLISECONDS);
    assertThat(schedule(delay, unit.convert(1, TimeUnit.DAYS), unit)).isNotNull();
    assertThat(
            schedule(
                delay - unit.convert(1, TimeUnit.SECONDS) / 2,
                unit.convert(1, TimeUnit.DAYS),
                unit))
        .as("cut off")
        .isNotNull();
  }

  @Test
  void foretellsItOfATimer() {
    Instant due = NOW.plusMillis(untilHalfPastTwo());

    assertThat(timer(due, DAY).message())
        .contains("begins at 02:30", "run at 03:30 from 2027-03-28");
    assertThat(delayed(untilHalfPastTwo(), DAY).message()).contains("begins at 02:30");
    assertThat(delayed(untilHalfPastTwo(), DAY - 1)).isNull();
    assertThat(delayed(DAY, DAY)).isNull();
    assertThat(timer(due, DAY - 1)).isNull();
    assertThat(timer(due.plusSeconds(77), DAY)).isNull();
    assertThat(timer(due.plusSeconds(86_400), DAY)).as("a day that somebody chose").isNull();
    assertThat(timer(due.minusSeconds(86_400), DAY)).isNull();
    assertThat(
            rule.see(
                "Timer.scheduleAtFixedRate",
                null,
                null,
                task(),
                new java.sql.Date(due.toEpochMilli()),
                DAY))
        .isNotNull();
  }

  @Test
  void countsFromTheNextTransitionOnly() {
    rule.surroundings().now("2027-03-27T22:10:17.250Z");
    long untilHalfPastThree = Duration.ofMinutes(200).toMillis() - 17_250; // after the gap

    assertThat(schedule(untilHalfPastThree, DAY, TimeUnit.MILLISECONDS).finding().message())
        .contains("begins at 03:30", "run at 02:30 from 2027-10-31")
        .contains("in 218 days");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 86400000, MILLISECONDS",
    "48600000, 86400000, MILLISECONDS", // written
    "3600, 86400, SECONDS",
    "48582750, 86399999, MILLISECONDS",
    "48582750, 43200000, MILLISECONDS",
    "48581700, 86400000, MILLISECONDS", // 2:29:58.950
    "48583800, 86400000, MILLISECONDS", // 2:30:01.050
    "134982750, 86400000, MILLISECONDS", // not the next one
    "43182750, 86400000, MILLISECONDS", // midnight in UTC
    "809, 1440, MINUTES",
    "13, 24, HOURS",
    "1, 1, DAYS",
    "-5, 86400, SECONDS",
    "9223372036854775807, 86400, SECONDS"
  })
  void acceptsASchedule(long delay, long period, TimeUnit unit) {
    rule.surroundings().now(NOW.toString());
    assertThat(schedule(delay, period, unit)).isNull();
  }

  @Test
  void acceptsAScheduleWhereNoTransitionIsAhead() {
    rule.surroundings().jvm("UTC", "TZ");
    assertThat(schedule(untilHalfPastTwo(), DAY, TimeUnit.MILLISECONDS)).isNull();
    rule.surroundings().jvm("Asia/Tokyo", "TZ");
    assertThat(schedule(untilHalfPastTwo(), DAY, TimeUnit.MILLISECONDS)).isNull();
    rule.surroundings().jvm(null, "");
    assertThat(schedule(untilHalfPastTwo(), DAY, TimeUnit.MILLISECONDS)).isNull();
  }

  /** In Berlin, on the next day, in milliseconds. */
  private long untilHalfPastTwo() {
    rule.surroundings().now(NOW.toString());
    return Duration.between(NOW, Instant.parse("2026-11-22T01:30:00Z")).toMillis();
  }

  private @Nullable Filed schedule(long delay, long period, TimeUnit unit) {
    return rule.filed(
        "ScheduledExecutorService.scheduleAtFixedRate",
        null,
        null,
        (Runnable) Thread::yield,
        delay,
        period,
        unit);
  }

  private @Nullable Finding timer(Instant due, long period) {
    return rule.see("Timer.scheduleAtFixedRate", null, null, task(), Date.from(due), period);
  }

  private @Nullable Finding delayed(long delay, long period) {
    return rule.see("Timer.scheduleAtFixedRate", null, null, task(), delay, period);
  }

  private static TimerTask task() {
    return new TimerTask() {
      @Override
      public void run() {}
    };
  }

  private Finding plus(String text, TemporalAmount amount) {
    ZonedDateTime from = ZonedDateTime.parse(text);
    return rule.see("ZonedDateTime.plus", from, from.plus(amount), amount);
  }

  private Finding minus(String text, TemporalAmount amount) {
    ZonedDateTime from = ZonedDateTime.parse(text);
    return rule.see("ZonedDateTime.minus", from, from.minus(amount), amount);
  }
}
