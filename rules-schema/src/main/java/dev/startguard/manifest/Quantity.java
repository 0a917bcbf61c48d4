package dev.startguard.manifest;

import java.math.BigDecimal;

/**
 * Numbers with units as the manifest writes them. Every parse throws {@link NumberFormatException}
 * with a message that names the accepted forms; the reader turns it into a finding.
 */
public final class Quantity {
  private Quantity() {}

  /**
   * A whole number in YAML 1.2's core spelling: {@code 12}, {@code 0x1F}, {@code 0o17}, {@code
   * 1e3}.
   */
  public static long whole(String text) {
    if (text.startsWith("0x")) {
      return Long.parseLong(text.substring(2), 16);
    }
    if (text.startsWith("0o")) {
      return Long.parseLong(text.substring(2), 8);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notPlain) {
      try {
        return new BigDecimal(text).longValueExact();
      } catch (ArithmeticException tooPrecise) {
        throw new NumberFormatException("not a whole number");
      }
    }
  }

  /**
   * A duration in nanoseconds: {@code 500ms}, {@code 2s}, {@code 10m}, {@code 1h}, {@code 14d}, or
   * ISO {@code PT2S}.
   */
  public static long nanos(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0 || digits > 18) {
      return isoNanos(text);
    }
    long unit =
        switch (text.substring(digits)) {
          case "ns" -> 1L;
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> 86_400_000_000_000L;
          default ->
              throw new NumberFormatException(
                  "a duration needs a unit: 500ms, 2s, 10m, 14d or PT2S");
        };
    try {
      return Math.multiplyExact(Long.parseLong(text.substring(0, digits)), unit);
    } catch (ArithmeticException overflow) {
      throw new NumberFormatException("a duration of more than 292 years");
    }
  }

  private static long isoNanos(String text) {
    try {
      return java.time.Duration.parse(text).toNanos();
    } catch (java.time.format.DateTimeParseException | ArithmeticException e) {
      throw new NumberFormatException("a duration needs a unit: 500ms, 2s, 10m, 14d or PT2S");
    }
  }
}
