package dev.startguard.core.rule.calendar;

import java.lang.ref.WeakReference;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DateTimeFormatter} prints, told by its {@code toString}, which alone shows it. As
 * formatters are constants for the most part, the last ones are remembered; by identity, since they
 * have no other, and weakly.
 */
final class FormatterShape extends WeakReference<DateTimeFormatter> {
  private static final int REMEMBERED = 64;

  /** Lost writes cost a second look, so nothing guards them. */
  private static final @Nullable FormatterShape[] SHAPES = new FormatterShape[REMEMBERED];

  private static final String Z = "'Z'";
  private static final String DEFAULT = "DefaultValueParser";

  /** Words that say, or may say, the zone or offset by itself. */
  private static final String[] ZONES = {
    "Offset(", "ZoneId(", "ZoneText(", "Instant(", "Localized("
  };

  /** After one of these a Z is read as that of ISO 8601. */
  private static final Set<String> TIMES =
      Set.of(
          "HourOfDay",
          "ClockHourOfDay",
          "MinuteOfHour",
          "SecondOfMinute",
          "MilliOfSecond",
          "MicroOfSecond",
          "NanoOfSecond");

  private final boolean quotedZ;
  private final boolean yearOfNoEra;
  private final boolean defaultsTheDate;

  private FormatterShape(DateTimeFormatter formatter) {
    super(formatter);
    String text = formatter.toString();
    quotedZ = quotedZ(text);
    yearOfNoEra = yearOfNoEra(text);
    defaultsTheDate = defaultsTheDate(text);
  }

  /** The formatter's shape. */
  static FormatterShape of(DateTimeFormatter formatter) {
    FormatterShape known = known(formatter);
    if (known != null) {
      return known;
    }
    FormatterShape shape = new FormatterShape(formatter);
    SHAPES[slot(formatter)] = shape;
    return shape;
  }

  /** The same, when it is remembered; null when it has to be spelt out. */
  static @Nullable FormatterShape known(DateTimeFormatter formatter) {
    FormatterShape shape = SHAPES[slot(formatter)];
    return shape != null && shape.refersTo(formatter) ? shape : null;
  }

  private static int slot(DateTimeFormatter formatter) {
    return System.identityHashCode(formatter) & REMEMBERED - 1;
  }

  /**
   * Whether a literal Z, or one that goes on with a quote, follows the time of day, and nothing
   * prints the zone or the offset.
   */
  boolean quotedZ() {
    return quotedZ;
  }

  /** Whether the year is that of an era, and nothing tells which era. */
  boolean yearOfNoEra() {
    return yearOfNoEra;
  }

  /** Whether year, month or day of what is parsed may be a default that nobody wrote. */
  boolean defaultsTheDate() {
    return defaultsTheDate;
  }

  static boolean quotedZ(String text) {
    for (String zone : ZONES) {
      if (text.contains(zone)) {
        return false;
      }
    }
    for (int at = text.indexOf(Z); at > 0; at = text.indexOf(Z, at + 1)) {
      if (TIMES.contains(before(text, at))) {
        return true;
      }
    }
    return false;
  }

  /** The field that is printed before the index: {@code SecondOfMinute}; "" when none is. */
  private static String before(String text, int index) {
    int end = index;
    while (end > 0 && ")[]".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int from = text.lastIndexOf('(', end);
    if (from < 0 || end == index) {
      return "";
    }
    int comma = text.indexOf(',', from);
    return text.substring(from + 1, comma < 0 || comma > end ? end : comma);
  }

  static boolean yearOfNoEra(String text) {
    return (text.contains("Value(YearOfEra,") || text.contains("Value(YearOfEra)"))
        && !text.contains("Value(Year,")
        && !text.contains("Value(Year)")
        && !text.contains("(Era")
        && !text.contains("Localized(")
        && !text.contains(DEFAULT) // which may be of the era
        && text.contains("MonthOfYear")
        && text.contains("DayOfMonth");
  }

  /** A default's field is not told: it is none of the date where those stand in every text. */
  static boolean defaultsTheDate(String text) {
    return text.contains(DEFAULT)
        && (text.indexOf('[') >= 0 // a part that may be missing
            || !text.contains("(Year")
            || !text.contains("(MonthOfYear")
            || !text.contains("(DayOfMonth"));
  }
}
