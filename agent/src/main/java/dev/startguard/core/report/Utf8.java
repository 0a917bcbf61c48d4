package dev.startguard.core.report;

import java.nio.charset.StandardCharsets;

/** Lengths in UTF-8 bytes. */
final class Utf8 {
  private Utf8() {}

  /**
   * {@code head}, as many whole lines of {@code middle} as fit, and {@code tail}, in at most {@code
   * limit} bytes; what was left out is said. When even head and tail are too long they are cut
   * between two code points.
   */
  static String fit(String head, String middle, String tail, int limit) {
    String rest = "  (the rest is in the log)\n";
    int room = limit - length(head) - length(tail);
    if (room < 0) {
      return cut(head + tail, limit);
    }
    if (length(middle) <= room) {
      return head + middle + tail;
    }
    StringBuilder lines = new StringBuilder(head);
    room -= length(rest);
    int start = 0;
    for (int end = middle.indexOf('\n'); end >= 0; end = middle.indexOf('\n', start)) {
      String line = middle.substring(start, end + 1);
      room -= length(line);
      if (room < 0) {
        break;
      }
      lines.append(line);
      start = end + 1;
    }
    return lines
        .append(length(rest) + length(head) + length(tail) <= limit ? rest : "")
        .append(tail)
        .toString();
  }

  static String cut(String text, int limit) {
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > limit) {
        return text.substring(0, i);
      }
      i += Character.charCount(point);
    }
    return text;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
