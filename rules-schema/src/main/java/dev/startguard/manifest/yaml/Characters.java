package dev.startguard.manifest.yaml;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.SourceFile;

/**
 * The characters that no manifest may hold: what a terminal acts on, and what YAML versions read
 * differently.
 */
public final class Characters {
  private Characters() {}

  /**
   * The index of the first such character; -1 when there is none. A line feed and a tab are none.
   */
  static int forbidden(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' ? c != '\n' && c != '\t' : c > '~' && forbidden(c, text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean forbidden(char c, String text, int at) {
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c <= 0x9F || bidi(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c >= 0xFFFE;
  }

  /**
   * Whether the character turns the direction of text: what is shown is not what is read
   * (CVE-2021-42574).
   */
  static boolean bidi(char c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** Whether the character is a control character of C0 or C1. */
  static boolean control(char c) {
    return c < ' ' || (c >= 0x7F && c <= 0x9F);
  }

  /** What to call a forbidden character: {@code a bidirectional control, U+202E}. */
  static String name(int point) {
    String hex = Integer.toHexString(point).toUpperCase(java.util.Locale.ROOT);
    String code = "U+" + "0000".substring(Math.min(4, hex.length())) + hex;
    if (point == 0) {
      return "a NUL character";
    }
    if (point == '\r') {
      return "a carriage return without a line feed, " + code;
    }
    if (point < 0x10000 && bidi((char) point)) {
      return "a bidirectional control, " + code;
    }
    if (point == 0x2028 || point == 0x2029) {
      return "a line separator that not every YAML reader takes for one, " + code;
    }
    if (point == 0xFEFF) {
      return "a byte-order mark inside the text, " + code;
    }
    return point < 0x10000 && control((char) point)
        ? "a control character, " + code
        : "no character, " + code;
  }

  /** The place of the character at an index of the text. */
  public static ManifestLocation place(SourceFile file, String text, int at) {
    int line = 1;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return new ManifestLocation(file, line, text.codePointCount(start, at) + 1, 1);
  }
}
