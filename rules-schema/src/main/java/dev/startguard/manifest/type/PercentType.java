package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Numeral;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number from 0 to 100, with a percent sign or without: {@code 80}, {@code 12.5%}. {@code 0.8} is
 * 0.8 percent.
 */
final class PercentType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    boolean sign = text.endsWith("%");
    Numeral number = Numeral.of(sign ? text.substring(0, text.length() - 1) : text);
    if (number == null) {
      return Causes.wrongType("not a percentage", text);
    }
    if (number.compareTo(numeral("0")) < 0 || number.compareTo(numeral("100")) > 0) {
      return Causes.wrongType("not a percentage from 0 to 100", text);
    }
    Judgement fault = Bounds.fault(number, entry, text);
    if (fault != null) {
      return fault;
    }
    boolean fraction =
        !sign && number.compareTo(numeral("0")) > 0 && number.compareTo(numeral("1")) < 0;
    Judgement fits = Judgement.fits(number.toString());
    return fraction
        ? fits.withHint("is below one percent: it may be meant as a fraction of 1")
        : fits;
  }

  private static Numeral numeral(String text) {
    return Objects.requireNonNull(Numeral.of(text));
  }

  @Override
  public String expectation(Fields entry) {
    return entry.has("min") || entry.has("max")
        ? Bounds.expectation("a percentage", entry)
        : "a percentage from 0 to 100";
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    return Bounds.contradiction(entry);
  }
}
