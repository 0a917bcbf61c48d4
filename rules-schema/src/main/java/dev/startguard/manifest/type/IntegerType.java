package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Numeral;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole number of any size in decimal digits, as {@link Integer#parseInt} reads it: {@code 12},
 * {@code -3}, {@code +4}.
 */
final class IntegerType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    if (start == text.length() || Ascii.digits(text, start) < text.length()) {
      return wrong(text, start);
    }
    Numeral number = Objects.requireNonNull(Numeral.of(text)); // digits alone
    Judgement fault = Bounds.fault(number, entry, text);
    return fault != null ? fault : Judgement.fits(number.toString());
  }

  private static Judgement wrong(String text, int start) {
    String hint = null;
    String fix = null;
    if (Numeral.of(text) != null) {
      hint = "is a number with a fraction or an exponent";
      fix = "write it in digits alone, or declare it decimal";
    } else if (separated(text, start)) {
      hint = "has thousands separators";
      fix = "write it in digits alone";
    } else if (text.startsWith("0x") || text.startsWith("0o") || text.startsWith("0b")) {
      hint = "is not in decimal digits";
    } else if (text.length() > start && Ascii.digit(text.charAt(start))) {
      hint = "has a unit, or other text, after its digits";
    }
    return Causes.wrongType("not a whole number", text, hint, fix);
  }

  /** Digits in groups of three, after the first. */
  static boolean separated(String text, int start) {
    int at = Ascii.digits(text, start);
    boolean groups = at > start && at < text.length();
    while (groups && at < text.length()) {
      char c = text.charAt(at);
      groups =
          (c == ',' || c == '_' || c == '.' || c == '\'' || c == ' ')
              && Ascii.digits(text, at + 1) == at + 4;
      at += 4;
    }
    return groups;
  }

  @Override
  public String expectation(Fields entry) {
    return Bounds.expectation("a whole number", entry);
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    return Bounds.contradiction(entry);
  }
}
