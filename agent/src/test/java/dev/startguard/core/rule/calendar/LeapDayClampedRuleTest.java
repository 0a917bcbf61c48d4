package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeapDayClampedRuleTest {
  private final RuleFixture rule = new RuleFixture(new LeapDayClampedRule());

  @ParameterizedTest
  @CsvSource({
    "2028-02-29, 1, 2029-02-28",
    "2028-02-29, 2, 2030-02-28",
    "2028-02-29, -1, 2027-02-28",
    "2024-02-29, 18, 2042-02-28",
    "2096-02-29, 4, 2100-02-28", // no leap year
    "2000-02-29, 1, 2001-02-28"
  })
  void reportsALeapDayThatWasMoved(LocalDate from, long years, LocalDate to) {
    assertThat(plus(from, years).message())
        .isEqualTo(
            "LocalDate.plusYears from "
                + from
                + " is "
                + to
                + ": "
                + to.getYear()
                + " has no 29 February");
    assertThat(rule.see("LocalDate.minusYears", from, from.minusYears(-years), -years)).isNotNull();
    assertThat(rule.see("LocalDate.withYear", from, from.withYear(to.getYear()), to.getYear()))
        .isNotNull();
  }

  @Test
  void reportsAllTypesWithADate() {
    LocalDateTime local = LocalDateTime.parse("2028-02-29T12:00");
    OffsetDateTime offset = OffsetDateTime.parse("2028-02-29T12:00+01:00");
    ZonedDateTime zoned = ZonedDateTime.parse("2028-02-29T12:00+01:00[Europe/Berlin]");

    assertThat(rule.see("LocalDateTime.plusYears", local, local.plusYears(1), 1L)).isNotNull();
    assertThat(rule.see("OffsetDateTime.plusYears", offset, offset.plusYears(1), 1L)).isNotNull();
    assertThat(rule.see("ZonedDateTime.withYear", zoned, zoned.withYear(2029), 2029)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2028-02-29, 4", // a leap year again
    "2028-02-29, 0",
    "2028-02-29, -4",
    "2028-02-28, 1",
    "2027-02-28, 1",
    "2028-03-01, 1",
    "2028-01-29, 1",
    "2028-12-31, 1",
    "1996-02-29, 4"
  })
  void acceptsDatesThatKeepTheirDay(LocalDate from, long years) {
    assertThat(plus(from, years)).isNull();
  }

  private Finding plus(LocalDate from, long years) {
    return rule.see("LocalDate.plusYears", from, from.plusYears(years), years);
  }
}
