package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochUnitMixupRuleTest {
  private final RuleFixture rule = new RuleFixture(new EpochUnitMixupRule()); // on 2026-11-21

  @ParameterizedTest
  @CsvSource({
    "1795262400, 1970-01-21T18:41:02.400Z, 2026-11-21T12:00:00Z",
    "1480000000, 1970-01-18T03:06:40Z, 2016-11-24T15:06:40Z",
    "2110000000, 1970-01-25T10:06:40Z, 2036-11-11T07:06:40Z",
    "1700000000, 1970-01-20T16:13:20Z, 2023-11-14T22:13:20Z"
  })
  void reportsSecondsGivenAsMillis(long value, String became, String meant) {
    assertThat(millis(value).message())
        .isEqualTo(
            "Instant.ofEpochMilli takes "
                + value
                + " as milliseconds: "
                + became
                + "; as seconds it is "
                + meant);
    assertThat(rule.see("new Date", null, null, value).message()).contains(became);
  }

  @ParameterizedTest
  @CsvSource({
    "1795262400000, 58859, 2026-11-21T12:00:00Z",
    "1795262400123, 58859, 2026-11-21T12:00:00.123Z",
    "1500000000000, 49503, 2017-07-14T02:40:00Z",
    "2100000000000, 68516, 2036-07-18T13:20:00Z"
  })
  void reportsMillisGivenAsSeconds(long value, int year, String meant) {
    assertThat(seconds(value).message())
        .isEqualTo(
            "Instant.ofEpochSecond takes "
                + value
                + " as seconds: the year "
                + year
                + "; as milliseconds it is "
                + meant);
  }

  @Test
  void reportsEachCall() {
    assertThat(rule.see("Instant.ofEpochSecond", null, null, 1_795_262_400_000L, 5L)).isNotNull();
    assertThat(
            rule.see(
                "LocalDateTime.ofEpochSecond", null, null, 1_795_262_400_000L, 0, ZoneOffset.UTC))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        1_795_262_400_000L, // now, in millis
        1_000_000_000L, // as seconds in 2001: too far off to be sure
        86_400_000L, // a day
        2_200_000_000L, // as seconds in 2039
        -1_795_262_400L,
        253_402_300_799_000L, // the end of 9999, a sentinel
        315_532_800_000L // in 1980
      })
  void acceptsMillis(long value) {
    assertThat(millis(value)).isNull();
    assertThat(rule.see("new Date", null, null, value)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        1_795_262_400L, // now, in seconds
        253_402_300_799L, // the end of 9999, a sentinel
        31_556_889_864_403_199L, // Instant.MAX
        -62_135_596_800L, // the year 1
        1_000_000_000_000L // as millis in 2001
      })
  void acceptsSeconds(long value) {
    assertThat(seconds(value)).isNull();
  }

  private Finding millis(long value) {
    return rule.see("Instant.ofEpochMilli", null, null, value);
  }

  private Finding seconds(long value) {
    return rule.see("Instant.ofEpochSecond", null, null, value);
  }
}
