package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.Duration;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayAs24hRuleTest {
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

  private Finding plus(String text, TemporalAmount amount) {
    ZonedDateTime from = ZonedDateTime.parse(text);
    return rule.see("ZonedDateTime.plus", from, from.plus(amount), amount);
  }

  private Finding minus(String text, TemporalAmount amount) {
    ZonedDateTime from = ZonedDateTime.parse(text);
    return rule.see("ZonedDateTime.minus", from, from.minus(amount), amount);
  }
}
