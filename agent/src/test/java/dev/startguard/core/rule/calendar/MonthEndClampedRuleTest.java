package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthEndClampedRuleTest {
  private final RuleFixture rule = new RuleFixture(new MonthEndClampedRule());

  @ParameterizedTest
  @CsvSource({
    "2027-01-31, 1, 2027-02-28, 2027-03-28, 31st",
    "2027-01-30, 1, 2027-02-28, 2027-03-28, 30th",
    "2027-01-29, 1, 2027-02-28, 2027-03-28, 29th",
    "2028-01-31, 1, 2028-02-29, 2028-03-29, 31st",
    "2027-03-31, 1, 2027-04-30, 2027-05-30, 31st",
    "2027-05-31, 1, 2027-06-30, 2027-07-30, 31st",
    "2027-08-31, 1, 2027-09-30, 2027-10-30, 31st",
    "2026-11-30, 3, 2027-02-28, 2027-05-28, 30th",
    "2027-03-31, -1, 2027-02-28, 2027-01-28, 31st"
  })
  void reportsAChainThatLostDays(
      LocalDate start, long step, LocalDate lost, LocalDate then, String day) {
    LocalDate one = start.plusMonths(step);
    assertThat(see(start, one, step)).as("nothing is lost yet that is not due").isNull();

    LocalDate two = one.plusMonths(step);
    assertThat(see(one, two, step)).as("it may be put right yet").isNull();

    assertThat(see(two, two.plusMonths(step), step).message())
        .isEqualTo(
            start + " became " + lost + ", and that became " + then + ": the " + day + " is lost");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-28, 1",
    "2027-01-15, 1",
    "2027-01-01, 1",
    "2027-01-31, 2", // 31 March, 31 May
    "2027-06-30, 1", // loses nothing
    "2027-12-31, 12",
    "2027-07-31, 5", // 31 December, 31 May, 31 October
    "2027-01-31, 0"
  })
  void acceptsAChainThatKeepsTheDay(LocalDate start, long step) {
    LocalDate date = start;
    for (int i = 0; i < 3; i++) {
      LocalDate next = date.plusMonths(step);
      assertThat(see(date, next, step)).isNull();
      date = next;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LocalDateTime", "ZonedDateTime", "OffsetDateTime"})
  void reportsAChainOfTimes(String type) {
    List<Temporal> chain = new ArrayList<>();
    for (String day : List.of("2027-01-31", "2027-02-28", "2027-03-28", "2027-04-28")) {
      LocalDateTime time = LocalDate.parse(day).atTime(8, 0);
      chain.add(
          switch (type) {
            case "ZonedDateTime" -> time.atZone(ZoneId.of("Europe/Berlin"));
            case "OffsetDateTime" -> time.atOffset(ZoneOffset.UTC);
            default -> time;
          });
    }
    for (int i = 0; i < 2; i++) {
      assertThat(rule.see(type + ".plusMonths", chain.get(i), chain.get(i + 1), 1L)).isNull();
    }

    assertThat(rule.see(type + ".plusMonths", chain.get(2), chain.get(3), 1L).message())
        .isEqualTo("2027-01-31 became 2027-02-28, and that became 2027-03-28: the 31st is lost");
  }

  @Test
  void acceptsWhatIsReckonedFromTheStart() {
    LocalDate start = LocalDate.parse("2027-01-31");
    for (int i = 1; i < 24; i++) {
      assertThat(see(start, start.plusMonths(i), i)).isNull();
    }
  }

  @Test
  void acceptsAChainThatIsPutBackToTheEnd() {
    LocalDate end = LocalDate.parse("2027-01-31");
    for (int i = 0; i < 36; i++) {
      LocalDate next = end.plusMonths(1);
      assertThat(see(end, next, 1)).isNull();
      end = next.withDayOfMonth(next.lengthOfMonth()); // the same object in February
    }
  }

  @Test
  void acceptsAnEqualDateFromElsewhere() {
    LocalDate start = LocalDate.parse("2027-01-31");
    see(start, start.plusMonths(1), 1);
    LocalDate due = LocalDate.parse("2027-02-28");

    LocalDate then = due.plusMonths(1);
    assertThat(see(due, then, 1)).isNull();
    assertThat(see(then, then.plusMonths(1), 1)).isNull();
  }

  @Test
  void acceptsAChainThatStaysAtTheEnd() {
    LocalDate start = LocalDate.parse("2027-03-31");
    LocalDate one = start.plusMonths(1);
    see(start, one, 1);

    LocalDate june = one.plusMonths(2);
    assertThat(see(one, june, 2)).as("30 June is the last day too").isNull();
    assertThat(see(june, june.plusMonths(3), 3)).isNull();
  }

  private Finding see(LocalDate from, LocalDate to, long months) {
    return rule.see("LocalDate.plusMonths", from, to, months);
  }
}
