package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.calendar.LenientParseRule.Became;
import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.jspecify.annotations.Nullable;

/** The part of {@code java.time}. Loaded when such a call has returned. */
final class LenientTime {
  private LenientTime() {}

  static @Nullable Case look(Sighting sighting, String text) {
    boolean asked = sighting.receiver() instanceof DateTimeFormatter;
    if (!((asked ? sighting.receiver() : sighting.argument(1))
            instanceof DateTimeFormatter formatter)
        || formatter.getResolverStyle() == ResolverStyle.STRICT
        || formatter.getResolverFields() != null
        || (formatter.getChronology() != null
            && !(formatter.getChronology() instanceof IsoChronology))) {
      return null;
    }
    LocalDate date = date(sighting.result(), asked && sighting.argument(1) == null);
    if (date == null || !suspicious(formatter, text, date)) {
      return null;
    }
    TemporalAccessor parsed = formatter.parseUnresolved(text, new ParsePosition(0));
    if (parsed == null) {
      return null;
    }
    WrittenDate written = written(parsed);
    return written.possible() || FormatterShape.of(formatter).defaultsTheDate()
        ? null
        : new Became(
            text,
            text.length(),
            written,
            date,
            "give the formatter ResolverStyle.STRICT, and write uuuu for the year",
            sighting.site(),
            null);
  }

  /**
   * @param parsed whether the result is {@code java.time}'s own, neither a query's nor a type's
   */
  private static @Nullable LocalDate date(@Nullable Object result, boolean parsed) {
    if (result instanceof LocalDate date) {
      return date;
    }
    if (result instanceof LocalDateTime local) {
      return local.toLocalDate();
    }
    if (result instanceof ZonedDateTime zoned) {
      return zoned.toLocalDate();
    }
    if (result instanceof OffsetDateTime offset) {
      return offset.toLocalDate();
    }
    return parsed && result instanceof TemporalAccessor accessor
        ? accessor.query(TemporalQueries.localDate())
        : null;
  }

  /**
   * Whether a second look is worth its price. SMART takes the last day of the month for one that is
   * beyond it, so that one stands in the text; what LENIENT makes of a text does not stand in it.
   */
  private static boolean suspicious(DateTimeFormatter formatter, String text, LocalDate date) {
    int day = date.getDayOfMonth();
    boolean smart = formatter.getResolverStyle() == ResolverStyle.SMART;
    if (smart && (day < 28 || day == 31 || day != date.lengthOfMonth())) {
      return false;
    }
    if (formatter.getDecimalStyle().getZeroDigit() != '0') {
      return true;
    }
    return smart ? beyond(text, day) : !stands(text, date);
  }

  /** Whether 29, 30 or 31 is in the text, as far as it is beyond the day. */
  private static boolean beyond(String text, int day) {
    char last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((last == '3' && (c == '1' || (c == '0' && day < 30)))
          || (last == '2' && c == '9' && day < 29)) {
        return true;
      }
      last = c;
    }
    return false;
  }

  /** Whether year, month and day stand in the text, as numbers, in whatever order. */
  private static boolean stands(String text, LocalDate date) {
    long joined = (date.getYear() * 100L + date.getMonthValue()) * 100 + date.getDayOfMonth();
    boolean year = false;
    boolean month = false;
    boolean day = false;
    long number = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c >= '0' && c <= '9') {
        number = number * 10 + c - '0'; // overflows, if it does, to a number that is none of these
      } else {
        year |= number == date.getYear() || number == joined;
        month |= number == date.getMonthValue() || number == joined;
        day |= number == date.getDayOfMonth() || number == joined;
        number = 0;
      }
    }
    return year && month && day;
  }

  private static WrittenDate written(TemporalAccessor parsed) {
    WrittenDate written = new WrittenDate();
    written.month = get(parsed, ChronoField.MONTH_OF_YEAR);
    written.day = get(parsed, ChronoField.DAY_OF_MONTH);
    written.dayOfYear = get(parsed, ChronoField.DAY_OF_YEAR);
    written.hour = get(parsed, ChronoField.HOUR_OF_DAY);
    written.minute = get(parsed, ChronoField.MINUTE_OF_HOUR);
    written.second = get(parsed, ChronoField.SECOND_OF_MINUTE);
    written.year = get(parsed, ChronoField.YEAR);
    if (written.year == WrittenDate.UNKNOWN && !parsed.isSupported(ChronoField.ERA)) {
      written.year = get(parsed, ChronoField.YEAR_OF_ERA);
    }
    return written;
  }

  private static int get(TemporalAccessor parsed, ChronoField field) {
    return parsed.isSupported(field)
        ? (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, parsed.getLong(field)))
        : WrittenDate.UNKNOWN;
  }
}
