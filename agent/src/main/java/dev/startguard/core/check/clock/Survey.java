package dev.startguard.core.check.clock;

import dev.startguard.core.check.ClockCorrection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all sources have said, each its last word. Sources write from their own threads; the check,
 * and whoever judges a date, wait here for the outcome, which does not change any more once it was
 * given.
 */
final class Survey implements ClockCorrection {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final List<TimeSource> sources;
  private final ClockLimits limits;
  private final long deadline;
  private final int voters;
  private final @Nullable Reading[] readings;
  private final @Nullable String[] reasons;
  private int ended;
  private @Nullable Throwable crash;
  private @Nullable Outcome outcome;

  /**
   * @param deadline when it is over in any case, as {@link System#nanoTime()} says it
   */
  Survey(List<TimeSource> sources, ClockLimits limits, long deadline) {
    this.sources = sources;
    this.limits = limits;
    this.deadline = deadline;
    readings = new Reading[sources.size()];
    reasons = new String[sources.size()];
    int measuring = 0;
    for (TimeSource source : sources) {
      measuring += source.hint() ? 0 : 1;
    }
    voters = measuring == 0 ? sources.size() : measuring;
  }

  /** A source has answered. */
  synchronized void says(int source, Reading reading) {
    answered(source, reading, null);
  }

  /** A source cannot be used. */
  synchronized void rejects(int source, String reason) {
    answered(source, null, reason);
  }

  private void answered(int source, @Nullable Reading reading, @Nullable String reason) {
    if (outcome == null) {
      readings[source] = reading;
      reasons[source] = reason;
      notifyAll();
    }
  }

  /** A source says nothing more. */
  synchronized void ends() {
    ended++;
    notifyAll();
  }

  /** A source's code threw. */
  synchronized void crashes(Throwable thrown) {
    crash = thrown;
    ends();
  }

  /**
   * Waits before a source is asked again.
   *
   * @return false when that is of no use: the clock is good, or there is not so much time
   */
  synchronized boolean pause(long nanos, long until) throws InterruptedException {
    long wake = System.nanoTime() + nanos;
    if (wake - until >= 0) {
      return false;
    }
    while (!settled()) {
      long left = wake - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      wait(left / NANOS_A_MILLI, (int) (left % NANOS_A_MILLI));
    }
    return false;
  }

  /**
   * Whether further answers would not change that the clock is good: all have answered; or so many
   * agree that the others are a minority whatever they say.
   */
  private boolean settled() {
    if (outcome != null) {
      return true;
    }
    for (int i = 0; i < readings.length; i++) {
      if (readings[i] == null && reasons[i] == null) {
        return certain(Outcome.of(measured(), limits, voters));
      }
    }
    return Outcome.of(usable(), limits, 0).good();
  }

  /** Whether no part of what was agreed lies beyond any limit. */
  private boolean certain(Outcome early) {
    Interval agreed = early.agreed();
    return early.verdict() == Outcome.Verdict.INSIDE
        && (!limits.hasWarn() || (agreed != null && agreed.within(limits.warnOffset())));
  }

  /** Waits for the outcome, until every source has ended, the clock is good, or the deadline. */
  synchronized Outcome outcome() {
    boolean interrupted = false;
    while (ended < sources.size() && !settled()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        wait(left / NANOS_A_MILLI, (int) (left % NANOS_A_MILLI));
      } catch (InterruptedException interrupt) {
        interrupted = true; // for the application: the checks have a deadline of their own
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (outcome == null) {
      outcome = Outcome.of(usable(), limits, 0);
      notifyAll();
    }
    return outcome;
  }

  @Override
  public long millis() {
    return outcome().correctionMillis();
  }

  /** Throws what a source's code threw, if one did. */
  synchronized void rethrow() {
    if (crash instanceof RuntimeException exception) {
      throw exception;
    }
    if (crash instanceof Error error) {
      throw error;
    }
  }

  List<TimeSource> sources() {
    return sources;
  }

  /** The last reading of a source; null when it is not usable. */
  synchronized @Nullable Reading reading(int source) {
    return readings[source];
  }

  /** Why a source is not usable; null when it is, or has not answered. */
  synchronized @Nullable String reason(int source) {
    return reasons[source];
  }

  /** Without the hints: while a measurement may still come, they say nothing. */
  private List<Reading> measured() {
    List<Reading> measured = usable();
    Iterator<Reading> each = measured.iterator();
    while (each.hasNext()) {
      if (each.next().hint()) {
        each.remove();
      }
    }
    return measured;
  }

  private List<Reading> usable() {
    List<Reading> usable = new ArrayList<>();
    for (Reading reading : readings) {
      if (reading != null) {
        usable.add(reading);
      }
    }
    return usable;
  }
}
