package dev.startguard.core.rule.calendar;

/**
 * Walks over a date pattern, of {@code java.time} or {@code java.text}: runs of one letter, and the
 * characters that stand for themselves, of which quotes are taken off. Allocates nothing.
 */
final class PatternCursor {
  private final String pattern;
  private int at;
  private boolean quoted;
  private char letter;
  private char literal;
  private int count;

  PatternCursor(String pattern) {
    this.pattern = pattern;
  }

  /** Goes to the next part; false at the end. */
  boolean next() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\'' && !quoteAt(at + 1)) {
        quoted = !quoted;
        at++;
      } else if (c == '\'') {
        at += 2; // two of them are one, quoted or not
        return literal(c);
      } else if (quoted || !letter(c)) {
        at++;
        return literal(c);
      } else {
        int from = at;
        while (at < pattern.length() && pattern.charAt(at) == c) {
          at++;
        }
        letter = c;
        count = at - from;
        return true;
      }
    }
    return false;
  }

  /** The letter of the run; 0 when the part stands for itself. */
  char letter() {
    return letter;
  }

  /** How many letters the run has. */
  int count() {
    return count;
  }

  /** The character that stands for itself. */
  char literal() {
    return literal;
  }

  /** Whether another run follows at once, with nothing between. */
  boolean abuts() {
    return !quoted && at < pattern.length() && letter(pattern.charAt(at));
  }

  /** Whether a quote is open: at the end, the pattern is none. */
  boolean open() {
    return quoted;
  }

  private boolean literal(char c) {
    letter = 0;
    count = 0;
    literal = c;
    return true;
  }

  private boolean quoteAt(int index) {
    return index < pattern.length() && pattern.charAt(index) == '\'';
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
