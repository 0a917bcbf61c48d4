package dev.startguard.core.rule;

/**
 * Counts what one finding alone stands for, where no {@link Desk} does: it is said at its first
 * occurrence, and again as a proven one is. Used by one thread at a time.
 */
public final class Repetition {
  private long count;
  private long last;
  private boolean repeated;

  /**
   * Counts an occurrence.
   *
   * @param nanos the monotonic clock, in nanoseconds
   * @return how many there are when it is to be said; 0 when it is not
   */
  public long next(long nanos) {
    count++;
    if (count == 1) {
      return count;
    }
    if (!Tally.milestone(count) || (repeated && nanos - last < Limiter.DAY)) {
      return 0;
    }
    repeated = true;
    last = nanos;
    return count;
  }
}
