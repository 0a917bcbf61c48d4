package dev.startguard.core.check.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With maxOffset 500 ms and warnOffset 100 ms. */
class OutcomeTest {
  private static final long MILLI = 1_000_000;

  private static Outcome of(String intervals, int minSources) {
    ClockLimits limits = new ClockLimits(500 * MILLI, 100 * MILLI, minSources, 0, 0);
    return Outcome.of(IntervalTest.readings(intervals), limits, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "-2..4, 1, INSIDE",
    "-500..500, 1, INSIDE",
    "99..101, 1, INSIDE", // across warnOffset
    "101..120, 1, WARNED",
    "-499..-101, 1, WARNED",
    "501..503, 1, OUTSIDE",
    "-2600..-2400, 1, OUTSIDE",
    "400..600, 1, UNDECIDABLE",
    "-600..0, 1, UNDECIDABLE",
    "-2..2, 2, UNREACHABLE",
    "-2..2 0..4, 2, INSIDE",
    "-2..2 2500..2504, 1, UNDECIDABLE",
    "-2..2 -3..3 2500..2504, 1, INSIDE",
    "-2..2 2499..2503 2500..2504, 1, OUTSIDE",
    "-2..2 -3..3 2500..2504, 3, UNDECIDABLE",
    "-2..2 -3..3 2500..2504 2501..2505, 1, UNDECIDABLE",
  })
  void judgesTheAgreedInterval(String intervals, int minSources, Outcome.Verdict verdict) {
    assertThat(of(intervals, minSources).verdict()).isEqualTo(verdict);
  }

  @Test
  void correctsByTheMiddleWhereThereIsAVerdictOnly() {
    assertThat(of("2499..2503", 1).correctionMillis()).isEqualTo(2501);
    assertThat(of("-12..-2", 1).correctionMillis()).isEqualTo(-7);
    assertThat(of("400..600", 1).correctionMillis()).isZero();
    assertThat(of("0..4 3000..3004", 1).correctionMillis()).isZero();
    assertThat(of("3000..3004", 2).correctionMillis()).isZero();
  }

  @Test
  void asksTheHostsOpinionOfItselfOnlyWhereNothingWasMeasured() {
    ClockLimits limits = new ClockLimits(500 * MILLI, ClockLimits.NONE, 1, 0, 0);
    Reading hint = new Reading(0, MILLI, 0, true);
    Reading measured = Reading.measured(2500 * MILLI, MILLI, 1);

    assertThat(Outcome.of(List.of(hint), limits, 0).verdict()).isEqualTo(Outcome.Verdict.INSIDE);
    assertThat(Outcome.of(List.of(hint, measured), limits, 0).verdict())
        .isEqualTo(Outcome.Verdict.OUTSIDE);
  }

  @Test
  void needsMoreThanHalfOfThoseThatMayStillAnswer() {
    ClockLimits limits = new ClockLimits(500 * MILLI, ClockLimits.NONE, 1, 0, 0);

    assertThat(Outcome.of(IntervalTest.readings("-2..2"), limits, 3).verdict())
        .isEqualTo(Outcome.Verdict.UNDECIDABLE);
    assertThat(Outcome.of(IntervalTest.readings("-2..2 0..4"), limits, 3).verdict())
        .isEqualTo(Outcome.Verdict.INSIDE);
  }

  @Test
  void findsNothingWrongWhereNothingIsLimited() {
    ClockLimits limits = new ClockLimits(ClockLimits.NONE, ClockLimits.NONE, 1, 0, 0);
    Outcome outcome = Outcome.of(IntervalTest.readings("2499..2501"), limits, 0);

    assertThat(outcome.good()).isTrue();
    assertThat(outcome.correctionMillis()).isEqualTo(2500);
  }
}
