package dev.startguard.core.check.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals are written low..high, in milliseconds. */
class IntervalTest {
  private static final long MILLI = 1_000_000;

  static List<Reading> readings(String intervals) {
    List<Reading> readings = new ArrayList<>();
    for (String interval : intervals.split(" ", -1)) {
      long low = Long.parseLong(interval.substring(0, interval.indexOf('.')));
      long high = Long.parseLong(interval.substring(interval.lastIndexOf('.') + 1));
      readings.add(Reading.measured((low + high) * MILLI / 2, (high - low) * MILLI / 2, 2));
    }
    return readings;
  }

  @ParameterizedTest
  @CsvSource({
    // Marzullo's own examples
    "8..12 11..13 10..12, 3, 11, 12, 3",
    "8..12 11..13 14..15, 2, 11, 12, 2",
    "8..9 8..12 10..12, 2, 8, 12, 2", // in two places: which is right cannot be told
    "0..10, 1, 0, 10, 1",
    "0..10 0..10, 2, 0, 10, 2",
    "0..10 10..20, 2, 10, 10, 2", // they touch
    "-10..-4 -6..2 -5..-1, 3, -5, -4, 3",
    "0..100 40..50 45..60 46..48, 4, 46, 48, 4",
    "0..4 1..5 86400000..86400010, 2, 1, 4, 2", // one a day off is outvoted
  })
  void findsWhereMostOverlap(String intervals, int need, long low, long high, int votes) {
    Interval agreed = Interval.agreed(readings(intervals), need);

    assertThat(agreed).isEqualTo(new Interval(low * MILLI, high * MILLI, votes));
  }

  @Test
  void findsNothingWhereTooFewOverlap() {
    assertThat(Interval.agreed(readings("0..4 10..14"), 2)).isNull();
    assertThat(Interval.agreed(readings("0..4 3..7 10..14"), 3)).isNull();
    assertThat(Interval.agreed(List.of(), 1)).isNull();
  }

  @Test
  void holdsTheMiddleAndTheErrorOfAnOffsetOfDecades() {
    long decades = 68L * 366 * 86_400 * 1_000_000_000;
    Interval interval = new Interval(decades - MILLI, decades + MILLI, 1);

    assertThat(interval.middle()).isEqualTo(decades);
    assertThat(interval.error()).isEqualTo(MILLI);
  }

  @Test
  void liesWithinBeyondOrAcrossALimit() {
    Interval across = new Interval(-3, 6, 1);
    assertThat(across.within(6)).isTrue();
    assertThat(across.within(5)).isFalse();
    assertThat(across.beyond(2)).isFalse();
    assertThat(new Interval(-9, -6, 1).beyond(5)).isTrue();
    assertThat(new Interval(-9, -6, 1).beyond(6)).isFalse();
    assertThat(new Interval(6, 9, 1).beyond(5)).isTrue();
  }
}
