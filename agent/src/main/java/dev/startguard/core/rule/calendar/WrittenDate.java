package dev.startguard.core.rule.calendar;

/**
 * A date and time as it was written, field by field, before anything was made of it. Says whether
 * there is such a one; what is not written, or not understood, decides nothing.
 */
final class WrittenDate {
  static final int UNKNOWN = Integer.MIN_VALUE;

  private static final int[] LENGTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  /** Of the Gregorian calendar. */
  int year = UNKNOWN;

  /** The year's last two digits, when the century has to be guessed. */
  int yearOfCentury = UNKNOWN;

  int month = UNKNOWN;
  int day = UNKNOWN;
  int dayOfYear = UNKNOWN;
  int hour = UNKNOWN;
  int minute = UNKNOWN;
  int second = UNKNOWN;
  int milli = UNKNOWN;

  /** Which hour is the greatest: 23; 24, 11 or 12 for those that count otherwise. */
  int lastHour = 23;

  /** Whether it may be. */
  boolean possible() {
    return within(month, 1, 12)
        && within(day, 1, length())
        && within(dayOfYear, 1, 366)
        && (within(hour, 0, lastHour) || endOfDay())
        && within(minute, 0, 59)
        && within(second, 0, 60) // 60 is a leap second's
        && within(milli, 0, 999);
  }

  /** What there is not, of one that is not possible: {@code month 13}. */
  String impossible() {
    if (!within(month, 1, 12)) {
      return "month " + month;
    }
    if (!within(day, 1, length())) {
      return "day " + day + (month == UNKNOWN ? "" : " in month " + month);
    }
    if (!within(dayOfYear, 1, 366)) {
      return "day " + dayOfYear + " of the year";
    }
    if (!within(hour, 0, lastHour) && !endOfDay()) {
      return "hour " + hour;
    }
    if (!within(minute, 0, 59)) {
      return "minute " + minute;
    }
    if (!within(second, 0, 60)) {
      return "second " + second;
    }
    return within(milli, 0, 999) ? "day " + day + " in that month" : "millisecond " + milli;
  }

  /** The month's most days, as far as month and year are known. */
  private int length() {
    return month == UNKNOWN ? 31 : month == 2 && commonYear() ? 28 : LENGTHS[month - 1];
  }

  private boolean commonYear() {
    if (year != UNKNOWN) {
      return year % 4 != 0 || (year % 100 == 0 && year % 400 != 0);
    }
    return yearOfCentury != UNKNOWN && yearOfCentury % 4 != 0;
  }

  /** 24:00 is the next day's midnight, and written so on purpose. */
  private boolean endOfDay() {
    return hour == 24 && none(minute) && none(second) && none(milli);
  }

  /** Whether it is of the next day, or may be, and written so on purpose. */
  boolean runsOver() {
    return hour == 24 || second == 60;
  }

  private static boolean none(int value) {
    return value == 0 || value == UNKNOWN;
  }

  private static boolean within(int value, int least, int most) {
    return value == UNKNOWN || (value >= least && value <= most);
  }
}
