package dev.startguard.core.rule.calendar;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Whether a date pattern is refused by an exception. */
final class RefusedPattern {
  private static final String TEXT_LETTERS = "GyYMLwWDdFEuaHkKhmsSzZX";
  private static final int LONGEST_X = 3;

  private RefusedPattern() {}

  /**
   * By {@code SimpleDateFormat}, as its page has it: to make one would ask for the default zone.
   */
  static boolean byText(String pattern) {
    PatternCursor cursor = new PatternCursor(pattern);
    while (cursor.next()) {
      char letter = cursor.letter();
      if (letter != 0
          && (TEXT_LETTERS.indexOf(letter) < 0 || (letter == 'X' && cursor.count() > LONGEST_X))) {
        return true;
      }
    }
    return cursor.open();
  }

  /** By {@code DateTimeFormatter}. */
  static boolean byTime(String pattern) {
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).getLocale() == null;
    } catch (IllegalArgumentException refused) {
      return true;
    }
  }
}
