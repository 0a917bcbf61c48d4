package dev.startguard.finding;

import java.util.Arrays;

/** What may have been done to a text on its way into another, undone byte by byte. */
final class Encodings {
  /** From here on it pays to prepare a search. */
  private static final int LONG = 1024;

  private Encodings() {}

  /** Where the text starts after a byte-order mark, blanks and an opening quote. */
  static int trimmedStart(byte[] text) {
    int from = 0;
    if (text.length >= 3
        && text[0] == (byte) 0xEF
        && text[1] == (byte) 0xBB
        && text[2] == (byte) 0xBF) {
      from = 3;
    }
    while (from < text.length && around(text[from])) {
      from++;
    }
    return from;
  }

  /** Where the text ends before a closing quote and blanks. */
  static int trimmedEnd(byte[] text, int from) {
    int to = text.length;
    while (to > from && around(text[to - 1])) {
      to--;
    }
    return to;
  }

  private static boolean around(byte b) {
    return (b >= 0 && b <= ' ') || b == '"' || b == '\'';
  }

  /** Whether it is a URL, JSON or PEM: a text of which only a part is secret. */
  static boolean structured(byte[] text, int from, int to) {
    if (text[from] == '{' || text[from] == '[') {
      return true;
    }
    for (int i = from; i + 2 < to; i++) {
      if ((text[i] == ':' && text[i + 1] == '/' && text[i + 2] == '/')
          || (text[i] == '-' && text[i + 1] == '-' && text[i + 2] == '-')) {
        return true;
      }
    }
    return false;
  }

  /** Where {@code part[from, to)} first stands in {@code text}; -1 when it does not. */
  static int indexOf(byte[] text, byte[] part, int from, int to) {
    int length = to - from;
    if (length > 1 && text.length > LONG) {
      return indexInLong(text, part, from, to);
    }
    for (int at = 0; at + length <= text.length; at++) {
      if (Arrays.equals(text, at, at + length, part, from, to)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * The same by R. N. Horspool, Practical fast searching in strings (1980): looks at the end of the
   * part first, and goes on by as much as what stands there allows.
   */
  private static int indexInLong(byte[] text, byte[] part, int from, int to) {
    int length = to - from;
    int[] steps = new int[256];
    Arrays.fill(steps, length);
    for (int i = from; i < to - 1; i++) {
      steps[part[i] & 0xFF] = to - 1 - i;
    }
    int found = -1;
    for (int at = 0; found < 0 && at + length <= text.length; ) {
      byte last = text[at + length - 1];
      if (last == part[to - 1] && Arrays.equals(text, at, at + length, part, from, to)) {
        found = at;
      }
      at += steps[last & 0xFF];
    }
    Arrays.fill(steps, 0); // it tells which bytes a secret is made of
    return found;
  }

  /**
   * With {@code %41} and the like decoded, once; what is no such sequence stays.
   *
   * @param plus whether a plus sign is a blank, as in forms
   */
  static byte[] percentDecoded(byte[] text, boolean plus) {
    byte[] out = new byte[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      byte b = text[i];
      if (b == '%' && i + 2 < text.length && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
        b = (byte) ((digit(text[i + 1]) << 4) | digit(text[i + 2]));
        i += 2;
      } else if (plus && b == '+') {
        b = ' ';
      }
      out[length++] = b;
    }
    return Arrays.copyOf(out, length);
  }

  /**
   * Without the backslashes of a shell, a properties file or JSON; an escape by number is decoded
   * up to U+00FF.
   */
  static byte[] unescaped(byte[] text) {
    byte[] out = new byte[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      byte b = text[i];
      if (b == '\\' && i + 1 < text.length) {
        b = text[++i];
        if (b == 'u' && i + 4 < text.length && text[i + 1] == '0' && text[i + 2] == '0') {
          b = (byte) ((digit(text[i + 3]) << 4) | digit(text[i + 4]));
          i += 4;
        } else if (b == 'n') {
          b = '\n';
        }
      }
      out[length++] = b;
    }
    return Arrays.copyOf(out, length);
  }

  /** The same text in base64's standard alphabet, without line breaks and blanks. */
  static byte[] standardBase64(byte[] text) {
    byte[] out = new byte[text.length];
    int length = 0;
    for (byte b : text) {
      if (b > ' ' || b < 0) {
        out[length++] = b == '-' ? (byte) '+' : b == '_' ? (byte) '/' : b;
      }
    }
    return Arrays.copyOf(out, length);
  }

  /** The same text with lower-case letters, without blanks and colons between hex digits. */
  static byte[] lowerHex(byte[] text) {
    byte[] out = new byte[text.length];
    int length = 0;
    for (byte b : text) {
      if ((b > ' ' || b < 0) && b != ':') {
        out[length++] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
      }
    }
    return Arrays.copyOf(out, length);
  }

  /** Lower-case hex digits. */
  static byte[] hex(byte[] bytes, int from, int to) {
    byte[] out = new byte[2 * (to - from)];
    for (int i = from; i < to; i++) {
      out[2 * (i - from)] = (byte) Character.forDigit((bytes[i] >> 4) & 15, 16);
      out[2 * (i - from) + 1] = (byte) Character.forDigit(bytes[i] & 15, 16);
    }
    return out;
  }

  private static int digit(byte b) {
    return Character.digit(b, 16);
  }
}
