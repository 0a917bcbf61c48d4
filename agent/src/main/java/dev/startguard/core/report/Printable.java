package dev.startguard.core.report;

/**
 * Makes text safe for a terminal and for a log: what moves the cursor, changes colours, reverses
 * the reading direction or cannot be seen is escaped; what the stream cannot encode as well.
 */
final class Printable {
  /** How much of any value is shown, in columns. */
  static final int LIMIT = 200;

  private final boolean ascii;

  /**
   * @param ascii whether everything beyond ASCII is to be escaped too
   */
  Printable(boolean ascii) {
    this.ascii = ascii;
  }

  /** Appends the text, at most {@link #LIMIT} columns of it; the rest is counted. */
  void bounded(StringBuilder out, String text) {
    bounded(out, text, LIMIT);
  }

  /** Appends at most {@code limit} columns of the text; the rest is counted. */
  void bounded(StringBuilder out, String text, int limit) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int width = width(point);
      if (columns + width > limit) {
        out.append("... (")
            .append(text.codePointCount(i, text.length()))
            .append(" more characters)");
        return;
      }
      append(out, point);
      columns += width;
      i += Character.charCount(point);
    }
  }

  /** At most {@link #LIMIT} code points, the rest counted; nothing is escaped. */
  static String limited(String text) {
    return limited(text, LIMIT);
  }

  static String limited(String text, int limit) {
    int points = text.length() <= limit ? 0 : text.codePointCount(0, text.length());
    return points <= limit
        ? text
        : text.substring(0, text.offsetByCodePoints(0, limit))
            + "... ("
            + (points - limit)
            + " more characters)";
  }

  /** The text without a limit. */
  String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      append(out, point);
      i += Character.charCount(point);
    }
    return out.toString();
  }

  /** At most {@code limit} columns, an ellipsis included; nothing is counted. */
  String cut(String text, int limit) {
    StringBuilder out = new StringBuilder();
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int next = i + Character.charCount(point);
      int room = limit - columns - width(point);
      if (room < 0 || (room < 3 && columns(text, next) > room)) {
        return out.append("...").toString();
      }
      append(out, point);
      columns += width(point);
      i = next;
    }
    return out.toString();
  }

  /** How many columns the text takes from {@code start} on once it is escaped. */
  int columns(String text, int start) {
    int columns = 0;
    for (int i = start; i < text.length(); ) {
      int point = text.codePointAt(i);
      columns += width(point);
      i += Character.charCount(point);
    }
    return columns;
  }

  void append(StringBuilder out, int point) {
    if (!escaped(point)) {
      out.appendCodePoint(point);
      return;
    }
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (point > 0xFFFF) {
          out.append("\\u{").append(Integer.toHexString(point)).append('}');
        } else {
          String hex = Integer.toHexString(point);
          out.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
        }
      }
    }
  }

  /** Columns that the code point takes once it is escaped; East Asian wide ones take two. */
  int width(int point) {
    if (!escaped(point)) {
      return wide(point) ? 2 : 1;
    }
    if (point == '\n' || point == '\r' || point == '\t') {
      return 2;
    }
    return point > 0xFFFF ? 4 + Integer.toHexString(point).length() : 6;
  }

  private boolean escaped(int point) {
    return unsafe(point, ascii);
  }

  /**
   * Whether the code point moves the cursor, hides, turns the reading direction, or is beyond what
   * the stream takes.
   */
  static boolean unsafe(int point, boolean ascii) {
    if (point >= 0x20 && point < 0x7F) {
      return false;
    }
    if (ascii || point < 0xA0) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static boolean wide(int point) {
    return point >= 0x1100
        && (point <= 0x115F
            || (point >= 0x2E80 && point <= 0xA4CF)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF00 && point <= 0xFF60)
            || (point >= 0xFFE0 && point <= 0xFFE6)
            || (point >= 0x1F300 && point <= 0x1FAFF)
            || (point >= 0x20000 && point <= 0x3FFFD));
  }
}
