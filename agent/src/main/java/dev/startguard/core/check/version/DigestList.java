package dev.startguard.core.check.version;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a {@code sha256File}: a list as {@code sha256sum} writes it (of text files, of
 * binary ones with {@code *}, with escaped names, with {@code --tag}), a line of Maven's {@code
 * .sha256} (the digest alone, or a name after it), openssl's, or Subresource Integrity's.
 */
final class DigestList {
  /** No list may be longer, in lines that name something. */
  static final int LINES = 10_000;

  /** No list may be larger, in bytes. */
  static final int BYTES = 4 << 20;

  /** What parts the name of a nested jar from its jar's: {@code app.jar!/BOOT-INF/lib/a.jar}. */
  static final String NESTED = "!/";

  private final List<Line> lines = new ArrayList<>();
  private final List<Line> nested = new ArrayList<>(0);
  private @Nullable String problem;

  /**
   * A digest.
   *
   * @param hex in lower case
   * @param name the file's; empty when the line has none
   * @param number the line's number, from 1
   */
  record Line(String hex, String name, int number) {}

  private DigestList() {}

  /** Reads a list. */
  static DigestList of(byte[] bytes) {
    DigestList list = new DigestList();
    if (bytes.length > BYTES) {
      list.problem = "is larger than 4 MiB";
      return list;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int number = 1;
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    while (start < text.length() && list.problem == null) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      int last = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      list.add(text.substring(start, last), number++);
      start = end + 1;
    }
    if (list.problem == null && list.lines.isEmpty()) {
      list.problem = "holds no digest";
    }
    return list;
  }

  /** Why it is no list, in words that follow its name; null when it is one. */
  @Nullable String problem() {
    return problem;
  }

  /** The files, in the list's order. */
  List<Line> lines() {
    return lines;
  }

  /** The jars within jars. */
  List<Line> nested() {
    return nested;
  }

  private void add(String text, int number) {
    if (text.isBlank() || text.startsWith("#")) { // sha256sum -c skips them too
      return;
    }
    Line line = line(text, number);
    if (line == null) {
      problem = "has no SHA-256 in line " + number + other(text);
    } else if (lines.size() + nested.size() == LINES) {
      problem = "has more than " + LINES + " lines";
    } else {
      (line.name.contains(NESTED) ? nested : lines).add(line);
    }
  }

  private static @Nullable Line line(String text, int number) {
    boolean escaped = text.startsWith("\\");
    String rest = escaped ? text.substring(1) : text;
    String hex;
    String name;
    if (rest.startsWith("SHA256") || rest.startsWith("SHA2-256")) {
      int open = rest.indexOf('(');
      int close = rest.lastIndexOf(')');
      int equals = rest.indexOf('=', Math.max(0, close));
      if (open < 0 || close < open || equals < 0) {
        return null;
      }
      hex = Sha256.read(rest.substring(equals + 1));
      name = rest.substring(open + 1, close);
    } else {
      int end = 0;
      while (end < rest.length() && rest.charAt(end) > ' ') {
        end++;
      }
      hex = Sha256.read(rest.substring(0, end));
      // a blank, then a blank or an asterisk, then the name; old tools write one blank only
      int start = end + 1;
      if (start < rest.length() && (rest.charAt(start) == ' ' || rest.charAt(start) == '*')) {
        start++;
      }
      name = start < rest.length() ? rest.substring(start) : "";
    }
    return hex == null ? null : new Line(hex, escaped ? unescaped(name) : name, number);
  }

  /** {@code \\}, {@code \n} and {@code \r}, as coreutils writes them. */
  private static String unescaped(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' && i + 1 < name.length()) {
        char next = name.charAt(++i);
        out.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String other(String text) {
    int digits = 0;
    while (digits < text.length() && Character.digit(text.charAt(digits), 16) >= 0) {
      digits++;
    }
    return switch (digits) {
      case 32 -> ", but an MD5";
      case 40 -> ", but a SHA-1";
      case 96 -> ", but a SHA-384";
      case 128 -> ", but a SHA-512";
      default -> "";
    };
  }
}
