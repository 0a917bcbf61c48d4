package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Quantity;

/** A date that exists, as {@link Quantity#epochDay} reads it: {@code 2026-11-01}. */
final class DateType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    try {
      Quantity.epochDay(text);
      return Judgement.fits(text);
    } catch (NumberFormatException invalid) {
      return wrong(text);
    }
  }

  private static Judgement wrong(String text) {
    int digits = Ascii.digits(text, 0);
    char mark = digits < text.length() ? text.charAt(digits) : 0;
    String hint = null;
    String fix = null;
    if (shape(text)) {
      hint = "there is no such day";
    } else if (digits == 4 && mark == '-' && text.indexOf('T') == 10) {
      hint = "has a time after the date";
      fix = "give the date alone, or declare it instant";
    } else if ((digits > 0 && (mark == '.' || mark == '/')) || (digits == 2 && mark == '-')) {
      hint = "is not in the order year-month-day";
      fix = "write it as 2026-11-01";
    } else if (digits == text.length() && digits == 8) {
      hint = "has no hyphens";
      fix = "write it as 2026-11-01";
    } else if (digits == 4 && mark == '-' && text.length() < 10) {
      hint = "month and day have two digits each";
    }
    return Causes.wrongType("not a date", text, hint, fix);
  }

  private static boolean shape(String text) {
    return text.length() == 10
        && Ascii.digits(text, 0) == 4
        && text.charAt(4) == '-'
        && Ascii.digits(text, 5) == 7
        && text.charAt(7) == '-'
        && Ascii.digits(text, 8) == 10;
  }

  @Override
  public String expectation(Fields entry) {
    return "a date: 2026-11-01";
  }
}
