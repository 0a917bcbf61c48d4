package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Sighting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local time that a call asked for in a zone, and what the JDK made of it. Follows {@code
 * ZonedDateTime.ofLocal}, through which all of these calls go: a local time in a gap is moved later
 * by the gap's length; of one that exists twice the preferred offset is taken, else the earlier.
 *
 * @param asked the local time that the call stands for
 * @param result what came of it
 * @param passed whether the call was given the zone; else it took its receiver's
 * @param chosen whether the call had an offset to prefer that is valid at that time
 */
record Resolution(LocalDateTime asked, ZonedDateTime result, boolean passed, boolean chosen) {
  private static final String ZONED = "java/time/ZonedDateTime";
  private static final String AS_ZONED = "Ljava/time/ZonedDateTime;";
  private static final String ANY_ZONED = "java/time/chrono/ChronoZonedDateTime";
  private static final String AS_ANY_ZONED = "L" + ANY_ZONED + ";";
  private static final String ANY = "java/time/temporal/Temporal";

  /** Adds the calls that are given a local time and a zone. */
  static void addResolving(List<Call> calls) {
    Call.add(
        calls, Look.RESULT, "java/time/LocalDateTime", "atZone(Ljava/time/ZoneId;)" + AS_ZONED);
    Call.add(
        calls,
        Look.RESULT,
        "java/time/chrono/ChronoLocalDateTime",
        "atZone(Ljava/time/ZoneId;)" + AS_ANY_ZONED);
    Call.add(
        calls,
        Look.RESULT,
        ZONED,
        "of(Ljava/time/LocalDateTime;Ljava/time/ZoneId;)" + AS_ZONED,
        "of(Ljava/time/LocalDate;Ljava/time/LocalTime;Ljava/time/ZoneId;)" + AS_ZONED,
        "of(IIIIIIILjava/time/ZoneId;)" + AS_ZONED,
        "ofLocal(Ljava/time/LocalDateTime;Ljava/time/ZoneId;Ljava/time/ZoneOffset;)" + AS_ZONED);
  }

  /** Adds the calls that change the local time of a zoned one. */
  static void addChanging(List<Call> calls) {
    Call.add(
        calls,
        Look.RESULT,
        ZONED,
        "plusYears(J)" + AS_ZONED,
        "plusMonths(J)" + AS_ZONED,
        "plusWeeks(J)" + AS_ZONED,
        "plusDays(J)" + AS_ZONED,
        "minusYears(J)" + AS_ZONED,
        "minusMonths(J)" + AS_ZONED,
        "minusWeeks(J)" + AS_ZONED,
        "minusDays(J)" + AS_ZONED,
        "plus(JLjava/time/temporal/TemporalUnit;)" + AS_ZONED,
        "minus(JLjava/time/temporal/TemporalUnit;)" + AS_ZONED,
        "withYear(I)" + AS_ZONED,
        "withMonth(I)" + AS_ZONED,
        "withDayOfMonth(I)" + AS_ZONED,
        "withDayOfYear(I)" + AS_ZONED,
        "withHour(I)" + AS_ZONED,
        "withMinute(I)" + AS_ZONED,
        "withSecond(I)" + AS_ZONED,
        "withNano(I)" + AS_ZONED,
        "with(Ljava/time/temporal/TemporalField;J)" + AS_ZONED,
        "with(Ljava/time/temporal/TemporalAdjuster;)" + AS_ZONED,
        "withZoneSameLocal(Ljava/time/ZoneId;)" + AS_ZONED);
    addAmounts(calls, ZONED);
    addChanging(calls, ANY_ZONED);
    Call.add(calls, Look.RESULT, ANY_ZONED, "withZoneSameLocal(Ljava/time/ZoneId;)" + AS_ANY_ZONED);
    addChanging(calls, ANY);
  }

  /** Adds those that an interface has. */
  private static void addChanging(List<Call> calls, String owner) {
    String as = "L" + owner + ";";
    Call.add(
        calls,
        Look.RESULT,
        owner,
        "plus(JLjava/time/temporal/TemporalUnit;)" + as,
        "minus(JLjava/time/temporal/TemporalUnit;)" + as,
        "with(Ljava/time/temporal/TemporalField;J)" + as,
        "with(Ljava/time/temporal/TemporalAdjuster;)" + as);
    addAmounts(calls, owner);
  }

  /** Adds {@code plus} and {@code minus} of a Period or a Duration. */
  static void addAmounts(List<Call> calls, String owner) {
    String as = "L" + owner + ";";
    Call.add(
        calls,
        Look.RESULT,
        owner,
        "plus(Ljava/time/temporal/TemporalAmount;)" + as,
        "minus(Ljava/time/temporal/TemporalAmount;)" + as);
  }

  /** Adds them for whatever may be a ZonedDateTime. */
  static void addAmounts(List<Call> calls) {
    addAmounts(calls, ZONED);
    addAmounts(calls, ANY_ZONED);
    addAmounts(calls, ANY);
  }

