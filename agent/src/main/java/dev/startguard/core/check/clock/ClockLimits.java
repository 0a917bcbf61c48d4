package dev.startguard.core.check.clock;

import dev.startguard.manifest.Fields;

/**
 * What the manifest allows the clock. Times are in nanoseconds.
 *
 * @param maxOffset beyond it the start is refused; {@link #NONE} when not given
 * @param warnOffset beyond it is a warning; {@link #NONE} when not given
 * @param minSources how many sources must be usable, and agree
 * @param timeout how long one round of asking may take, name look-ups included
 * @param retryFor for how long a clock that is not good is measured again
 */
record ClockLimits(long maxOffset, long warnOffset, int minSources, long timeout, long retryFor) {
  static final long NONE = -1;

  private static final long SECOND = 1_000_000_000;

  static ClockLimits of(Fields clock) {
    return new ClockLimits(
        clock.nanos("maxOffset", NONE),
        clock.nanos("warnOffset", NONE),
        (int) clock.whole("minSources", 1),
        clock.nanos("timeout", SECOND),
        clock.nanos("retryFor", 0));
  }

  boolean hasMost() {
    return maxOffset != NONE;
  }

  boolean hasWarn() {
    return warnOffset != NONE;
  }
}
