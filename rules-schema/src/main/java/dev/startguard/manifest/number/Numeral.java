package dev.startguard.manifest.number;

import org.jspecify.annotations.Nullable;

/**
 * A decimal number of any size: compared exactly, in time linear in its text, and without ever
 * writing an exponent out. ({@link java.math.BigDecimal} takes quadratic time for a megabyte of
 * digits, and a gigabyte for {@code 1e999999999}.)
 */
public final class Numeral implements Comparable<Numeral> {
  private static final int MOST_ADDED_ZEROS = 40;

  private final boolean negative;
  private final String digits;
  private final long point;

  /**
   * The number 0.DIGITS × 10^point.
   *
   * @param digits without zeros at either end; empty for zero
   */
  private Numeral(boolean negative, String digits, long point) {
    this.negative = negative && !digits.isEmpty();
    this.digits = digits;
    this.point = digits.isEmpty() ? 0 : point;
  }

  /**
   * The number that {@code text} writes in ASCII digits: {@code 12}, {@code -0.5}, {@code .5},
   * {@code 1e3}; what both YAML 1.2's core schema and {@link java.math.BigDecimal} read. Exponents
   * have at most nine digits.
   *
   * @return null when it is none
   */
  public static @Nullable Numeral of(String text) {
    int length = text.length();
    int at = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int whole = digits(text, at);
    int end = whole;
    StringBuilder digits = new StringBuilder(Math.min(length, 64)).append(text, at, whole);
    if (end < length && text.charAt(end) == '.') {
      end = digits(text, whole + 1);
      digits.append(text, whole + 1, end);
    }
    if (digits.length() == 0) {
      return null;
    }
    long exponent = 0;
    if (end < length && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int sign =
          end + 1 < length && (text.charAt(end + 1) == '-' || text.charAt(end + 1) == '+') ? 1 : 0;
      int start = end + 1 + sign;
      end = digits(text, start);
      if (end == start || end - start > 9) {
        return null;
      }
      exponent = Long.parseLong(text, start, end, 10);
      if (text.charAt(start - 1) == '-') {
        exponent = -exponent;
      }
    }
    if (end < length) {
      return null;
    }
    return normal(text.charAt(0) == '-', digits, whole - at + exponent);
  }

  /**
   * As {@link #of}, and also {@code 0x1F} and {@code 0o17}, at most 63 bits.
   *
   * @return null when it is no number
   */
  public static @Nullable Numeral ofYaml(String text) {
    int bits = text.startsWith("0x") ? 4 : text.startsWith("0o") ? 3 : 0;
    if (bits == 0) {
      return of(text);
    }
    long number = 0;
    for (int i = 2; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 1 << bits) : -1;
      if (digit < 0 || number >> (63 - bits) != 0) {
        return null;
      }
      number = number << bits | digit;
    }
    return text.length() == 2 ? null : of(Long.toString(number));
  }

  private static Numeral normal(boolean negative, StringBuilder digits, long point) {
    int start = 0;
    int end = digits.length();
    while (start < end && digits.charAt(start) == '0') {
      start++;
    }
    while (end > start && digits.charAt(end - 1) == '0') {
      end--;
    }
    return new Numeral(negative, digits.substring(start, end), point - start);
  }

  /** Whether it has no fraction. */
  public boolean isWhole() {
    return digits.length() <= point;
  }

  /**
   * The value as a {@code long}.
   *
   * @throws NumberFormatException when it has a fraction, or does not fit
   */
  public long longValue() {
    if (!isWhole() || point > 19) {
      throw new NumberFormatException("a whole number of at most 64 bits");
    }
    try {
      return Long.parseLong(toString());
    } catch (NumberFormatException tooLarge) {
      throw new NumberFormatException("a whole number of at most 64 bits");
    }
  }

  @Override
  public int compareTo(Numeral other) {
    if (negative != other.negative) {
      return negative ? -1 : 1;
    }
    int magnitude = compareMagnitude(other);
    return negative ? -magnitude : magnitude;
  }

  private int compareMagnitude(Numeral other) {
    if (digits.isEmpty() || other.digits.isEmpty()) {
      return Boolean.compare(!digits.isEmpty(), !other.digits.isEmpty());
    }
    return point != other.point ? Long.compare(point, other.point) : digits.compareTo(other.digits);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Numeral other && compareTo(other) == 0;
  }

  @Override
  public int hashCode() {
    return digits.hashCode() * 31 + Long.hashCode(point);
  }

  /**
   * The one spelling of this number: {@code 80}, {@code -0.5}; with an exponent where more than 40
   * zeros would have to be added, {@code 1E100}.
   */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(digits.length() + 16);
    if (negative) {
      out.append('-');
    }
    if (digits.isEmpty()) {
      return "0";
    }
    if (point > digits.length() + MOST_ADDED_ZEROS || point < -MOST_ADDED_ZEROS) {
      out.append(digits, 0, 1);
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      return out.append('E').append(point - 1).toString();
    }
    if (point <= 0) {
      out.append("0.");
      zeros(out, -point);
      return out.append(digits).toString();
    }
    int whole = (int) Math.min(point, digits.length());
    out.append(digits, 0, whole);
    zeros(out, point - whole);
    if (whole < digits.length()) {
      out.append('.').append(digits, whole, digits.length());
    }
    return out.toString();
  }

  private static void zeros(StringBuilder out, long count) {
    for (long i = 0; i < count; i++) {
      out.append('0');
    }
  }

  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
