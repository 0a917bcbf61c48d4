package dev.startguard.manifest.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a cron expression, each checked against its range. */
final class CronFields {
  private static final String[] NAMES = {
    "seconds", "minutes", "hours", "days of the month", "months", "days of the week", "years"
  };
  private static final int[] FIRST = {0, 0, 0, 1, 1, 0, 1970};
  private static final int[] LAST = {59, 59, 23, 31, 12, 7, 2099};
  private static final int DAY = 3;
  private static final int MONTH = 4;
  private static final int WEEKDAY = 5;
  private static final String MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC";
  private static final String WEEKDAYS = "SUN MON TUE WED THU FRI SAT";
  private static final int NONE = -1;

  private final List<String> fields;
  private final boolean quartz;
  private final boolean unix;

  /** Days and months that are named, as bits; -1 when others may be meant too. */
  private int days;

  private int months;

  CronFields(List<String> fields) {
    this.fields = fields;
    unix = fields.size() == 5;
    quartz = fields.size() == 7;
  }

  /** What is wrong, in words that follow the value; null when nothing is. */
  @Nullable String fault() {
    for (int i = 0; i < fields.size(); i++) {
      int kind = unix ? i + 1 : i;
      String fault = field(fields.get(i), kind);
      if (fault != null) {
        return fault;
      }
    }
    String day = fields.get(unix ? 2 : DAY);
    String weekday = fields.get(unix ? 4 : WEEKDAY);
    if (quartz && day.equals("?") == weekday.equals("?")) {
      return "Quartz wants ? in exactly one of day of month and day of week";
    }
    boolean anyWeekday = weekday.equals("*") || weekday.equals("?");
    return anyWeekday && neverFires() ? "never fires: no such month has that day" : null;
  }

  private @Nullable String field(String text, int kind) {
    int named = 0;
    int at = 0;
    while (at <= text.length()) {
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      String part = text.substring(at, end);
      String fault = part(part, kind);
      if (fault != null) {
        return fault;
      }
      int value = value(part, kind);
      named = named == NONE || value == NONE || value > 31 ? NONE : named | (1 << value);
      at = end + 1;
    }
    if (kind == DAY) {
      days = named;
    } else if (kind == MONTH) {
      months = named;
    }
    return null;
  }

  /** One part between commas: {@code *}, {@code 5}, {@code 1-5}, each perhaps with {@code /2}. */
  private @Nullable String part(String text, int kind) {
    if (special(text, kind)) {
      return null;
    }
    int slash = text.indexOf('/');
    String range = slash < 0 ? text : text.substring(0, slash);
    if (slash >= 0) {
      int step = number(text.substring(slash + 1));
      if (step < 1) {
        return "its " + NAMES[kind] + " have a step that is no number from 1";
      }
      if (step > LAST[kind] - FIRST[kind] + 1) {
        return "its "
            + NAMES[kind]
            + " have a step longer than their range, so it does not do what it says";
      }
    }
    if (range.equals("*")) {
      return null;
    }
    int hyphen = range.indexOf('-');
    int first = value(hyphen < 0 ? range : range.substring(0, hyphen), kind);
    int last = hyphen < 0 ? first : value(range.substring(hyphen + 1), kind);
    if (first == NONE || last == NONE) {
      return "its "
          + NAMES[kind]
          + " are not within "
          + (weekdayFromOne(kind) ? 1 : FIRST[kind])
          + " to "
          + LAST[kind];
    }
    return unix && first > last && !(kind == WEEKDAY && last == 0)
        ? "its " + NAMES[kind] + " are a range that ends before it begins"
        : null;
  }

  /** What Spring and Quartz have beyond Unix: {@code ? L LW L-3 15W 5L FRI#2}. */
  private boolean special(String text, int kind) {
    if (unix || (kind != DAY && kind != WEEKDAY)) {
      return false;
    }
    if (text.equals("?") || text.equals("L")) {
      return true;
    }
    int length = text.length();
    if (kind == DAY) {
      boolean weekday =
          text.endsWith("W")
              && (text.equals("LW") || value(text.substring(0, length - 1), DAY) != NONE);
      return weekday || (text.startsWith("L-") && value(text.substring(2), DAY) != NONE);
    }
    int hash = text.indexOf('#');
    if (hash > 0) {
      int week = number(text.substring(hash + 1));
      return value(text.substring(0, hash), WEEKDAY) != NONE && week >= 1 && week <= 5;
    }
    return text.endsWith("L") && value(text.substring(0, length - 1), WEEKDAY) != NONE;
  }

  /** A number or a name within the field's range; -1 when it is none. */
  private int value(String text, int kind) {
    if (text.length() == 3 && (kind == MONTH || kind == WEEKDAY)) {
      String names = kind == MONTH ? MONTHS : WEEKDAYS;
      int at = Ascii.lower(names).indexOf(Ascii.lower(text));
      if (at >= 0 && at % 4 == 0) {
        return at / 4 + (kind == MONTH || quartz ? 1 : 0);
      }
    }
    int number = number(text);
    int first = weekdayFromOne(kind) ? 1 : FIRST[kind];
    return number < first || number > LAST[kind] ? NONE : number;
  }

  private boolean weekdayFromOne(int kind) {
    return quartz && kind == WEEKDAY;
  }

  /** At most four digits; -1 when it is none. */
  private static int number(String text) {
    return text.isEmpty() || text.length() > 4 || Ascii.digits(text, 0) < text.length()
        ? NONE
        : Integer.parseInt(text);
  }

  /** Whether each of the months that are named is shorter than each of the days that are named. */
  private boolean neverFires() {
    if (days == NONE || months == NONE) {
      return false;
    }
    int firstDay = Integer.numberOfTrailingZeros(days);
    for (int month = 1; month <= 12; month++) {
      int length =
          month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
      if ((months & (1 << month)) != 0 && firstDay <= length) {
        return false;
      }
    }
    return true;
  }
}
