package dev.startguard.manifest.number;

/**
 * Numbers with units, and dates, as the manifest and the values of variables write them. Digits are
 * ASCII digits. Every parse throws {@link NumberFormatException} with a message that names the
 * accepted forms and never the text.
 *
 * <p>How many digits a unit may have is bounded, so that nothing overflows and so that each form is
 * a regular language: the patterns here accept exactly what the methods accept, and the manifest's
 * schema uses them.
 */
public final class Quantity {
  /** What {@link #nanos} accepts. */
  public static final String DURATION_PATTERN =
      "^([0-9]{1,18}ns|[0-9]{1,15}us|[0-9]{1,12}ms|[0-9]{1,9}s|[0-9]{1,8}m|[0-9]{1,6}h|[0-9]{1,5}d"
          + "|P(?=[0-9T])([0-9]{1,4}D)?(T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,7}M)?([0-9]{1,9}([.][0-9]{1,9})?S)?)?)$";

  /** What {@link #bytes} accepts. */
  public static final String SIZE_PATTERN =
      "^([0-9]{1,18}B|[0-9]{1,15}(KiB|Ki|KB|kB)|[0-9]{1,12}(MiB|Mi|MB)|[0-9]{1,9}(GiB|Gi|GB)"
          + "|[0-9]{1,6}(TiB|Ti|TB)|[0-9]{1,3}(PiB|Pi|PB))$";

  /** What {@link #epochDay} accepts. */
  public static final String DATE_PATTERN =
      "^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
          + "|02-(0[1-9]|1[0-9]|2[0-8]))"
          + "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$";

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Quantity() {}

  /**
   * A whole number in YAML 1.2's core spelling: {@code 12}, {@code 0x1F}, {@code 0o17}, {@code
   * 1e3}, {@code 12.0}.
   *
   * @throws NumberFormatException also when it does not fit 64 bits
   */
  public static long whole(String text) {
    int length = text.length();
    if (length > 0 && length < 19 && digits(text, 0) == length) {
      return number(text, 0, length);
    }
    Numeral number = Numeral.ofYaml(text);
    if (number == null || !number.isWhole()) {
      throw new NumberFormatException("a whole number: 12");
    }
    return number.longValue();
  }

  /**
   * A duration in nanoseconds: {@code 500ms}, {@code 2s}, {@code 10m}, {@code 1h}, {@code 14d}, or
   * ISO 8601's {@code PT2S}, with days of 24 hours. At most 99999 days; never negative.
   */
  public static long nanos(String text) {
    if (text.startsWith("P")) {
      return isoNanos(text);
    }
    int digits = digits(text, 0);
    if (digits == 0) {
      throw noDuration();
    }
    return switch (text.substring(digits)) {
      case "ns" -> nanos(text, digits, 18, 1);
      case "us" -> nanos(text, digits, 15, 1_000);
      case "ms" -> nanos(text, digits, 12, 1_000_000);
      case "s" -> nanos(text, digits, 9, SECOND);
      case "m" -> nanos(text, digits, 8, MINUTE);
      case "h" -> nanos(text, digits, 6, HOUR);
      case "d" -> nanos(text, digits, 5, DAY);
      default -> throw noDuration();
    };
  }

  /**
   * A size in bytes: {@code 200MiB}, {@code 512Mi} (powers of 1024), {@code 1GB} (powers of 1000),
   * {@code 100B}. Below 1000 PiB.
   */
  public static long bytes(String text) {
    int digits = digits(text, 0);
    if (digits == 0) {
      throw noSize();
    }
    return switch (text.substring(digits)) {
      case "B" -> bytes(text, digits, 18, 1);
      case "Ki", "KiB" -> bytes(text, digits, 15, 1L << 10);
      case "Mi", "MiB" -> bytes(text, digits, 12, 1L << 20);
      case "Gi", "GiB" -> bytes(text, digits, 9, 1L << 30);
      case "Ti", "TiB" -> bytes(text, digits, 6, 1L << 40);
      case "Pi", "PiB" -> bytes(text, digits, 3, 1L << 50);
      case "kB", "KB" -> bytes(text, digits, 15, 1_000);
      case "MB" -> bytes(text, digits, 12, 1_000_000);
      case "GB" -> bytes(text, digits, 9, 1_000_000_000);
      case "TB" -> bytes(text, digits, 6, 1_000_000_000_000L);
      case "PB" -> bytes(text, digits, 3, 1_000_000_000_000_000L);
      default -> throw noSize();
    };
  }

