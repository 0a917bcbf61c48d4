package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Quantity;

/**
 * A point in time as RFC 3339 writes it and {@link java.time.Instant#parse} reads it: {@code
 * 2026-11-01T12:30:00Z}, with a fraction of up to nine digits, with {@code Z} or an offset.
 * Compared as seconds since 1970, so that two offsets of one moment are equal.
 */
final class InstantType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    String canonical = canonical(text);
    return canonical.isEmpty() ? wrong(text) : Judgement.fits(canonical);
  }

  /** Seconds since 1970 with their fraction; empty when the text is no instant. */
  private static String canonical(String text) {
    if (text.length() < 20 || text.charAt(10) != 'T') {
      return "";
    }
    long day;
    try {
      day = Quantity.epochDay(text.substring(0, 10));
    } catch (NumberFormatException invalid) {
      return "";
    }
    int hour = two(text, 11, 23);
    int minute = text.charAt(13) == ':' ? two(text, 14, 59) : -1;
    int second = text.charAt(16) == ':' ? two(text, 17, 59) : -1;
    if (hour < 0 || minute < 0 || second < 0) {
      return "";
    }
    int zone = 19;
    if (text.charAt(19) == '.') {
      zone = Ascii.digits(text, 20);
      if (zone == 20 || zone > 29) {
        return "";
      }
    }
    int offset = offset(text, zone);
    if (offset == Integer.MIN_VALUE) {
      return "";
    }
    long seconds = day * 86_400 + hour * 3_600L + minute * 60L + second - offset;
    int end = zone;
    while (end > 19 && (text.charAt(end - 1) == '0' || text.charAt(end - 1) == '.')) {
      end--;
    }
    return seconds + text.substring(19, Math.max(19, end));
  }

  /**
   * {@code Z} or {@code +02:00}, at most 18 hours, in seconds; {@link Integer#MIN_VALUE} when it is
   * neither.
   */
  private static int offset(String text, int start) {
    if (start == text.length() - 1 && text.charAt(start) == 'Z') {
      return 0;
    }
    boolean offset =
        start == text.length() - 6
            && (text.charAt(start) == '+' || text.charAt(start) == '-')
            && text.charAt(start + 3) == ':';
    int hours = offset ? two(text, start + 1, 18) : -1;
    int minutes = offset ? two(text, start + 4, hours == 18 ? 0 : 59) : -1;
    if (hours < 0 || minutes < 0) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return text.charAt(start) == '-' ? -seconds : seconds;
  }

  /** A number of two digits, at most {@code most}; -1 when it is none. */
  private static int two(String text, int at, int most) {
    char tens = text.charAt(at);
    char ones = text.charAt(at + 1);
    int number = Ascii.digit(tens) && Ascii.digit(ones) ? (tens - '0') * 10 + (ones - '0') : -1;
    return number > most ? -1 : number;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    int digits = Ascii.digits(text, 0);
    if (digits == text.length() && digits > 8) {
      hint = "is a number: seconds or milliseconds since 1970";
      fix = "write it as 2026-11-01T12:30:00Z";
    } else if (text.length() == 10 && digits == 4) {
      hint = "has no time of day";
      fix = "add one, or declare it date";
    } else if (!canonical(text + "Z").isEmpty()) {
      hint = "has no offset, so nobody knows which moment it is";
      fix = "add Z for UTC";
    } else if (text.indexOf('[') > 0) {
      hint = "has a zone's name";
      fix = "give the offset alone";
    } else if (text.indexOf(' ') == 10) {
      hint = "has a space before the time of day";
      fix = "write a T";
    }
    return Causes.wrongType("not an instant", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "an instant: 2026-11-01T12:30:00Z";
  }
}
