package dev.startguard.core.watch;

/**
 * When a finding has waited for long enough: so that what the next line of code puts right is none,
 * that line has to have had its chance. A thread of ours that wakes too late, after a pause for the
 * collector or on a machine without a processor to spare, takes it that the application's threads
 * stood still as well, and waits again. For one thread.
 */
final class Settling {
  /** So many times in a row: a machine that is always late hears of findings all the same. */
  static final int AGAIN = 10;

  private final Clocks clocks;
  private final long settle;

  /** How often in a row it woke too late. */
  private int late;

  /** Nothing has settled before that, where it was late. */
  private long calm;

  /**
   * @param settle how long a finding waits, in nanoseconds
   */
  Settling(Clocks clocks, long settle) {
    this.clocks = clocks;
    this.settle = settle;
  }

  /** How much longer one that came then has to wait; not positive when it has settled. */
  long left(long since) {
    long now = clocks.monotonic();
    long left = since + settle - now;
    return late == 0 ? left : Math.max(left, calm - now);
  }

  /**
   * The thread woke up.
   *
   * @param then when it was to
   */
  void woke(long then) {
    long now = clocks.monotonic();
    if (now - then > settle / 2 && late < AGAIN) {
      late++;
      calm = now + settle;
    }
  }

  /** A finding had settled, and was taken. */
  void taken() {
    late = 0;
  }
}
