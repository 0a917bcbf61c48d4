package dev.startguard.core.rule.zone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The local times of a zone between two of its transitions, which exist once, and to which no time
 * of a gap is moved. Most calls are of such a time, and are known for it by a few comparisons.
 */
final class Calm {
  /** Enough for a few zones over years: a month has a place of its own. */
  private static final int REMEMBERED = 256;

  private static final int LAST_YEAR = 9999;

  /** Lost writes cost a second look, so nothing guards them. */
  private static final @Nullable Calm[] KNOWN = new Calm[REMEMBERED];

  /** Asked first: most programs have one zone, and times of one half of a year. */
  private static @Nullable Calm latest;

  private final ZoneId zone;
  private final ZoneRules rules;
  private final long from;
  private final long until;

  private Calm(ZoneId zone, ZoneRules rules, long from, long until) {
    this.zone = zone;
    this.rules = rules;
    this.from = from;
    this.until = until;
  }

  /**
   * Whether the zone is known to have nothing but this time for what was asked. Allocates nothing.
   */
  static boolean at(ZonedDateTime resolved) {
    return at(resolved.getZone(), resolved.toLocalDateTime());
  }

  /** The same, of what was asked for or of what came of it: they are one then. */
  static boolean at(ZoneId zone, LocalDateTime local) {
    return at(
        zone,
        local.getYear(),
        local.getMonthValue(),
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute());
  }

  /**
   * The same, of the parts of a local time, each in its range.
   *
   * @param month 1 to 12
   */
  static boolean at(ZoneId zone, int year, int month, int day, int hour, int minuteOfHour) {
    long minute = minute(year, month, day, hour, minuteOfHour);
    Calm calm = latest;
    return (calm != null && calm.is(zone, minute))
        || zone instanceof ZoneOffset
        || known(zone, slot(zone, year, month), minute);
  }

  @SuppressWarnings("ReferenceEquality") // an equal one is found by its rules
  private boolean is(ZoneId asked, long minute) {
    return zone == asked && minute >= from && minute < until;
  }

  private static boolean known(ZoneId zone, int slot, long minute) {
    Calm calm = KNOWN[slot];
    return calm != null && calm.isOf(zone) && minute >= calm.from && minute < calm.until;
  }

  /** Remembers the time between the transitions around this one. */
  static void learn(ZonedDateTime resolved) {
    if (resolved.getYear() < 1 || resolved.getYear() > LAST_YEAR) {
      return; // the rules count no further than years go
    }
    ZoneId zone = resolved.getZone();
    ZoneRules rules = zone.getRules();
    Instant instant = resolved.toInstant();
    ZoneOffsetTransition next = rules.nextTransition(instant);
    // the one before is asked for strictly: a transition at this very instant counts
    ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
    Calm calm =
        new Calm(
            zone,
            rules,
            last == null ? Long.MIN_VALUE : minute(quiet(last)) + 1, // the seconds are left out
            next == null ? Long.MAX_VALUE : minute(disquiet(next)));
    KNOWN[slot(zone, resolved.getYear(), resolved.getMonthValue())] = calm;
    latest = calm;
  }

  /** From when on nothing comes of the transition any more. */
  private static LocalDateTime quiet(ZoneOffsetTransition last) {
    return last.isGap()
        ? last.getDateTimeAfter().plus(last.getDuration())
        : last.getDateTimeBefore();
  }

  private static LocalDateTime disquiet(ZoneOffsetTransition next) {
    return next.isGap() ? next.getDateTimeBefore() : next.getDateTimeAfter();
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean isOf(ZoneId asked) {
    return asked.getRules() == rules;
  }

  /** Zones of one name have the same rules. */
  private static int slot(ZoneId zone, int year, int month) {
    return System.identityHashCode(zone.getRules()) + year * 12 + month & REMEMBERED - 1;
  }

  private static long minute(LocalDateTime local) {
    return minute(
        local.getYear(),
        local.getMonthValue(),
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute());
  }

  /** Grows with the time, and is no count: each month has 32 days. */
  private static long minute(int year, int month, int day, int hour, int minute) {
    long date = ((long) year << 4 | month) << 5 | day;
    return (date << 5 | hour) << 6 | minute;
  }
}