  /**
   * A date, {@code 2026-11-01}, as days since 1970-01-01; Gregorian also before 1582, years 0000 to
   * 9999.
   */
  public static long epochDay(String text) {
    if (text.length() != 10
        || digits(text, 0) != 4
        || text.charAt(4) != '-'
        || digits(text, 5) != 7
        || text.charAt(7) != '-'
        || digits(text, 8) != 10) {
      throw new NumberFormatException("a date: 2026-11-01");
    }
    int year = (int) number(text, 0, 4);
    int month = (int) number(text, 5, 7);
    int day = (int) number(text, 8, 10);
    if (month < 1 || month > 12 || day < 1 || day > daysOf(month, leap(year))) {
      throw new NumberFormatException("a date that exists: 2026-11-01");
    }
    // days in whole years, then in the year; 0000-01-01 is 719 528 days before 1970-01-01
    long before = 365L * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    for (int m = 1; m < month; m++) {
      before += daysOf(m, leap(year));
    }
    return before + day - 1 - 719_528;
  }

  private static boolean leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int daysOf(int month, boolean leap) {
    return switch (month) {
      case 2 -> leap ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static long isoNanos(String text) {
    long total = 0;
    int at = 1;
    int part = digits(text, at);
    if (part > at && part < text.length() && text.charAt(part) == 'D') {
      total = isoPart(text, at, part, 4) * DAY;
      at = part + 1;
    }
    if (at < text.length() && text.charAt(at) == 'T') {
      long time = isoTime(text, at + 1);
      return total + time;
    }
    if (at == 1 || at < text.length()) {
      throw noDuration();
    }
    return total;
  }

  private static long isoTime(String text, int start) {
    long total = 0;
    int at = start;
    int part = digits(text, at);
    if (part > at && part < text.length() && text.charAt(part) == 'H') {
      total += isoPart(text, at, part, 5) * HOUR;
      at = part + 1;
      part = digits(text, at);
    }
    if (part > at && part < text.length() && text.charAt(part) == 'M') {
      total += isoPart(text, at, part, 7) * MINUTE;
      at = part + 1;
      part = digits(text, at);
    }
    if (part > at && part < text.length()) {
      total += isoPart(text, at, part, 9) * SECOND;
      at = part;
      if (text.charAt(at) == '.') {
        part = digits(text, at + 1);
        total += fraction(text, at + 1, part);
        at = part;
      }
      if (!text.startsWith("S", at)) {
        throw noDuration();
      }
      at++;
    }
    if (at == start || at < text.length()) {
      throw noDuration();
    }
    return total;
  }

  private static long isoPart(String text, int start, int end, int most) {
    if (end - start > most) {
      throw longDuration();
    }
    return number(text, start, end);
  }

  private static long fraction(String text, int start, int end) {
    if (end == start || end - start > 9) {
      throw noDuration();
    }
    long nanos = number(text, start, end);
    for (int i = end - start; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static long nanos(String text, int digits, int most, long unit) {
    if (digits > most) {
      throw longDuration();
    }
    return number(text, 0, digits) * unit;
  }

  private static long bytes(String text, int digits, int most, long unit) {
    if (digits > most) {
      throw new NumberFormatException("a size below 1000 PiB");
    }
    return number(text, 0, digits) * unit;
  }

  private static NumberFormatException noDuration() {
    return new NumberFormatException("a duration with its unit: 500ms, 2s, 10m, 1h, 14d or PT2S");
  }

  private static NumberFormatException longDuration() {
    return new NumberFormatException("a duration of fewer digits: 99999d at the most");
  }

  private static NumberFormatException noSize() {
    return new NumberFormatException("a size with its unit: 200MiB, 512Mi or 1GB");
  }

  /** Where the digits end that start at {@code start}. */
  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** At most 18 digits. */
  private static long number(String text, int start, int end) {
    long number = 0;
    for (int i = start; i < end; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }
}
