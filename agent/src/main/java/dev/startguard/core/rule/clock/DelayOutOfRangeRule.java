package dev.startguard.core.rule.clock;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A delay or timeout is negative, as after an overflow, or a period is under a millisecond. */
public final class DelayOutOfRangeRule implements Rule {
  private static final String FUTURE = "Ljava/util/concurrent/ScheduledFuture;";
  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String[] OWNERS = {
    "ScheduledExecutorService", "ScheduledThreadPoolExecutor"
  };
  private static final String[] FUTURES = {
    "Future", "FutureTask", "CompletableFuture", "ScheduledFuture"
  };
  private static final String[] POOLS = {
    "ExecutorService", "ThreadPoolExecutor", "ScheduledExecutorService", "ForkJoinPool"
  };

  /** What is less late than this may be the time that passed since it was computed. */
  private static final long RACE_SECONDS = 60;

  /** What is left of a deadline that is past is less late: ten minutes. */
  private static final long LATE_MILLIS = 600_000;

  private static final long MILLI = 1_000_000;

  /** A product of whole hours in milliseconds is one of these, overflowed or not. */
  private static final int EVEN = 128;

  /** Times an hour's milliseconds by {@link #EVEN} this is 1, in 25 bits. */
  private static final int HOUR_INVERSE = inverse(3_600_000 / EVEN);

  /** The last 25 bits: what an int has beside {@link #EVEN}. */
  private static final int BITS = (1 << 25) - 1;

  /** Whoever writes hours writes no more: eleven years. */
  private static final int MOST_HOURS = 100_000;

  @Override
  public String id() {
    return "delay-out-of-range";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (String owner : OWNERS) {
      Call.add(
          calls,
          Look.ARGUMENTS,
          CONCURRENT + owner,
          "schedule(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)" + FUTURE,
          "schedule(Ljava/util/concurrent/Callable;JLjava/util/concurrent/TimeUnit;)" + FUTURE,
          "scheduleAtFixedRate(Ljava/lang/Runnable;JJLjava/util/concurrent/TimeUnit;)" + FUTURE,
          "scheduleWithFixedDelay(Ljava/lang/Runnable;JJLjava/util/concurrent/TimeUnit;)" + FUTURE);
    }
    addTimeouts(calls);
    return calls;
  }

  private static void addTimeouts(List<Call> calls) {
    String times = "JLjava/util/concurrent/TimeUnit;)";
    for (String future : FUTURES) {
      Call.add(calls, Look.ARGUMENTS, CONCURRENT + future, "get(" + times + "Ljava/lang/Object;");
    }
    for (String pool : POOLS) {
      Call.add(calls, Look.ARGUMENTS, CONCURRENT + pool, "awaitTermination(" + times + "Z");
    }
    String stage = "L" + CONCURRENT + "CompletableFuture;";
    Call.add(
        calls,
        Look.ARGUMENTS,
        CONCURRENT + "CompletableFuture",
        "orTimeout(" + times + stage,
        "completeOnTimeout(Ljava/lang/Object;" + times + stage);
    Call.add(calls, Look.ARGUMENTS, CONCURRENT + "CountDownLatch", "await(" + times + "Z");
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return number >= 0; // with a period there are two numbers
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (sighting.call().name().equals("completeOnTimeout")) {
      return sighting.argument(1) instanceof Long timeout
          ? timeout(sighting, timeout, sighting.argument(2))
          : null;
    }
    if (sighting.argument(0) instanceof Long timeout) {
      return timeout(sighting, timeout, sighting.argument(1));
    }
    if (!(sighting.argument(1) instanceof Long delay)) {
      return null;
    }
    boolean periodic = sighting.argument(2) instanceof Long;
    Object unit = sighting.argument(periodic ? 3 : 2);
    if (!(unit instanceof TimeUnit in)) {
      return null;
    }
    if (delay < 0 && in.toSeconds(delay) <= -RACE_SECONDS && written(delay, in)) {
      return new OutOfRange(sighting.call().text(), "delay", delay, in);
    }
    return sighting.call().name().equals("scheduleAtFixedRate")
            && sighting.argument(2) instanceof Long period
            && period > 0
            && in.toNanos(period) < MILLI
        ? new OutOfRange(sighting.call().text(), "period", period, in)
        : null;
  }

  private static @Nullable Case timeout(Sighting sighting, long timeout, @Nullable Object unit) {
    return timeout <= -LATE_MILLIS && unit == TimeUnit.MILLISECONDS && overflowed(timeout)
        ? new OutOfRange(sighting.call().text(), "timeout", timeout, TimeUnit.MILLISECONDS)
        : null;
  }

  /**
   * Whether somebody wrote it, or its factors: so even, or what an int's overflow leaves of whole
   * hours. What was measured, as of a job that is overdue, is not once in a thousand times.
   */
  private static boolean written(long delay, TimeUnit unit) {
    long even = even(unit);
    return (even > 1 && delay % even == 0)
        || delay == Long.MIN_VALUE
        || (unit == TimeUnit.MILLISECONDS && overflowed(delay));
  }

  /** Whole minutes, hours or days, of which the unit has a thousand at least; 1 for none. */
  private static long even(TimeUnit unit) {
    if (unit == TimeUnit.SECONDS) {
      return 3600;
    }
    return unit == TimeUnit.MINUTES ? 1440 : unit.convert(1, TimeUnit.MINUTES);
  }

  /** Whether it is what is left of whole hours in milliseconds that did not fit an int. */
  private static boolean overflowed(long negative) {
    return negative == Integer.MIN_VALUE
        || (negative > Integer.MIN_VALUE
            && negative % EVEN == 0
            && ((int) negative / EVEN * HOUR_INVERSE & BITS) <= MOST_HOURS);
  }

  /** Of an odd number, modulo a power of two: by Newton's method each step doubles the bits. */
  private static int inverse(int odd) {
    int inverse = odd; // right in 3 bits
    for (int bits = 3; bits < Integer.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  private record OutOfRange(String call, String what, long value, TimeUnit unit) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      String amount = value + " " + lower(unit);
      finding.gist("was given a " + what + " out of range");
      if (value < 0) {
        finding
            .message(call + " was given a " + what + " of " + amount + ", which is none at all")
            .fix("reckon in long or in Durations: Duration.ofDays(25).toMillis()");
        if (unit == TimeUnit.MILLISECONDS && value >= Integer.MIN_VALUE) {
          finding.why(
              "an int overflows at 24.8 days of milliseconds: 25*24*60*60*1000 is negative");
        }
      } else {
        finding
            .message(call + " was given a period of " + amount + ", less than a millisecond")
            .fix("check the unit; for work without a pause, loop on a thread of its own");
      }
    }

    private static String lower(TimeUnit unit) {
      return unit.name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
