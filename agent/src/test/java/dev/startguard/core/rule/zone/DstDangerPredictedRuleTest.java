package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DstDangerPredictedRuleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21"); // in FakeSurroundings

  private final RuleFixture rule = new RuleFixture(new DstDangerPredictedRule());

  @Test
  void namesTheDateAndCountsTheDays() {
    Finding finding = days(BERLIN, LocalTime.of(2, 30), TODAY, 7);

    assertThat(finding.message())
        .isEqualTo(
            "02:30 will not exist in Europe/Berlin on 2027-03-28, in 127 days: the clock goes from 02:00 to 03:00");
    assertThat(finding.notes().get(0).text())
        .isEqualTo("Europe/Berlin (passed by the caller; the JVM's default too, from TZ)");
  }

  /** The tzdata of this JVM says when: the same ones are asked here, in another way. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 02:00, 2026-11-21T12:00:00Z, not exist, 2027-03-28",
    "Europe/Berlin, 02:59:59, 2027-06-01T12:00:00Z, exist twice, 2027-10-31",
    "America/New_York, 02:30, 2026-11-21T12:00:00Z, not exist, 2027-03-14",
    "America/New_York, 01:30, 2026-11-21T12:00:00Z, exist twice, 2027-11-07",
    "Europe/London, 01:30, 2026-11-21T12:00:00Z, not exist, 2027-03-28",
    "Australia/Lord_Howe, 02:15, 2026-11-21T12:00:00Z, not exist, 2027-10-03",
    "America/Sao_Paulo, 00:00, 2018-10-01T12:00:00Z, not exist, 2018-11-04",
    "America/Sao_Paulo, 23:30, 2018-12-01T12:00:00Z, exist twice, 2019-02-16"
  })
  void predictsByTheRulesOfTheTzdataInUse(
      ZoneId zone, LocalTime time, String now, String what, LocalDate day) {
    rule.surroundings().now(now);
    LocalDate today = LocalDate.ofInstant(rule.surroundings().now(), zone);

    assertThat(days(zone, time, today, 7).message())
        .startsWith(time + " will " + what + " in " + zone + " on " + day + ", in ");
    assertThat(zone.getRules().getValidOffsets(LocalDateTime.of(day, time)))
        .hasSize(what.equals("not exist") ? 0 : 2);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 03:00",
    "Europe/Berlin, 01:59:59",
    "Europe/Berlin, 12:00",
    "Europe/Berlin, 00:00",
    "UTC, 02:30",
    "+01:00, 02:30",
    "Asia/Tokyo, 02:30",
    "America/Sao_Paulo, 00:00", // had such a gap until 2018
    "America/New_York, 03:00"
  })
  void acceptsTimesThatExistOnEveryDayAhead(ZoneId zone, LocalTime time) {
    assertThat(days(zone, time, TODAY, 9)).isNull();
  }

  @Test
  void acceptsOneOffValues() {
    assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY, 2)).isNull();
    assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY, 2)).as("the same two again").isNull();
  }

  @Test
  void acceptsTimesThatVary() {
    for (int minute = 0; minute < 50; minute++) {
      LocalDateTime local = TODAY.plusDays(minute).atTime(2, minute);
      assertThat(rule.see("LocalDateTime.atZone", local, local.atZone(BERLIN), BERLIN)).isNull();
    }
  }

  @Test
  void speaksWithTheThirdDateThatMakesItCertain() {
    assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY, 2)).as("Saturday, Sunday").isNull();
    assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY.plusDays(2), 1)).as("Monday").isNotNull();
  }

  @Test
  void reportsAWeeklyOneOfThatWeekday() {
    assertThat(every(7, TODAY.plusDays(1), 3)).as("Sundays").isNotNull();
  }

  @Test
  void acceptsAWeeklyOneOfAnotherWeekday() {
    assertThat(every(7, TODAY, 9)).as("Saturdays").isNull();
  }

  @Test
  void acceptsSundaysThatDoNotComeToThatOne() {
    assertThat(every(14, TODAY.plusDays(8), 9)).isNull();
    assertThat(every(14, TODAY.plusDays(1), 9)).as("these do").isNotNull();
  }

  @Test
  void acceptsWhatBeginsBehindTheDanger() {
    assertThat(days(BERLIN, LocalTime.of(2, 30), LocalDate.of(2027, 6, 1), 30)).isNull();
  }

  @Test
  void acceptsWorkingDays() {
    for (int day = 2; day < 60; day++) {
      LocalDate date = TODAY.plusDays(day);
      if (date.getDayOfWeek().getValue() <= 5) {
        assertThat(days(BERLIN, LocalTime.of(2, 30), date, 1)).as(date.toString()).isNull();
      }
    }
  }

  @Test
  void acceptsTheFirstOfEachMonth() {
    for (int month = 0; month < 12; month++) {
      LocalDate date = LocalDate.of(2026, 12, 1).plusMonths(month);
      assertThat(days(BERLIN, LocalTime.of(2, 30), date, 1)).isNull();
    }
  }

  @Test
  void acceptsDatesAsUsersChooseThem() {
    for (int day : new int[] {3, 9, 1, 8, 22, 2, 15, 0, 29, 30}) {
      assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY.plusDays(day), 1)).isNull();
    }
  }

  @Test
  void reportsWhoComesBackToADateEachTime() {
    for (int day = 0; day < 2; day++) {
      assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY.plusDays(day), 1)).isNull();
      assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY.plusDays(day), 1)).isNull();
    }
    assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY.plusDays(2), 1)).isNotNull();
  }

  @Test
  void acceptsHistory() {
    assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY.minusDays(30), 20)).isNull();
  }

  @Test
  void acceptsAnOffsetThatIsGiven() {
    for (int day = 0; day < 5; day++) {
      LocalDateTime local = TODAY.plusDays(day).atTime(2, 30);
      ZoneOffset offset = ZoneOffset.ofHours(1);
      ZonedDateTime result = ZonedDateTime.ofLocal(local, BERLIN, offset);
      assertThat(rule.see("ZonedDateTime.ofLocal", null, result, local, BERLIN, offset)).isNull();
    }
  }

  @Test
  void acceptsAMethodThatKnows() {
    rule.see("ZoneRules.getTransition", null, null, TODAY.atTime(2, 30));

    assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY, 5)).isNull();
  }

  @Test
  void goesOnToTheNextOneWhenOneIsPast() {
    assertThat(days(BERLIN, LocalTime.of(2, 30), TODAY, 7).message()).contains("2027-03-28");
    rule.surroundings().now("2027-03-28T12:00:00Z");

    assertThat(days(BERLIN, LocalTime.of(2, 30), LocalDate.parse("2027-03-29"), 7).message())
        .contains(" will exist twice in Europe/Berlin on 2027-10-31, in 217 days");
  }

  private Finding every(int step, LocalDate first, int count) {
    Finding last = null;
    for (int i = 0; i < count; i++) {
      last = days(BERLIN, LocalTime.of(2, 30), first.plusDays((long) step * i), 1);
    }
    return last;
  }

  private Finding days(ZoneId zone, LocalTime time, LocalDate first, int count) {
    Finding last = null;
    for (int day = 0; day < count; day++) {
      LocalDateTime local = first.plusDays(day).atTime(time);
      last = rule.see("LocalDateTime.atZone", local, local.atZone(zone), zone);
    }
    return last;
  }
}
