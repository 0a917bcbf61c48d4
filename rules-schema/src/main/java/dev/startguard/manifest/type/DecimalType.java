package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Numeral;
import org.jspecify.annotations.Nullable;

/**
 * A decimal number of any size, as both {@link java.math.BigDecimal} and {@link Double#parseDouble}
 * read it: {@code 12.5}, {@code -.5}, {@code 1e3}.
 */
final class DecimalType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    Numeral number = Numeral.of(text);
    if (number == null) {
      return wrong(text);
    }
    Judgement fault = Bounds.fault(number, entry, text);
    return fault != null ? fault : Judgement.fits(number.toString());
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    int comma = text.indexOf(',');
    if (IntegerType.separated(text, 0)) {
      hint = "has thousands separators";
      fix = "write it without them";
    } else if (comma > 0
        && Numeral.of(text.substring(0, comma) + "." + text.substring(comma + 1)) != null) {
      hint = "has a decimal comma";
      fix = "write a point";
    } else if (text.endsWith("%")) {
      hint = "ends with a percent sign";
      fix = "declare it percent";
    } else if (text.endsWith("Infinity")) {
      hint = "is not finite";
    }
    return Causes.wrongType("not a number", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return Bounds.expectation("a number", entry);
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    return Bounds.contradiction(entry);
  }
}
