package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessDayMismatchRuleTest {
  private final FakeSurroundings surroundings = new FakeSurroundings();
  private final RuleFixture rule = new RuleFixture(new BusinessDayMismatchRule(), surroundings);

  @ParameterizedTest
  @CsvSource({
    "UTC, Europe/Berlin, 2026-11-21T23:30:00Z, 2026-11-21, 2026-11-22",
    "UTC, Europe/Berlin, 2026-07-21T22:30:00Z, 2026-07-21, 2026-07-22",
    "UTC, Asia/Tokyo, 2026-11-21T15:30:00Z, 2026-11-21, 2026-11-22",
    "UTC, America/New_York, 2026-11-21T04:00:00Z, 2026-11-21, 2026-11-20",
    "Europe/Berlin, UTC, 2026-11-21T23:30:00Z, 2026-11-22, 2026-11-21",
    "Pacific/Apia, Pacific/Pago_Pago, 2026-11-21T12:00:00Z, 2026-11-22, 2026-11-21"
  })
  void reportsAnotherDate(
      String jvm, String business, String now, LocalDate taken, LocalDate meant) {
    assertThat(today(jvm, business, now).message())
        .isEqualTo(
            "the code took "
                + taken
                + " for today, by "
                + jvm
                + "; in "
                + business
                + " it was "
                + meant);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, Europe/Berlin, 2026-11-21T12:00:00Z, true",
    "UTC, Europe/Berlin, 2026-11-21T22:59:54Z, true",
    "UTC, Europe/Berlin, 2026-11-21T22:59:56Z, false", // the next look may come after midnight
    "UTC, Europe/Berlin, 2026-11-21T23:30:00Z, false",
    "Europe/Berlin, Europe/Berlin, 2026-11-21T23:30:00Z, true",
    "UTC, , 2026-11-21T23:30:00Z, true",
    ", Europe/Berlin, 2026-11-21T12:00:00Z, false"
  })
  void passesCallsWhileBothZonesHaveOneDate(
      @Nullable String jvm, @Nullable String business, String now, boolean passes) {
    BusinessDayMismatchRule own = new BusinessDayMismatchRule();
    surroundings.jvm(jvm, "TZ").now(now);
    if (business != null) {
      surroundings.business(business);
    }
    own.sample(0);
    assertThat(passes(own)).as("nobody knows the zones yet").isFalse();

    new RuleFixture(own, surroundings).see("LocalDate.now", null, LocalDate.parse("2026-11-21"));
    own.sample(0);

    assertThat(passes(own)).isEqualTo(passes);
    own.forget();
    assertThat(passes(own)).isFalse();
  }

  private static boolean passes(BusinessDayMismatchRule rule) {
    return rule.passes(rule.calls().get(0), null, LocalDate.parse("2026-11-21"), null, 0);
  }

  @Test
  void reportsTheMonthAndTheYearToo() {
    surroundings.jvm("UTC", "TZ").business("Europe/Berlin").now("2026-12-31T23:30:00Z");

    assertThat(rule.see("YearMonth.now", null, YearMonth.of(2026, 12)).message())
        .endsWith("in Europe/Berlin it was 2027-01");
    assertThat(rule.see("Year.now", null, Year.of(2026)).message()).endsWith("it was 2027");
    assertThat(rule.see("MonthDay.now", null, MonthDay.of(12, 31)).message())
        .endsWith("it was --01-01");
    assertThat(rule.see("Year.now", null, Year.of(2026)).notes().get(0).text())
        .isEqualTo("UTC (the JVM's default, from TZ); runtime.zone is Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, Europe/Berlin, 2026-11-21T12:00:00Z", // the same date in both
    "UTC, Europe/Berlin, 2026-11-21T22:59:59Z",
    "UTC, Europe/Berlin, 2026-11-21T23:00:30Z", // it may have been the same when it was asked
    "UTC, Europe/Berlin, 2026-11-22T00:00:30Z",
    "Europe/Berlin, Europe/Berlin, 2026-11-21T23:30:00Z",
    "Europe/Berlin, Europe/Paris, 2026-11-21T23:30:00Z",
    "UTC, Europe/London, 2026-11-21T23:30:00Z"
  })
  void acceptsTheSameDate(String jvm, String business, String now) {
    assertThat(today(jvm, business, now)).isNull();
  }

  @Test
  void acceptsAnyZoneWhenTheManifestNamesNone() {
    surroundings.jvm("UTC", "TZ").now("2026-11-21T23:30:00Z");

    assertThat(rule.see("LocalDate.now", null, LocalDate.parse("2026-11-21"))).isNull();
  }

  @Test
  void acceptsADateThatTheJvmsZoneDoesNotExplain() {
    surroundings.jvm("UTC", "TZ").business("Europe/Berlin").now("2026-11-21T23:30:00Z");

    assertThat(rule.see("LocalDate.now", null, LocalDate.parse("2026-11-23"))).isNull();
  }

  @Test
  void acceptsTheSameMonthAndYearOnDifferentDays() {
    surroundings.jvm("UTC", "TZ").business("Europe/Berlin").now("2026-11-21T23:30:00Z");

    assertThat(rule.see("YearMonth.now", null, YearMonth.of(2026, 11))).isNull();
    assertThat(rule.see("Year.now", null, Year.of(2026))).isNull();
  }

  @Test
  void saysNothingWhenTheJvmsZoneIsNotKnown() {
    surroundings.jvm(null, "").business("Europe/Berlin").now("2026-11-21T23:30:00Z");

    assertThat(rule.see("LocalDate.now", null, LocalDate.parse("2026-11-21"))).isNull();
  }

  private Finding today(String jvm, String business, String now) {
    surroundings.jvm(jvm, "TZ").business(business).now(now);
    LocalDate taken = LocalDate.ofInstant(surroundings.now(), ZoneId.of(jvm));
    return rule.see("LocalDate.now", null, taken);
  }
}
