package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Countdown;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A task that is repeated every 24 hours, and whose first run somebody computed so that it falls on
 * a time of day: the next transition of the JVM's zone moves the runs away from it.
 *
 * @param begin the first run, to the minute
 * @param change the transition
 * @param first the first run after it
 * @param now when it was scheduled
 * @param zone the JVM's
 */
record DailySchedule(
    ZonedDateTime begin,
    ZoneOffsetTransition change,
    ZonedDateTime first,
    Instant now,
    ZoneOrigin zone)
    implements Case {
  private static final String FUTURE = "Ljava/util/concurrent/ScheduledFuture;";
  private static final String FIXED_RATE =
      "scheduleAtFixedRate(Ljava/lang/Runnable;JJLjava/util/concurrent/TimeUnit;)" + FUTURE;

  private static final String TIMER = "java/util/Timer";
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long HALF_AN_HOUR_MILLIS = 1_800_000L;

  /** A delay is cut off to its unit, and used a while after it was computed. */
  private static final long ASIDE_MILLIS = 1_000L;

  static void addCalls(List<Call> calls) {
    Call.add(calls, Look.ARGUMENTS, "java/util/concurrent/ScheduledExecutorService", FIXED_RATE);
    Call.add(calls, Look.ARGUMENTS, "java/util/concurrent/ScheduledThreadPoolExecutor", FIXED_RATE);
    Call.add(
        calls,
        Look.ARGUMENTS,
        TIMER,
        "scheduleAtFixedRate(Ljava/util/TimerTask;Ljava/util/Date;J)V",
        "scheduleAtFixedRate(Ljava/util/TimerTask;JJ)V");
  }

  /**
   * Whether it can be no day.
   *
   * @param period in ms, of a Timer; of the others, which are given two numbers, nobody asks
   */
  static boolean passes(long period) {
    return period != DAY_MILLIS;
  }

  /** What is wrong with the call; null when nothing is, or it is another call. */
  static @Nullable DailySchedule of(Sighting sighting, Surroundings surroundings) {
    if (sighting.result() != null) {
      return null;
    }
    Instant now = surroundings.now();
    Instant begin = begin(sighting, now);
    ZoneOrigin jvm = begin == null ? null : surroundings.jvmZone();
    if (begin == null || jvm == null) {
      return null;
    }
    ZoneId zone = jvm.zone();
    ZonedDateTime local = onTheHalfHour(begin, zone);
    ZoneOffsetTransition change = local == null ? null : Dangers.of(zone, local.toInstant()).next();
    if (local == null || change == null) {
      return null;
    }
    ZonedDateTime first = local;
    while (first.toInstant().isBefore(change.getInstant())) {
      first = first.plus(DAY_MILLIS, ChronoUnit.MILLIS);
    }
    return new DailySchedule(local, change, first, now, jvm);
  }

  /** When a task that is repeated every 24 hours runs first; null when that was not computed. */
  @SuppressWarnings("JavaUtilDate")
  private static @Nullable Instant begin(Sighting sighting, Instant now) {
    if (sighting.argument(1) instanceof Date time) {
      boolean daily = sighting.argument(2) instanceof Long period && period == DAY_MILLIS;
      Instant first = Instant.ofEpochMilli(time.getTime()); // a date of java.sql gives none
      long ahead = first.toEpochMilli() - now.toEpochMilli();
      return daily && ahead > 0 && ahead <= DAY_MILLIS + ASIDE_MILLIS ? first : null;
    }
    if (!(sighting.argument(1) instanceof Long delay)
        || !(sighting.argument(2) instanceof Long period)) {
      return null;
    }
    TimeUnit unit = TimeUnit.MILLISECONDS; // a Timer's
    if (sighting.argument(3) instanceof TimeUnit given) {
      unit = given;
    } else if (!sighting.call().owner().equals(TIMER)) {
      return null;
    }
    if (unit.convert(1, TimeUnit.SECONDS) == 0 || period != unit.convert(1, TimeUnit.DAYS)) {
      return null;
    }
    // a whole number of minutes was written, not computed
    boolean computed =
        delay > 0 && delay <= period && delay % unit.convert(1, TimeUnit.MINUTES) != 0;
    return computed ? now.plusMillis(unit.toMillis(delay)) : null;
  }

  /**
   * The half hour at which it begins; null when it begins at none, or at midnight in UTC, which may
   * be what is meant.
   */
  private static @Nullable ZonedDateTime onTheHalfHour(Instant begin, ZoneId zone) {
    long half = Math.floorDiv(begin.toEpochMilli() + ASIDE_MILLIS, HALF_AN_HOUR_MILLIS);
    long meant = half * HALF_AN_HOUR_MILLIS;
    boolean near = Math.abs(begin.toEpochMilli() - meant) <= ASIDE_MILLIS;
    return near && meant % DAY_MILLIS != 0 ? Instant.ofEpochMilli(meant).atZone(zone) : null;
  }

  @Override
  public Evidence evidence(Rule rule) {
    return Evidence.PREDICTED;
  }

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("repeats by hours what begins at a time of day")
        .message(
            "a task begins at "
                + begin.toLocalTime()
                + " in "
                + zone.zone().getId()
                + " and is repeated every 24 hours: it will run at "
                + first.toLocalTime()
                + " from "
                + Countdown.text(first.toLocalDate(), now, zone.zone()))
        .note("zone", zone.text())
        .fix("schedule one run at a time, each from ZonedDateTime.plusDays(1)")
        .fix("or take a scheduler that is given a zone: @Scheduled(cron, zone), Quartz");
  }
}
