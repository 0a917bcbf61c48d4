package dev.startguard.core.check.clock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the readings come to.
 *
 * @param verdict where the agreed interval lies
 * @param agreed the interval; null when there is none
 * @param usable how many sources were usable
 * @param need how many of these must agree
 */
record Outcome(Verdict verdict, @Nullable Interval agreed, int usable, int need) {

  /** Where the agreed interval lies, if there is one. */
  enum Verdict {
    /** Within {@code maxOffset}. */
    INSIDE,
    /** Within {@code maxOffset}, and all of it beyond {@code warnOffset}. */
    WARNED,
    /** All of it beyond {@code maxOffset}. */
    OUTSIDE,
    /** Across {@code maxOffset}, or the sources do not agree. */
    UNDECIDABLE,
    /** Fewer usable sources than {@code minSources}. */
    UNREACHABLE
  }

  /**
   * Judges readings. The host's opinion of itself is asked only where nothing was measured: beside
   * a measurement it would be a vote for whatever the clock shows.
   *
   * @param majorityOf how many could have answered; no verdict needs fewer votes than more than
   *     half of them
   */
  static Outcome of(List<Reading> readings, ClockLimits limits, int majorityOf) {
    List<Reading> voters = voters(readings);
    int usable = voters.size();
    int need = Math.max(limits.minSources(), Math.max(majorityOf, usable) / 2 + 1);
    if (usable < limits.minSources() || usable == 0) {
      return new Outcome(Verdict.UNREACHABLE, null, usable, need);
    }
    Interval agreed = Interval.agreed(voters, need);
    return new Outcome(verdict(agreed, limits), agreed, usable, need);
  }

  private static List<Reading> voters(List<Reading> readings) {
    List<Reading> measured = new ArrayList<>();
    for (Reading reading : readings) {
      if (!reading.hint()) {
        measured.add(reading);
      }
    }
    return measured.isEmpty() ? readings : measured;
  }

  private static Verdict verdict(@Nullable Interval agreed, ClockLimits limits) {
    if (agreed == null) {
      return Verdict.UNDECIDABLE;
    }
    if (limits.hasMost() && agreed.beyond(limits.maxOffset())) {
      return Verdict.OUTSIDE;
    }
    if (limits.hasMost() && !agreed.within(limits.maxOffset())) {
      return Verdict.UNDECIDABLE;
    }
    return limits.hasWarn() && agreed.beyond(limits.warnOffset()) ? Verdict.WARNED : Verdict.INSIDE;
  }

  /** Whether the clock is as it should be, or near enough to start. */
  boolean good() {
    return verdict == Verdict.INSIDE || verdict == Verdict.WARNED;
  }

  /** What must be added to the wall clock, in milliseconds; 0 when there is no verdict. */
  long correctionMillis() {
    boolean decided = good() || verdict == Verdict.OUTSIDE;
    return decided && agreed != null ? Offsets.millis(agreed.middle()) : 0;
  }
}
