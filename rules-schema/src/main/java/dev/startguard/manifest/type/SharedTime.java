package dev.startguard.manifest.type;

/**
 * The time that slow matches share, whichever expression, manifest and thread they are of: two
 * seconds, and a quarter of the time that passes comes back. So a thousand expressions that each
 * keep their own budget do not add up to minutes, and whoever reads manifests all day starts afresh
 * with each.
 */
final class SharedTime {
  /** What all of them have together, in milliseconds. */
  static final int MOST_MILLIS = 2_000;

  private static final long MOST_NANOS = MOST_MILLIS * 1_000_000L;

  /** A match that takes less is not counted: there may be many of them. */
  private static final long CHEAP_NANOS = 1_000_000;

  /** With less than this there is no use in beginning: a little comes back all the time. */
  private static final long LEAST_NANOS = UserPattern.BUDGET_MILLIS * 1_000_000L;

  private static final int COMES_BACK = 4;

  private long left = MOST_NANOS;
  private long seen;

  /**
   * @param now as {@link System#nanoTime()} says it
   */
  SharedTime(long now) {
    seen = now;
  }

  /** What is left, in nanoseconds; 0 when it is less than one match may take. */
  synchronized long left(long now) {
    pass(now);
    return left < LEAST_NANOS ? 0 : left;
  }

  /** Takes what a match took. */
  synchronized void take(long from, long to) {
    if (to - from > CHEAP_NANOS) {
      pass(to);
      left = Math.max(0, left - (to - from));
    }
  }

  private void pass(long now) {
    long passed = now - seen;
    if (passed > 0) { // threads that asked at the same moment come in any order
      left = Math.min(MOST_NANOS, left + passed / COMES_BACK);
      seen = now;
    }
  }
}
