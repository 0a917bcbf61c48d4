package dev.startguard.core.check.clock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the true offset lies, in nanoseconds.
 *
 * @param low the least that it can be
 * @param high the most that it can be
 * @param votes how many sources allow it
 */
record Interval(long low, long high, int votes) {

  /**
   * Marzullo's intersection: where most of the readings' intervals overlap. Where that is the case
   * in several places, all from the first to the last of them: which is right cannot be told.
   *
   * @param need how many must overlap
   * @return null when fewer do
   */
  static @Nullable Interval agreed(List<Reading> readings, int need) {
    Interval best = null;
    for (Reading start : readings) { // a place of most overlap begins where an interval begins
      long low = start.low();
      int votes = 0;
      long high = Long.MAX_VALUE;
      for (Reading other : readings) {
        if (other.low() <= low && low <= other.high()) {
          votes++;
          high = Math.min(high, other.high());
        }
      }
      if (best == null || votes > best.votes()) {
        best = new Interval(low, high, votes);
      } else if (votes == best.votes()) {
        best = new Interval(Math.min(best.low(), low), Math.max(best.high(), high), votes);
      }
    }
    return best == null || best.votes() < need ? null : best;
  }

  /** The most likely offset. */
  long middle() {
    return low + (high - low) / 2;
  }

  /** How far the true offset can be from the middle. */
  long error() {
    return (high - low + 1) / 2;
  }

  /** Whether all of it is within {@code limit} of 0. */
  boolean within(long limit) {
    return low >= -limit && high <= limit;
  }

  /** Whether all of it is farther than {@code limit} from 0, on one side. */
  boolean beyond(long limit) {
    return low > limit || high < -limit;
  }
}
