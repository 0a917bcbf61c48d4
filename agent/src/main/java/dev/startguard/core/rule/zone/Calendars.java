package dev.startguard.core.rule.zone;

import dev.startguard.core.pool.Internals;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import java.lang.invoke.VarHandle;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * {@code Calendar}, which only keeps the fields that are set, and asks its zone what time they are
 * when somebody asks it for the time. Looked at right before that: the fields are gone right after.
 */
final class Calendars {
  private static final String UTIL = "java/util/";

  /** Before 1582 its days are not those of java.time, and before year 1 nor are its years. */
  private static final int FIRST_YEAR = 1600;

  private static final int LAST_YEAR = 9999;

  /** A stamp from there on is of a field that was set since the time was last known. */
  private static final int SET = 2;

  /** What else may say which day it is, or which hour. */
  private static final int[] OTHERS = {
    Calendar.ERA,
    Calendar.DAY_OF_YEAR,
    Calendar.DAY_OF_WEEK,
    Calendar.DAY_OF_WEEK_IN_MONTH,
    Calendar.WEEK_OF_MONTH,
    Calendar.WEEK_OF_YEAR,
    Calendar.HOUR,
    Calendar.AM_PM,
    Calendar.ZONE_OFFSET,
    Calendar.DST_OFFSET
  };

  private Calendars() {}

  static void addAsking(List<Call> calls) {
    for (String owner : new String[] {"Calendar", "GregorianCalendar"}) {
      Call.add(
          calls,
          Look.ARGUMENTS,
          UTIL + owner,
          "getTime()Ljava/util/Date;",
          "getTimeInMillis()J",
          "toInstant()Ljava/time/Instant;");
    }
    Call.add(
        calls,
        Look.ARGUMENTS,
        UTIL + "GregorianCalendar",
        "toZonedDateTime()Ljava/time/ZonedDateTime;");
  }

  /**
   * Whether there is nothing to look at: its time is known, or its zone is known to have nothing
   * but this time for its fields, or they say it in a way that is not looked at.
   */
  static boolean calm(@Nullable Object asked) {
    if (asked == null
        || asked.getClass() != GregorianCalendar.class
        || (boolean) Fields.IS_TIME_SET.get(asked)) {
      return true;
    }
    TimeZone zone = (TimeZone) Fields.ZONE.get(asked);
    int[] fields = (int[]) Fields.FIELDS.get(asked);
    return zone.getClass() != Fields.OF_THE_JDK
        || !inRange(fields)
        || Calm.at(
            zone.toZoneId(),
            fields[Calendar.YEAR],
            fields[Calendar.MONTH] + 1,
            fields[Calendar.DAY_OF_MONTH],
            fields[Calendar.HOUR_OF_DAY],
            fields[Calendar.MINUTE])
        || !((GregorianCalendar) asked).isLenient() // refused, where the time does not exist
        || !chosen((int[]) Fields.STAMP.get(asked));
  }

  /** Whether each field has a value of its own, which no other one has to take the rest of. */
  private static boolean inRange(int[] fields) {
    int year = fields[Calendar.YEAR];
    int day = fields[Calendar.DAY_OF_MONTH];
    return year >= FIRST_YEAR
        && year <= LAST_YEAR
        && isBelow(fields[Calendar.MONTH], 12)
        && day >= 1
        && day <= 31
        && isBelow(fields[Calendar.HOUR_OF_DAY], 24)
        && isBelow(fields[Calendar.MINUTE], 60)
        && isBelow(fields[Calendar.SECOND], 60);
  }

  private static boolean isBelow(int value, int end) {
    return value >= 0 && value < end;
  }

  /** Whether an hour of the day was set, and nothing else that bears on the hour or on the day. */
  private static boolean chosen(int[] stamp) {
    if (stamp[Calendar.HOUR_OF_DAY] < SET) {
      return false;
    }
    for (int other : OTHERS) {
      if (stamp[other] >= SET) {
        return false;
      }
    }
    return true;
  }

  /** What it is about to do; null when that is not known. Leaves it as it is. */
  static @Nullable Resolution resolution(GregorianCalendar asked) {
    GregorianCalendar copy = (GregorianCalendar) asked.clone();
    if (calm(copy)) {
      return null; // another thread was quicker, or it is not looked at
    }
    LocalDateTime local = local((int[]) Fields.FIELDS.get(copy));
    if (local == null) {
      return null;
    }
    ZoneId zone = ((TimeZone) Fields.ZONE.get(copy)).toZoneId();
    Instant made = Instant.ofEpochMilli(copy.getTimeInMillis());
    Resolution resolution = Resolution.explained(local, made, zone);
    // of the start of the day it makes the first valid time, as atStartOfDay does
    boolean start = local.toLocalTime().equals(LocalTime.MIDNIGHT);
    return resolution != null && start && resolution.moved() ? null : resolution;
  }

  private static @Nullable LocalDateTime local(int[] fields) {
    try {
      return LocalDateTime.of(
          fields[Calendar.YEAR],
          fields[Calendar.MONTH] + 1,
          fields[Calendar.DAY_OF_MONTH],
          fields[Calendar.HOUR_OF_DAY],
          fields[Calendar.MINUTE],
          fields[Calendar.SECOND]);
    } catch (DateTimeException none) {
      return null; // 30 February, which it takes
    }
  }

  private static final class Fields {
    static final VarHandle IS_TIME_SET = of("isTimeSet", boolean.class);
    static final VarHandle FIELDS = of("fields", int[].class);
    static final VarHandle STAMP = of("stamp", int[].class);

    /** Zones of other classes have rules of their own, whatever they are called. */
    static final Class<?> OF_THE_JDK = TimeZone.getTimeZone("GMT").getClass();

    static final VarHandle ZONE = of("zone", TimeZone.class);

    private Fields() {}

    private static VarHandle of(String name, Class<?> type) {
      return Internals.field(Calendar.class, name, type);
    }
  }
}
