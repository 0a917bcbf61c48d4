package dev.startguard.manifest.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * Patterns for whole numbers within bounds, as text: decimal, {@code 0x} and {@code 0o}, any number
 * of leading zeros.
 */
final class WholePattern {
  private WholePattern() {}

  /** What quoted whole numbers from {@code min} to {@code max} look like. */
  static String of(long min, long max) {
    List<String> forms = new ArrayList<>();
    if (max >= 0) {
      long from = Math.max(0, min);
      forms.add("\\+?0*(" + range(from, max, 10) + ")(\\.0*)?");
      forms.add("0x0*(" + range(from, Math.min(max, power(16, 12) - 1), 16) + ")");
      forms.add("0o0*(" + range(from, Math.min(max, power(8, 16) - 1), 8) + ")");
    }
    if (min <= 0) {
      forms.add("-0*(" + range(Math.max(0, -max), -min, 10) + ")(\\.0*)?");
    }
    return "^(" + String.join("|", forms) + ")$";
  }

  /** What quoted numbers from {@code min} to {@code max} look like, with or without a fraction. */
  static String decimal(long min, long max) {
    List<String> forms = new ArrayList<>();
    forms.add("\\+?" + fractions(max));
    if (min <= 0) {
      forms.add("-" + fractions(-min));
    }
    return "^(" + String.join("|", forms) + ")$";
  }

  /** From 0 to {@code max}, both included. */
  private static String fractions(long max) {
    String below =
        max == 0
            ? ""
            : "|0*(" + range(0, max - 1, 10) + ")?\\.[0-9]+|0*(" + range(0, max - 1, 10) + ")\\.?";
    return "(0*(" + range(max, max, 10) + ")(\\.0*)?" + below + (max == 0 ? "|\\.0+" : "") + ")";
  }

  /**
   * Numbers from {@code min} to {@code max} without leading zeros; zero is the empty text or one
   * zero.
   */
  private static String range(long min, long max, int base) {
    List<String> parts = new ArrayList<>();
    if (min == 0) {
      parts.add("0");
      if (max == 0) {
        return "0";
      }
      min = 1;
    }
    int shortest = Long.toString(min, base).length();
    int longest = Long.toString(max, base).length();
    int first = min == power(base, shortest - 1) ? shortest : shortest + 1;
    int last = max == power(base, longest) - 1 ? longest : longest - 1;
    if (first <= last) {
      // of these lengths every number
      parts.add(
          set(1, base - 1)
              + (last == 1 ? "" : set(0, base - 1) + "{" + (first - 1) + "," + (last - 1) + "}"));
    }
    for (int length = shortest; length <= longest; length++) {
      if (length < first || length > last) {
        long least = Math.max(min, power(base, length - 1));
        long most = length == longest ? max : power(base, length) - 1;
        parts.addAll(between(digits(least, base), digits(most, base), 0, base));
      }
    }
    return String.join("|", parts);
  }

  /** Both of one length. */
  private static List<String> between(int[] low, int[] high, int at, int base) {
    if (at == low.length) {
      return List.of("");
    }
    boolean lowest = true;
    boolean highest = true;
    for (int i = at; i < low.length; i++) {
      lowest &= low[i] == (i == 0 ? 1 : 0);
      highest &= high[i] == base - 1;
    }
    if (lowest && highest) {
      String any =
          at == 0 ? set(1, base - 1) + times(low.length - 1, base) : times(low.length - at, base);
      return List.of(any);
    }
    List<String> parts = new ArrayList<>();
    if (low[at] == high[at]) {
      between(low, high, at + 1, base).forEach(rest -> parts.add(set(low[at], low[at]) + rest));
      return parts;
    }
    int[] top = low.clone();
    int[] bottom = high.clone();
    for (int i = at + 1; i < low.length; i++) {
      top[i] = base - 1;
      bottom[i] = 0;
    }
    between(low, top, at + 1, base).forEach(rest -> parts.add(set(low[at], low[at]) + rest));
    if (high[at] - low[at] > 1) {
      parts.add(set(low[at] + 1, high[at] - 1) + times(low.length - at - 1, base));
    }
    between(bottom, high, at + 1, base).forEach(rest -> parts.add(set(high[at], high[at]) + rest));
    return parts;
  }

  private static String times(int count, int base) {
    return count == 0 ? "" : set(0, base - 1) + (count == 1 ? "" : "{" + count + "}");
  }

  private static String set(int from, int to) {
    if (to < 10) {
      return from == to ? "" + from : "[" + from + "-" + to + "]";
    }
    String letters = letters(Math.max(10, from), to);
    String digits = from < 10 ? from + "-9" : "";
    return "[" + digits + letters + letters.toUpperCase(java.util.Locale.ROOT) + "]";
  }

  private static String letters(int from, int to) {
    char first = (char) ('a' + from - 10);
    char last = (char) ('a' + to - 10);
    return from == to ? "" + first : first + "-" + last;
  }

  private static int[] digits(long number, int base) {
    return Long.toString(number, base).chars().map(c -> Character.digit(c, base)).toArray();
  }

  private static long power(int base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }
}
