package dev.startguard.manifest.shape;

import dev.startguard.manifest.number.Quantity;
import dev.startguard.manifest.shape.Shape.Kind;

/**
 * The texts with a grammar: durations, sizes, dates, modes, ranges, digests, addresses. By hand,
 * because the first regular expression of a cold JVM is dear; the schema has the same grammars as
 * patterns, and a test compares them.
 */
final class Formats {
  /** Longer texts fit none of these kinds. */
  static final int LONGEST = 1000;

  private static final String BLANKS = " \t\r\n";

  private Formats() {}

  static boolean fits(Shape shape, String text) {
    if (text.isEmpty()
        || (text.length() > LONGEST && text.codePointCount(0, text.length()) > LONGEST)) {
      return false;
    }
    Kind kind = shape.kind();
    if (kind == Kind.DURATION || kind == Kind.SIZE || kind == Kind.DATE) {
      return quantity(shape, kind, text);
    }
    if (kind == Kind.RANGE) {
      return ranges(text);
    }
    if (kind == Kind.MODE) {
      return text.length() >= 3 && text.length() <= 4 && run(text, 0, "01234567") == text.length();
    }
    if (kind == Kind.DIGEST) {
      return digest(text);
    }
    if (kind == Kind.ADDRESS) {
      return address(text);
    }
    if (kind == Kind.URL) {
      return url(text);
    }
    // what is no scalar fits no text
    return kind == Kind.SOURCE && source(text);
  }

  private static boolean quantity(Shape shape, Kind kind, String text) {
    try {
      if (kind == Kind.DURATION) {
        return Quantity.nanos(text) >= shape.min();
      }
      return kind == Kind.SIZE
          ? Quantity.bytes(text) >= 0
          : Quantity.epochDay(text) > Long.MIN_VALUE;
    } catch (NumberFormatException noQuantity) {
      return false;
    }
  }

  /** 64 hex digits, or Subresource Integrity's {@code sha256-} and base64. */
  private static boolean digest(String text) {
    if (!text.startsWith("sha256-")) {
      return text.length() == 64 && run(text, 0, "0123456789abcdefABCDEF") == 64;
    }
    int end = 7;
    while (end < text.length()
        && (letterOrDigit(text.charAt(end)) || "+/".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end == 50 && text.length() == 51 && text.charAt(end) == '=';
  }

  /**
   * {@code [17,26)}, {@code [17,)}, {@code (,17]}, {@code [17]}, and several with commas between.
   */
  private static boolean ranges(String text) {
    int at = 0;
    while (true) {
      at = range(text, at);
      if (at < 0 || at == text.length()) {
        return at > 0;
      }
      if (text.charAt(at) != ',') {
        return false;
      }
      at = blank(text, at + 1);
    }
  }

  /** Where the range ends that starts at {@code start}; -1 when none does. */
  private static int range(String text, int start) {
    if (start == text.length() || "[(".indexOf(text.charAt(start)) < 0) {
      return -1;
    }
    int low = version(text, start + 1);
    if (low == text.length()) {
      return -1;
    }
    if (text.charAt(low) == ']') {
      return low > start + 1 && text.charAt(start) == '[' ? low + 1 : -1;
    }
    if (text.charAt(low) != ',') {
      return -1;
    }
    int second = blank(text, low + 1);
    int high = version(text, second);
    boolean bounded = low > start + 1 || high > second;
    return bounded && high < text.length() && "])".indexOf(text.charAt(high)) >= 0 ? high + 1 : -1;
  }

  private static int version(String text, int start) {
    int end = start;
    while (end < text.length()
        && (letterOrDigit(text.charAt(end))
            || (end > start && "._+-".indexOf(text.charAt(end)) >= 0))) {
      end++;
    }
    return end;
  }

  private static int blank(String text, int at) {
    return at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
  }

  /** {@code host:port}; either, or the whole, may be {@code ${NAME}}. */
  private static boolean address(String text) {
    if (filled(text, 0) == text.length()) {
      return true;
    }
    int filledPort = text.lastIndexOf(":${");
    if (filledPort > 0 && filled(text, filledPort + 1) == text.length()) {
      return noBlank(text, 0, filledPort);
    }
    int colon = text.lastIndexOf(':');
    return colon > 0 && noBlank(text, 0, colon) && port(text, colon + 1);
  }

  private static boolean url(String text) {
    int start =
        text.startsWith("http://")
            ? 7
            : text.startsWith("https://") ? 8 : Math.max(0, filled(text, 0));
    boolean variable = text.startsWith("${");
    return start > 0 && (variable || start < text.length()) && noBlank(text, start, text.length());
  }

  /** {@code ntp://host}, {@code ntp://host:port}, or a clock that this machine knows. */
  private static boolean source(String text) {
    if (!text.startsWith("ntp://")) {
      return text.equals("chrony") || text.equals("kernel");
    }
    int end;
    if (text.startsWith("[", 6)) {
      int close = run(text, 7, "0123456789abcdefABCDEF:.");
      if (close == 7 || !text.startsWith("]", close)) {
        return false;
      }
      end = close + 1;
    } else {
      end = 6;
      while (end < text.length() && ":/[]".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (end == 6 || !noBlank(text, 6, end)) {
        return false;
      }
    }
    return end == text.length() || (text.charAt(end) == ':' && port(text, end + 1));
  }

  /** Where {@code ${NAME}} ends that starts at {@code start}; -1 when none does. */
  private static int filled(String text, int start) {
    int close = text.startsWith("${", start) ? text.indexOf('}', start) : -1;
    if (close < start + 3
        || text.substring(start + 2, close).indexOf('{') >= 0
        || !noBlank(text, start, close)) {
      return -1;
    }
    return close + 1;
  }

  private static boolean port(String text, int start) {
    int end = run(text, start, "0123456789");
    return end == text.length() && end > start && end - start <= 5;
  }

  private static boolean noBlank(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (BLANKS.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Where the run of these characters ends that starts at {@code start}. */
  private static int run(String text, int start, String characters) {
    int end = start;
    while (end < text.length() && characters.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static boolean letterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
