package dev.startguard.core.watch;

import java.util.concurrent.locks.LockSupport;

/**
 * Compares the wall clock with the monotonic clock for as long as the JVM runs, on a daemon thread
 * that keeps nothing alive. A clock that is slewed (500 ppm at the most, 15 ms in 30 s) stays below
 * any sensible threshold; one that is set, by hand or by a time service, does not. So does a
 * machine that was suspended, whose monotonic clock stood still meanwhile; where the time since
 * boot tells so, it is no step.
 */
public final class ClockWatch implements Runnable {
  private static final long NANOS_A_MILLI = 1_000_000;

  /** What the time since boot, given in hundredths of a second, may be wrong by. */
  private static final long TOLERANCE = 50 * NANOS_A_MILLI;

  private static final int ATTEMPTS = 3;

  /** What part of the threshold may lie between the two looks at the monotonic clock. */
  private static final int BLUR = 4;

  /** Not known. */
  private static final long NONE = Long.MIN_VALUE;

  private final Clocks clocks;
  private final long every;
  private final long threshold;
  private final StepListener listener;
  private long wall;
  private long monotonic;

  /** Whether the clocks were read. */
  private boolean begun;

  /** How far the time since boot is ahead of the monotonic clock. */
  private long ahead;

  /**
   * Begins with the clocks as they are.
   *
   * @param every how often to compare, in nanoseconds
   * @param threshold the difference that is no step yet, in nanoseconds
   */
  public ClockWatch(Clocks clocks, long every, long threshold, StepListener listener) {
    this.clocks = clocks;
    this.every = every;
    this.threshold = threshold;
    this.listener = listener;
    begun = look();
  }

  /** Starts the thread. */
  public void start() {
    OwnThreads.daemon(this, "startguard-clock-watch").start();
  }

  /** Never returns. */
  @Override
  public void run() {
    while (true) {
      Thread.interrupted(); // who interrupts every thread there is does not mean this one
      LockSupport.parkNanos(this, every);
      try {
        compare();
      } catch (Throwable ours) {
        // this comparison is lost; the application does not hear of it
      }
    }
  }

  /** Compares with the last time. */
  void compare() {
    if (!begun) {
      begun = look();
      return;
    }
    long wallBefore = wall;
    long monotonicBefore = monotonic;
    long aheadBefore = ahead;
    if (!look()) {
      return;
    }
    long within = monotonic - monotonicBefore;
    long step = wall - wallBefore - within;
    boolean awake = ahead != NONE && aheadBefore != NONE; // or the time asleep is known
    long suspended = awake ? ahead - aheadBefore : 0;
    if (Math.abs(step) <= threshold) {
      return;
    }
    if (suspended <= TOLERANCE) {
      listener.stepped(step, within, awake);
    } else if (Math.abs(step - suspended) > threshold + TOLERANCE) {
      listener.stepped(step - suspended, within + suspended, true);
    }
  }

  /**
   * Between two looks at the monotonic clock, so that a pause of the thread is no step. Whether the
   * three lie close enough together; else the last look stays.
   */
  private boolean look() {
    for (int i = 0; i < ATTEMPTS; i++) {
      long first = clocks.monotonic();
      long between = clocks.wall();
      long second = clocks.monotonic();
      if (second - first <= threshold / BLUR) {
        wall = between;
        monotonic = first + (second - first) / 2;
        ahead = ahead();
        return true;
      }
    }
    return false;
  }

  private long ahead() {
    for (int i = 0; i < ATTEMPTS; i++) {
      long first = clocks.monotonic();
      long sinceBoot = clocks.sinceBoot();
      long second = clocks.monotonic();
      if (sinceBoot < 0) {
        return NONE;
      }
      if (second - first < TOLERANCE / 2) {
        return sinceBoot - first;
      }
    }
    return NONE;
  }
}
