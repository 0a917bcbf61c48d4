package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.calendar.QuotedZRule.Printed;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** The part of {@code java.time}. Loaded when such a call has printed a Z. */
final class QuotedZInTime {
  private QuotedZInTime() {}

  /** Whether it is sure that a time of UTC was printed, as most are that a Z follows. */
  static boolean ofUtc(@Nullable Object receiver, @Nullable Object first) {
    boolean asked = receiver instanceof DateTimeFormatter;
    Object value = asked ? first : receiver;
    if (!((asked ? receiver : first) instanceof DateTimeFormatter formatter)) {
      return false;
    }
    ZoneId zone = formatter.getZone();
    if (zone == null) {
      ZoneOffset own = offset(value);
      return own != null && own.getTotalSeconds() == 0;
    }
    ZoneRules rules = zone.getRules();
    return !(value instanceof OffsetTime) // which keeps its own
        && rules.isFixedOffset()
        && rules.getOffset(Instant.EPOCH).getTotalSeconds() == 0;
  }

  static @Nullable Case look(Sighting sighting, String printed) {
    boolean asked = sighting.receiver() instanceof DateTimeFormatter;
    Object value = asked ? sighting.argument(0) : sighting.receiver();
    if (!((asked ? sighting.receiver() : sighting.argument(0))
        instanceof DateTimeFormatter formatter)) {
      return null;
    }
    ZoneOffset offset = offset(value);
    ZoneId zone = formatter.getZone();
    boolean moved = zone != null && !(value instanceof OffsetTime);
    if (moved) {
      Instant moment = moment(value);
      offset = moment == null ? null : zone.getRules().getOffset(moment); // its time is printed
    }
    if (offset == null
        || offset.getTotalSeconds() == 0
        || !FormatterShape.of(formatter).quotedZ()) {
      return null;
    }
    Instant moment = moment(value);
    String whose = moved ? "of the formatter's zone" : "its own";
    ZoneId own =
        value instanceof ZonedDateTime zoned && !(zoned.getZone() instanceof ZoneOffset)
            ? zoned.getZone()
            : null;
    return new Printed(
        printed,
        moment == null ? null : (Long) moment.toEpochMilli(),
        offset.getTotalSeconds(),
        own != null && !moved ? "of its zone" : whose,
        moved ? zone : own);
  }

  private static @Nullable Instant moment(@Nullable Object value) {
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    if (value instanceof OffsetDateTime offset) {
      return offset.toInstant();
    }
    return value instanceof Instant instant ? instant : null;
  }

  /** A local date and time has none: what it stands for is not known. */
  private static @Nullable ZoneOffset offset(@Nullable Object value) {
    if (value instanceof ZonedDateTime zoned) {
      return zoned.getOffset();
    }
    if (value instanceof OffsetDateTime offset) {
      return offset.getOffset();
    }
    return value instanceof OffsetTime time ? time.getOffset() : null;
  }
}
