package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.RuleFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recognised in code is tested where code is read; here, what is said of it. */
class EpochIntOverflowRuleTest {
  private static final String SECONDS = "java/time/Instant.getEpochSecond()J";
  private static final String MILLIS = "java/util/Date.getTime()J";

  private final EpochIntOverflowRule rule = new EpochIntOverflowRule();
  private final FakeSurroundings surroundings = new FakeSurroundings();
  private final RuleFixture fixture = new RuleFixture(rule, surroundings);

  @Test
  void namesTheDateAndTheDaysUntilThen() {
    assertThat(fixture.ends(SECONDS, "seconds").message())
        .isEqualTo(
            "epoch seconds (Instant.getEpochSecond) are narrowed to an int: it ends at"
                + " 2038-01-19T03:14:07Z, in 4077 days, and a later one becomes negative");
  }

  @Test
  void saysThatItIsOverAfterwards() {
    surroundings.now("2038-01-19T03:14:08Z");

    assertThat(fixture.ends(SECONDS, "seconds").message())
        .contains("it ended at 2038-01-19T03:14:07Z, and a later one becomes negative");
  }

  @Test
  void countsDownToTheLastDay() {
    surroundings.now("2038-01-19T03:14:07Z");
    assertThat(fixture.ends(SECONDS, "seconds").message()).contains("07Z, today, and");

    surroundings.now("2038-01-18T23:00:00Z");
    assertThat(fixture.ends(SECONDS, "seconds").message()).contains("07Z, tomorrow, and");
  }

  @Test
  void saysThatMillisecondsAreOverLongSince() {
    assertThat(fixture.ends(MILLIS, "millis").message())
        .isEqualTo(
            "epoch milliseconds (Date.getTime) are narrowed to an int: it ended at"
                + " 1970-01-25T20:31:23.647Z, and has wrapped every 49.7 days since");
  }

  @ParameterizedTest
  @CsvSource({"java/time/Instant.getEpochSecond()J, seconds", "java/util/Date.getTime()J, millis"})
  void saysThatToIntExactThrows(String api, String unit) {
    assertThat(fixture.ends(api, unit + " exactly").message())
        .endsWith("and a later one throws an ArithmeticException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/lang/System.currentTimeMillis()J",
        "java/time/Clock.millis()J",
        "java/time/Instant.toEpochMilli()J",
        "java/time/ZonedDateTime.toEpochSecond()J",
        "java/time/OffsetDateTime.toEpochSecond()J",
        "java/time/LocalDateTime.toEpochSecond(Ljava/time/ZoneOffset;)J",
        "java/sql/Timestamp.getTime()J",
        "java/util/Calendar.getTimeInMillis()J"
      })
  void reportsEachWayToCount(String api) {
    assertThat(fixture.ends(api, "seconds").severity().name()).isEqualTo("WARNING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/lang/System.nanoTime()J",
        "java/io/File.lastModified()J",
        "java/time/LocalDate.toEpochDay()J",
        "java/time/Duration.toMillis()J",
        "java/time/Duration.getSeconds()J",
        "java/util/Date.hashCode()I",
        "java/time/Instant.getNano()I",
        "java/util/concurrent/TimeUnit.toSeconds(J)J"
      })
  void leavesAloneWhatCountsNoTimeSince1970(String api) {
    assertThat(rule.calls()).extracting(Call::api).contains(SECONDS).doesNotContain(api);
  }

  @Test
  void looksAtWhereATimeEndsOnly() {
    assertThat(rule.calls()).extracting(Call::look).containsOnly(Look.NARROWED);
  }
}
