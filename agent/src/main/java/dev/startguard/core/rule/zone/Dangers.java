package dev.startguard.core.rule.zone;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The next gap and the next overlap of a zone, by the tzdata in use.
 *
 * @param rules the zone's
 * @param hours of the day, as bits: those in which the times of both lie, and those to which the
 *     times of the gap are moved
 * @param until when the first of them is past
 */
record Dangers(
    @Nullable ZoneOffsetTransition gap,
    @Nullable ZoneOffsetTransition overlap,
    Instant until,
    ZoneRules rules,
    int hours) {
  /** What is further away is likely to be changed by a law before. */
  private static final long SECONDS_AHEAD = 400 * 86_400L;

  static Dangers of(ZoneId zone, Instant now) {
    ZoneOffsetTransition gap = null;
    ZoneOffsetTransition overlap = null;
    Instant end = now.plusSeconds(SECONDS_AHEAD);
    Instant until = end;
    ZoneOffsetTransition next = zone.getRules().nextTransition(now);
    while (next != null && next.getInstant().isBefore(end) && (gap == null || overlap == null)) {
      until = next.getInstant().isBefore(until) ? next.getInstant() : until;
      if (next.isGap()) {
        gap = gap == null ? next : gap;
      } else {
        overlap = overlap == null ? next : overlap;
      }
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return new Dangers(gap, overlap, until, zone.getRules(), hours(gap) | hours(overlap));
  }

  /** The earlier of the two; null when none is near. */
  @Nullable ZoneOffsetTransition next() {
    if (gap == null || overlap == null) {
      return gap == null ? overlap : gap;
    }
    return gap.getInstant().isBefore(overlap.getInstant()) ? gap : overlap;
  }

  /** Whether they are those of this zone. */
  @SuppressWarnings("ReferenceEquality")
  boolean of(ZoneId zone) {
    return zone.getRules() == rules;
  }

  /** Whether nothing can happen to a time of day that is, after the call, of that hour. */
  boolean quiet(int hour) {
    return (hours >>> hour & 1) == 0;
  }

  private static int hours(@Nullable ZoneOffsetTransition transition) {
    if (transition == null) {
      return 0;
    }
    LocalDateTime before = transition.getDateTimeBefore();
    LocalDateTime after = transition.getDateTimeAfter();
    LocalDateTime end = transition.isGap() ? after.plus(transition.getDuration()) : before;
    int hours = 0;
    for (LocalDateTime hour = (transition.isGap() ? before : after).truncatedTo(ChronoUnit.HOURS);
        hour.isBefore(end);
        hour = hour.plusHours(1)) {
      hours |= 1 << hour.getHour();
    }
    return hours;
  }

  /** The earlier of the two in which the time of day lies; null when it lies in none. */
  @Nullable ZoneOffsetTransition at(LocalTime time) {
    boolean inGap = gap != null && day(gap, time) != null;
    boolean inOverlap = overlap != null && day(overlap, time) != null;
    if (inGap && inOverlap) {
      return next();
    }
    return inGap ? gap : inOverlap ? overlap : null;
  }

  /** The day on which that time of day lies in the transition; null when there is none. */
  static @Nullable LocalDate day(ZoneOffsetTransition transition, LocalTime time) {
    LocalDateTime before = transition.getDateTimeBefore();
    LocalDateTime after = transition.getDateTimeAfter();
    LocalDateTime from = transition.isGap() ? before : after;
    LocalDateTime to = transition.isGap() ? after : before;
    for (LocalDate day = from.toLocalDate();
        !day.isAfter(to.toLocalDate());
        day = day.plusDays(1)) {
      LocalDateTime local = LocalDateTime.of(day, time);
      if (!local.isBefore(from) && local.isBefore(to)) {
        return day;
      }
    }
    return null;
  }
}
