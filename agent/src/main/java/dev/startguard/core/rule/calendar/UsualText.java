package dev.startguard.core.rule.calendar;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a pattern of {@code java.text} whose numbers have as many digits as it has letters,
 * and are all in order: {@code 2027-03-14} for {@code yyyy-MM-dd}. They are nearly all that there
 * are, and told without reading them step by step.
 */
final class UsualText {
  private static final int MOST_OF_TWO = 99;

  private final int width;

  /** Three each: where two digits are, the least and the most that they may say. */
  private final int[] pairs;

  /** Two each: where a character is that stands for itself, and which. */
  private final int[] literals;

  private UsualText(int width, int[] pairs, int[] literals) {
    this.width = width;
    this.pairs = pairs;
    this.literals = literals;
  }

  /**
   * For the first letter of a zone or a word, and for numbers without a usual length, there is
   * nothing to be told so.
   *
   * @return null for a pattern of such
   */
  static @Nullable UsualText of(String pattern) {
    int[] pairs = new int[3 * pattern.length()];
    int[] literals = new int[2 * pattern.length()];
    int paired = 0;
    int literal = 0;
    int at = 0;
    PatternCursor cursor = new PatternCursor(pattern);
    while (cursor.next()) {
      char letter = cursor.letter();
      if (letter == 0) {
        literals[literal++] = at++;
        literals[literal++] = cursor.literal();
      } else {
        int digits = digits(letter, cursor.count());
        if (digits == 0) {
          return null;
        }
        boolean whole = digits == 2;
        int most = whole ? Math.min(MOST_OF_TWO, TextPlan.harmless(letter)) : MOST_OF_TWO;
        for (int i = 0; i < digits; i += 2) {
          // of three digits, the one in the middle is looked at twice
          pairs[paired++] = at + Math.min(i, digits - 2);
          pairs[paired++] = whole && TextPlan.fromOne(letter) ? 1 : 0;
          pairs[paired++] = most;
        }
        at += digits;
      }
    }
    return new UsualText(at, Arrays.copyOf(pairs, paired), Arrays.copyOf(literals, literal));
  }

  /** How many digits are usual of that run of letters; 0 where none is, or not for all of them. */
  private static int digits(char letter, int count) {
    return switch (letter) {
      case 'y' -> count == 2 || count == 4 ? count : 0;
      case 'S' -> count == 3 ? count : 0;
      case 'M', 'L', 'd', 'H', 'k', 'K', 'h', 'm', 's' -> count == 2 ? count : 0;
      default -> 0;
    };
  }

  /** Whether the text is one of them; false says nothing. */
  boolean is(String text) {
    if (text.length() != width) {
      return false;
    }
    for (int i = 0; i < pairs.length; i += 3) {
      int tens = text.charAt(pairs[i]) - '0';
      int ones = text.charAt(pairs[i] + 1) - '0';
      int value = 10 * tens + ones;
      if (tens < 0
          || tens > 9
          || ones < 0
          || ones > 9
          || value < pairs[i + 1]
          || value > pairs[i + 2]) {
        return false;
      }
    }
    for (int i = 0; i < literals.length; i += 2) {
      if (text.charAt(literals[i]) != literals[i + 1]) {
        return false;
      }
    }
    return true;
  }
}
