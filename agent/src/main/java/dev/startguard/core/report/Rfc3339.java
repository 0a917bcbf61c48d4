package dev.startguard.core.report;

/**
 * Times as RFC 3339 writes them, in UTC with milliseconds. {@code Instant.toString} says the same
 * and loads about a hundred formatter classes.
 */
final class Rfc3339 {
  private static final long DAY = 86_400_000L;

  private Rfc3339() {}

  /**
   * @param millis since 1970-01-01T00:00:00Z; years 0 to 9999
   */
  static String utc(long millis) {
    long day = Math.floorDiv(millis, DAY);
    int inDay = (int) Math.floorMod(millis, DAY);
    StringBuilder out = new StringBuilder(24);
    date(out, day);
    digits(out.append('T'), inDay / 3_600_000, 2);
    digits(out.append(':'), inDay / 60_000 % 60, 2);
    digits(out.append(':'), inDay / 1_000 % 60, 2);
    digits(out.append('.'), inDay % 1_000, 3);
    return out.append('Z').toString();
  }

  /**
   * The civil date of a day number: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms,
   * civil_from_days.
   */
  private static void date(StringBuilder out, long days) {
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    int ofEra = (int) (shifted - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * ofYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    digits(out, year, 4);
    digits(out.append('-'), month, 2);
    digits(out.append('-'), ofYear - (153 * fromMarch + 2) / 5 + 1, 2);
  }

  private static void digits(StringBuilder out, int number, int width) {
    String text = Integer.toString(number);
    for (int i = text.length(); i < width; i++) {
      out.append('0');
    }
    out.append(text);
  }
}