  /**
   * What the call did; null when its zone has but one offset, or it resolves no local time: {@code
   * plusHours}, {@code plus(Duration)} and their like go by the instant.
   */
  static @Nullable Resolution of(Sighting sighting) {
    if (!(sighting.result() instanceof ZonedDateTime result)
        || result.getZone() instanceof ZoneOffset) {
      return null;
    }
    if (sighting.receiver() instanceof ZonedDateTime receiver) {
      LocalDateTime asked = changed(receiver.toLocalDateTime(), sighting);
      boolean passed = sighting.argument(0) instanceof ZoneId;
      return asked == null ? null : new Resolution(asked, result, passed, true);
    }
    LocalDateTime asked = given(sighting);
    return asked == null ? null : new Resolution(asked, result, true, chosen(sighting, asked));
  }

  /**
   * What an older class did, which goes by milliseconds and says nothing of zones; null when this
   * zone's rules do not explain it. Another zone than we know, or another calendar, before 1582,
   * would have made something else of it.
   *
   * @param made what came of the local time
   */
  static @Nullable Resolution explained(LocalDateTime asked, Instant made, ZoneId zone) {
    LocalDateTime whole = asked.truncatedTo(ChronoUnit.SECONDS); // no gap begins within one
    ZonedDateTime result = made.truncatedTo(ChronoUnit.SECONDS).atZone(zone);
    ZoneOffsetTransition gap = zone.getRules().getTransition(whole);
    LocalDateTime due = gap == null || !gap.isGap() ? whole : whole.plus(gap.getDuration());
    return due.equals(result.toLocalDateTime())
        ? new Resolution(whole, result, false, false)
        : null;
  }

  /**
   * Whether it is a moment, as {@code now()} gives it, and no time of day that somebody chose: such
   * have no seconds.
   */
  static boolean moment(ZonedDateTime value) {
    return value.getSecond() != 0 || value.getNano() != 0;
  }

  ZoneId zone() {
    return result.getZone();
  }

  /** Whether the local time does not exist, and became another one. */
  boolean moved() {
    return !asked.equals(result.toLocalDateTime());
  }

  private static @Nullable LocalDateTime given(Sighting sighting) {
    if (sighting.receiver() != null) { // of others nobody knows what they do
      return sighting.receiver() instanceof LocalDateTime local ? local : null;
    }
    Object first = sighting.argument(0);
    if (first instanceof LocalDateTime local) {
      return local;
    }
    if (first instanceof LocalDate date && sighting.argument(1) instanceof LocalTime time) {
      return LocalDateTime.of(date, time);
    }
    if (first instanceof Integer) {
      return LocalDateTime.of(
          whole(sighting, 0),
          whole(sighting, 1),
          whole(sighting, 2),
          whole(sighting, 3),
          whole(sighting, 4),
          whole(sighting, 5),
          whole(sighting, 6));
    }
    return null;
  }

  private static boolean chosen(Sighting sighting, LocalDateTime asked) {
    return sighting.argument(2) instanceof ZoneOffset preferred
        && sighting.argument(1) instanceof ZoneId zone
        && zone.getRules().isValidOffset(asked, preferred);
  }

  private static @Nullable LocalDateTime changed(LocalDateTime local, Sighting sighting) {
    Object first = sighting.argument(0);
    Object second = sighting.argument(1);
    return switch (sighting.call().name()) {
      case "plusYears" -> local.plusYears(amount(first));
      case "plusMonths" -> local.plusMonths(amount(first));
      case "plusWeeks" -> local.plusWeeks(amount(first));
      case "plusDays" -> local.plusDays(amount(first));
      case "minusYears" -> local.minusYears(amount(first));
      case "minusMonths" -> local.minusMonths(amount(first));
      case "minusWeeks" -> local.minusWeeks(amount(first));
      case "minusDays" -> local.minusDays(amount(first));
      case "plus" ->
          first instanceof Period period
              ? local.plus(period)
              : second instanceof ChronoUnit unit && unit.isDateBased()
                  ? local.plus(amount(first), unit)
                  : null;
      case "minus" ->
          first instanceof Period period
              ? local.minus(period)
              : second instanceof ChronoUnit unit && unit.isDateBased()
                  ? local.minus(amount(first), unit)
                  : null;
      case "withYear" -> local.withYear(whole(sighting, 0));
      case "withMonth" -> local.withMonth(whole(sighting, 0));
      case "withDayOfMonth" -> local.withDayOfMonth(whole(sighting, 0));
      case "withDayOfYear" -> local.withDayOfYear(whole(sighting, 0));
      case "withHour" -> local.withHour(whole(sighting, 0));
      case "withMinute" -> local.withMinute(whole(sighting, 0));
      case "withSecond" -> local.withSecond(whole(sighting, 0));
      case "withNano" -> local.withNano(whole(sighting, 0));
      case "with" -> with(local, first, second);
      case "withZoneSameLocal" -> local;
      default -> null;
    };
  }

  private static @Nullable LocalDateTime with(
      LocalDateTime local, @Nullable Object first, @Nullable Object second) {
    if (first instanceof LocalTime || first instanceof LocalDate) {
      return first instanceof LocalTime time ? local.with(time) : local.with((LocalDate) first);
    }
    if (first instanceof LocalDateTime other) {
      return other;
    }
    return first instanceof ChronoField field && local.isSupported(field)
        ? local.with(field, amount(second))
        : null;
  }

  private static int whole(Sighting sighting, int index) {
    return sighting.argument(index) instanceof Integer number ? number : 0;
  }

  private static long amount(@Nullable Object argument) {
    return argument instanceof Long number ? number : 0;
  }
}
