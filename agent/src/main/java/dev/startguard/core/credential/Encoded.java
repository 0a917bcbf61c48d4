package dev.startguard.core.credential;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Text that stands for bytes: base64, base64url, hex. */
public final class Encoded {
  private Encoded() {}

  /**
   * The bytes that {@code text[from, to)} stands for, in an array of the caller's own; null when it
   * is not in that encoding. As strict as {@link Base64#getDecoder()}: no line breaks; padding may
   * be left out.
   *
   * @param encoding {@code base64}, {@code base64url} or {@code hex}
   */
  public static byte @Nullable [] decode(byte[] text, int from, int to, String encoding) {
    if (encoding.equals("hex")) {
      return hex(text, from, to);
    }
    byte[] copy = Arrays.copyOfRange(text, from, to);
    try {
      return (encoding.equals("base64") ? Base64.getDecoder() : Base64.getUrlDecoder())
          .decode(copy);
    } catch (IllegalArgumentException notBase64) { // its message quotes a character
      return null;
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /** Base64 that may hold white space, as PEM's body does; null when anything else is in it. */
  static byte @Nullable [] lines(byte[] text, int from, int to) {
    byte[] compact = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (!blank(text[i])) {
        compact[length++] = text[i];
      }
    }
    byte[] decoded = decode(compact, 0, length, "base64");
    Arrays.fill(compact, (byte) 0);
    return decoded;
  }

  static boolean blank(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private static byte @Nullable [] hex(byte[] text, int from, int to) {
    if (((to - from) & 1) != 0) {
      return null;
    }
    byte[] bytes = new byte[(to - from) / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(text[from + 2 * i], 16);
      int low = Character.digit(text[from + 2 * i + 1], 16);
      if (high < 0 || low < 0) {
        Arrays.fill(bytes, (byte) 0);
        return null;
      }
      bytes[i] = (byte) ((high << 4) | low);
    }
    return bytes;
  }
}
