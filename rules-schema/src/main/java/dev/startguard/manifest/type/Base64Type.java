package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * Base64 (RFC 4648), with the standard alphabet or the one for URLs, never both; padded fully or
 * not at all; without line breaks. What {@link java.util.Base64}'s decoders read.
 */
final class Base64Type implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    return isBase64(text) ? Judgement.fits(text) : wrong(text);
  }

  /** Whether the text is base64 of at least one byte. */
  static boolean isBase64(String text) {
    int end = text.length();
    while (end > 0 && text.length() - end < 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    boolean padded = end < text.length();
    boolean rightLength = padded ? text.length() % 4 == 0 : end % 4 != 1;
    return end > 1 && rightLength && oneAlphabet(text, end);
  }

  private static boolean oneAlphabet(String text, int end) {
    boolean standard = false;
    boolean url = false;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '+' || c == '/') {
        standard = true;
      } else if (c == '-' || c == '_') {
        url = true;
      } else if (!Ascii.letterOrDigit(c)) {
        return false;
      }
    }
    return !(standard && url);
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    if (text.startsWith("-----BEGIN ")) {
      hint = "is PEM: base64 within marks";
    } else if (text.indexOf('\n') >= 0) {
      hint = "is broken into lines";
      fix = "encode it with base64 -w0";
    } else if (text.indexOf(' ') >= 0) {
      hint = "has a space in it";
    } else if (isBase64(text.replace("=", "")) || isBase64(text + "=") || isBase64(text + "==")) {
      hint = "its padding is not right";
    } else if (text.indexOf('%') >= 0) {
      hint = "is URL-encoded";
    } else {
      hint = "has a character of another alphabet, or was cut off";
    }
    return Causes.wrongType("not base64", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "base64, without line breaks";
  }
}
