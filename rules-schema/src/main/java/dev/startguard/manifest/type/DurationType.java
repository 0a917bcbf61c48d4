package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A time value with its unit, as {@link Quantity#nanos} reads it: {@code 500ms}, {@code 2s}, {@code
 * 10m}, {@code 14d}, {@code PT1H30M}; also {@code 0}. Compared in nanoseconds.
 */
final class DurationType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    long nanos;
    try {
      nanos = text.equals("0") ? 0 : Quantity.nanos(text);
    } catch (NumberFormatException invalid) {
      return wrong(text);
    }
    boolean below = nanos < entry.nanos("min", 0);
    boolean above = nanos > entry.nanos("max", Long.MAX_VALUE);
    Judgement fault = below || above ? Bounds.fault(below, above, entry, text) : null;
    return fault != null ? fault : Judgement.fits(Long.toString(nanos));
  }

  private static Judgement wrong(String text) {
    int digits = Ascii.digits(text, 0);
    String unit = text.substring(digits);
    String hint = null;
    String fix = null;
    if (text.startsWith("-")) {
      hint = "is negative";
    } else if (digits > 0 && unit.isEmpty()) {
      hint = "has no unit: some programs take seconds, others milliseconds";
      fix = "add one: ms, s, m, h, d";
    } else if (digits > 0 && (unit.startsWith(".") || unit.startsWith(","))) {
      hint = "is not a whole number of its unit";
      fix = "use the next smaller unit";
    } else if (digits > 0 && unit.startsWith(" ")) {
      hint = "has a space before its unit";
      fix = "remove it";
    } else if (digits > 0 && Ascii.digits(unit, 1) > 1) {
      hint = "has more than one unit";
      fix = "write it in the smallest one, or as ISO 8601: PT1H30M";
    } else if (digits > 0 && known(Ascii.lower(unit))) {
      hint = "its unit is not written so, or the number is too large";
      fix = "write ms, s, m, h, d";
    } else if (text.startsWith("p")) {
      hint = "ISO 8601 writes durations in capital letters";
    } else if (text.startsWith("P")) {
      hint = "has years, months or weeks, or is not complete";
      fix = "write it in days, hours, minutes and seconds: P1DT12H";
    }
    return Causes.wrongType("not a duration", text, hint, fix);
  }

  private static boolean known(String unit) {
    return switch (unit) {
      case "ns",
          "us",
          "\u00B5s",
          "ms",
          "s",
          "sec",
          "secs",
          "second",
          "seconds",
          "m",
          "min",
          "mins",
          "minute",
          "minutes",
          "h",
          "hr",
          "hour",
          "hours",
          "d",
          "day",
          "days",
          "millis" ->
          true;
      default -> false;
    };
  }

  @Override
  public String expectation(Fields entry) {
    return Bounds.expectation("a duration with its unit (500ms, 2s, 10m)", entry);
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    return Bounds.contradiction(entry.nanos("min", 0) > entry.nanos("max", Long.MAX_VALUE), entry);
  }
}
