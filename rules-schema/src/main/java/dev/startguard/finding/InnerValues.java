package dev.startguard.finding;

import java.nio.charset.StandardCharsets;

/**
 * The values inside a secret that is a URL, properties or JSON: what stands behind {@code key=},
 * and JSON's strings. Any of them may be what is secret about it.
 */
final class InnerValues {
  private static final String DELIMITERS = "&;,)}]\"'";

  private final byte[] text;
  private final int end;
  private int at;
  private String key = "";
  private int from;
  private int to;

  InnerValues(byte[] text, int from, int end) {
    this.text = text;
    this.end = end;
    at = from;
  }

  /** Goes on to the next one; false when there is none. */
  boolean next() {
    while (at < end) {
      byte sign = text[at++];
      if (sign == '=') {
        key = wordBefore(at - 1);
        boolean quoted = at < end && (text[at] == '"' || text[at] == '\'');
        from = quoted ? at + 1 : at;
        to = quoted ? quote(from, text[at]) : delimiter(from);
        at = Math.min(end, quoted ? to + 1 : to);
        return true;
      }
      if (sign == '"') {
        from = at;
        to = quote(from, sign);
        at = Math.min(end, to + 1);
        int colon = afterBlanks(at);
        if (colon == end || text[colon] != ':') {
          return true;
        }
        key = word(from, to);
      }
    }
    return false;
  }

  /** The key that it stands behind, as far as it tells one. */
  String key() {
    return key;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  private int quote(int start, byte closing) {
    int i = start;
    while (i < end && text[i] != closing) {
      i += text[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, end);
  }

  private int delimiter(int start) {
    int i = start;
    while (i < end && (text[i] < 0 || text[i] > ' ') && DELIMITERS.indexOf(text[i]) < 0) {
      i++;
    }
    return i;
  }

  private int afterBlanks(int start) {
    int i = start;
    while (i < end && text[i] >= 0 && text[i] <= ' ') {
      i++;
    }
    return i;
  }

  private String wordBefore(int stop) {
    int start = stop;
    while (start > 0 && inWord(text[start - 1])) {
      start--;
    }
    return word(start, stop);
  }

  private String word(int start, int stop) {
    return new String(text, start, stop - start, StandardCharsets.UTF_8);
  }

  private static boolean inWord(byte sign) {
    return sign == '_' || sign == '-' || sign == '.' || Character.isLetterOrDigit(sign);
  }
}
