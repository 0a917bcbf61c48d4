package dev.startguard.core.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line of JSON (RFC 8259). Always valid UTF-8: a lone surrogate becomes U+FFFD. What
 * moves a cursor or cannot be seen is escaped, although JSON would allow it: these lines end on
 * consoles.
 */
final class Json {
  private final StringBuilder out = new StringBuilder(512);
  private final boolean ascii;
  private boolean comma;

  /**
   * @param ascii whether everything beyond ASCII is to be escaped too
   */
  Json(boolean ascii) {
    this.ascii = ascii;
  }

  Json begin(char bracket) {
    separate();
    out.append(bracket);
    comma = false;
    return this;
  }

  Json end(char bracket) {
    out.append(bracket);
    comma = true;
    return this;
  }

  Json name(String name) {
    string(name);
    out.append(':');
    comma = false;
    return this;
  }

  Json string(@Nullable String text) {
    separate();
    if (text == null) {
      out.append("null");
    } else {
      quote(text);
    }
    return this;
  }

  Json field(String name, @Nullable String text) {
    return name(name).string(text);
  }

  /** The field, unless there is nothing to say. */
  Json given(String name, @Nullable String text) {
    return text == null ? this : field(name, text);
  }

  Json field(String name, long number) {
    name(name).separate();
    out.append(number);
    return this;
  }

  Json field(String name, boolean yes) {
    name(name).separate();
    out.append(yes);
    return this;
  }

  Json field(String name, List<String> texts) {
    name(name).begin('[');
    for (String text : texts) {
      string(text);
    }
    return end(']');
  }

  /** The line, ended by a line feed. */
  String line() {
    return out.append('\n').toString();
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = true;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      switch (point) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> plain(point);
      }
    }
    out.append('"');
  }

  private void plain(int point) {
    int shown =
        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point;
    if (!Printable.unsafe(shown, ascii)) {
      out.appendCodePoint(shown);
      return;
    }
    for (char unit : Character.toChars(shown)) {
      String hex = Integer.toHexString(unit);
      out.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
    }
  }
}
