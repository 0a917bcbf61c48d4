package dev.startguard.core.check;

import dev.startguard.core.credential.Encoded;
import java.util.Arrays;

/** Looks at a secret's bytes as text, without making a text of them. */
public final class SecretText {
  private SecretText() {}

  /**
   * Where the text starts: after a byte-order mark, blanks and, when one stands at both ends, a
   * quote.
   */
  public static int start(byte[] bytes) {
    int from = leadingBlanks(bytes, mark(bytes));
    return quoted(bytes, from, trailingBlanks(bytes, from)) ? leadingBlanks(bytes, from + 1) : from;
  }

  /**
   * Where the text ends: before blanks, line feeds and, when one stands at both ends, a quote.
   *
   * @param from what {@link #start} gave
   */
  public static int end(byte[] bytes, int from) {
    int first = leadingBlanks(bytes, mark(bytes));
    int to = trailingBlanks(bytes, first);
    return quoted(bytes, first, to)
        ? Math.max(from, trailingBlanks(bytes, from, to - 1))
        : Math.max(from, to);
  }

  /** The length of a UTF-8 byte-order mark at the beginning: 3 or 0. */
  public static int mark(byte[] bytes) {
    return bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF
        ? 3
        : 0;
  }

  /** Whether the same quote, single or double, stands at both ends of {@code [from, to)}. */
  public static boolean quoted(byte[] bytes, int from, int to) {
    return to - from >= 2
        && bytes[from] == bytes[to - 1]
        && (bytes[from] == '"' || bytes[from] == '\'');
  }

  /** How many characters UTF-8 makes of {@code [from, to)}. */
  public static int characters(byte[] bytes, int from, int to) {
    int characters = 0;
    for (int i = from; i < to; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        characters++;
      }
    }
    return characters;
  }

  public static boolean holds(byte[] bytes, int from, int to, char ascii) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == ascii) {
        return true;
      }
    }
    return false;
  }

  /** Whether the ASCII text stands somewhere in {@code [from, to)}. */
  public static boolean holds(byte[] bytes, int from, int to, String ascii) {
    for (int at = from; at + ascii.length() <= to; at++) {
      if (at(bytes, at, ascii)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the ASCII text stands at {@code at}. */
  public static boolean at(byte[] bytes, int at, String ascii) {
    if (at + ascii.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean decodes(byte[] bytes, int from, int to, String encoding) {
    byte[] decoded = Encoded.decode(bytes, from, to, encoding);
    if (decoded != null) {
      Arrays.fill(decoded, (byte) 0);
    }
    return decoded != null;
  }

  private static int leadingBlanks(byte[] bytes, int start) {
    int from = start;
    while (from < bytes.length && blank(bytes[from])) {
      from++;
    }
    return from;
  }

  private static int trailingBlanks(byte[] bytes, int from) {
    return trailingBlanks(bytes, from, bytes.length);
  }

  private static int trailingBlanks(byte[] bytes, int from, int end) {
    int to = end;
    while (to > from && blank(bytes[to - 1])) {
      to--;
    }
    return to;
  }

  private static boolean blank(byte b) {
    return b >= 0 && b <= ' ';
  }
}
