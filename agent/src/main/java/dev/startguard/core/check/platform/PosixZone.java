package dev.startguard.core.check.platform;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The zone that a POSIX {@code TZ} string describes: {@code EST5EDT4,M3.2.0,M11.1.0} (IEEE Std
 * 1003.1, section 8.3).
 *
 * @param offsetSeconds standard time, in seconds east of Greenwich; the string counts them west of
 *     it
 * @param summerTime whether it names a summer time
 */
record PosixZone(int offsetSeconds, boolean summerTime) {

  /** Parses the string; null when it is none. The dates of summer time are not looked at. */
  static @Nullable PosixZone parse(String text) {
    int name = nameEnd(text, 0);
    int offset = name < 0 ? -1 : offsetEnd(text, name);
    if (offset < 0) {
      return null;
    }
    int seconds = -seconds(text, name, offset);
    if (offset == text.length()) {
      return new PosixZone(seconds, false);
    }
    return nameEnd(text, offset) < 0 ? null : new PosixZone(seconds, true);
  }

  /**
   * The rules at the end of a compiled zone file (TZif, RFC 8536, section 3.3), which hold from now
   * on; null when it is no such file, or of version 1, which has none.
   */
  static @Nullable PosixZone ofFile(byte[] file) {
    int end = file.length - 1;
    if (file.length < 6
        || file[0] != 'T'
        || file[1] != 'Z'
        || file[2] != 'i'
        || file[3] != 'f'
        || file[end] != '\n') {
      return null;
    }
    int start = end;
    while (start > 0 && file[start - 1] != '\n') {
      start--;
    }
    return parse(new String(file, start, end - start, StandardCharsets.US_ASCII));
  }

  /** Behind the name that starts there, three letters or {@code <+03>}; -1 when there is none. */
  private static int nameEnd(String text, int start) {
    if (start < text.length() && text.charAt(start) == '<') {
      int end = text.indexOf('>', start);
      return end < start + 4 ? -1 : end + 1;
    }
    int end = start;
    while (end < text.length() && letter(text.charAt(end))) {
      end++;
    }
    return end < start + 3 ? -1 : end;
  }

  private static boolean letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** Behind {@code [+|-]h[h][:mm[:ss]]}; -1 when it does not stand there, or is over 24 hours. */
  private static int offsetEnd(String text, int start) {
    int end = start;
    if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-')) {
      end++;
    }
    int digits = end;
    while (end < text.length()
        && ((text.charAt(end) >= '0' && text.charAt(end) <= '9') || text.charAt(end) == ':')) {
      end++;
    }
    if (end == digits || text.charAt(digits) == ':' || text.charAt(end - 1) == ':') {
      return -1;
    }
    int seconds = seconds(text, start, end);
    return seconds < -86_400 || seconds > 86_400 ? -1 : end;
  }

  private static int seconds(String text, int start, int end) {
    boolean negative = text.charAt(start) == '-';
    int unit = 3600;
    int sum = 0;
    int number = 0;
    for (int i = negative || text.charAt(start) == '+' ? start + 1 : start; i < end; i++) {
      if (text.charAt(i) == ':') {
        sum += number * unit;
        unit /= 60;
        number = 0;
      } else {
        number = Math.min(number * 10 + text.charAt(i) - '0', 1000); // what is too large stays so
      }
    }
    sum += number * unit;
    return negative ? -sum : sum;
  }
}
