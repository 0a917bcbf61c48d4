package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Jdk;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.calendar.QuotedZRule.Printed;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The part of {@code java.text}. Loaded when such a call has printed a Z. */
final class QuotedZInText {
  /** A {@link java.time.ZoneOffset}'s most; a zone of an odd make may have more. */
  private static final int MOST_OFFSET = 18 * 60 * 60 * 1000;

  private static final KnownPatterns WITHOUT = new KnownPatterns();
  private static final KnownPatterns WITH = new KnownPatterns();

  private QuotedZInText() {}

  static @Nullable Case look(Sighting sighting, String printed) {
    Long millis = millis(sighting.argument(0));
    // a subclass may print what it likes, and is code of the application's
    if (millis == null
        || !(sighting.receiver() instanceof SimpleDateFormat format)
        || format.getClass() != SimpleDateFormat.class
        || !remembered(format.toPattern())
        || !Jdk.made(format.getCalendar())) {
      return null;
    }
    TimeZone zone = format.getTimeZone();
    if (!Jdk.made(zone)) {
      return null;
    }
    int offset = zone.getOffset(millis);
    return offset == 0 || Math.abs(offset) > MOST_OFFSET
        ? null
        : new Printed(printed, millis, offset / 1000, "of the format's zone", zone.getID());
  }

  /** What java.sql makes of a local date or time may stand for one of any zone, UTC's too. */
  @SuppressWarnings("JavaUtilDate") // it is what the format takes
  private static @Nullable Long millis(@Nullable Object value) {
    if (value instanceof Date date) {
      return date.getClass() == Date.class ? (Long) date.getTime() : null;
    }
    return value instanceof Long number ? number : null;
  }

  private static boolean remembered(String pattern) {
    if (WITHOUT.has(pattern)) {
      return false;
    }
    if (WITH.has(pattern)) {
      return true;
    }
    boolean quotedZ = quotedZ(pattern);
    (quotedZ ? WITH : WITHOUT).add(pattern);
    return quotedZ;
  }

  /** Whether a literal Z follows the time of day, and nothing prints the zone or the offset. */
  static boolean quotedZ(String pattern) {
    boolean found = false;
    boolean candidate = false;
    char last = 0;
    PatternCursor cursor = new PatternCursor(pattern);
    while (cursor.next()) {
      char letter = cursor.letter();
      if (letter == 'z' || letter == 'Z' || letter == 'X') {
        return false;
      }
      boolean word = letter == 0 && Character.isLetterOrDigit(cursor.literal());
      found |= candidate && !word;
      candidate = word && cursor.literal() == 'Z' && "HkmsS".indexOf(last) >= 0;
      last = letter;
    }
    return found || candidate;
  }
}
