package dev.startguard.finding;

import org.jspecify.annotations.Nullable;

/**
 * Masks what URLs hold of credentials: the user info, and everything from the query on. A password
 * may hold any character, unescaped too; so where a text can be read in two ways, the one that
 * hides more is taken, or nothing is shown at all.
 */
final class UrlMask {
  private static final String MASK = Disclosure.MASK;

  /** With one of these the text may have user info, a query or properties. */
  private static final String SUSPICIOUS = "@?#;=&%";

  private UrlMask() {}

  /** The text without credentials; null when it cannot be told where they are. */
  static @Nullable String mask(String text) {
    int start = start(text);
    if (text.regionMatches(true, start, "jdbc:", 0, 5)) {
      return jdbc(text, start);
    }
    int slashes = text.indexOf("://");
    if (slashes < 0) {
      return text.indexOf('@') < 0 ? withoutQuery(text) : afterLastAt("", text);
    }
    boolean several = text.indexOf("://", slashes + 3) >= 0;
    if (several || !scheme(text, start, slashes)) {
      return any(text, SUSPICIOUS) || !allHosts(text) ? null : text;
    }
    return authority(text.substring(0, slashes + 3), text.substring(slashes + 3));
  }

  /** Whether the text is a URL, or holds one, of which something must be masked. */
  static boolean credentials(String text) {
    boolean url = text.contains("://") || text.regionMatches(true, start(text), "jdbc:", 0, 5);
    return url && !text.equals(mask(text));
  }

  private static @Nullable String jdbc(String text, int start) {
    int driver = wordEnd(text, start + 5);
    if (driver == text.length() || text.charAt(driver) != ':') {
      return driver == text.length() ? text : null;
    }
    if (text.regionMatches(true, start + 5, "oracle:", 0, 7)) {
      return oracle(text, driver + 1);
    }
    int slashes = text.indexOf("//", driver);
    if (slashes >= 0 && words(text, driver, slashes)) {
      return authority(text.substring(0, slashes + 2), text.substring(slashes + 2));
    }
    String head = text.substring(0, driver + 1);
    String rest = text.substring(driver + 1);
    return rest.indexOf('@') < 0 ? head + path(rest) : afterLastAt(head, rest);
  }

  /** {@code jdbc:oracle:thin:user/password@…}: the user info has no slashes before it. */
  private static @Nullable String oracle(String text, int afterDriver) {
    int kind = wordEnd(text, afterDriver);
    if (kind == text.length() || text.charAt(kind) != ':') {
      return null;
    }
    return afterLastAt(text.substring(0, kind + 1), text.substring(kind + 1));
  }

  /**
   * {@code head} and what follows the last {@code @} of {@code rest}; null when there is none, or
   * not for user info.
   */
  private static @Nullable String afterLastAt(String head, String rest) {
    int at = rest.lastIndexOf('@');
    if (at < 0 || any(rest.substring(0, at), "?#;&=")) {
      return null;
    }
    return head + (at == 0 ? "" : MASK) + "@" + path(rest.substring(at + 1));
  }

  private static @Nullable String authority(String head, String rest) {
    int end = 0;
    while (end < rest.length() && "/?#;".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    int at = rest.lastIndexOf('@');
    if (at > end) {
      return null; // an @ in the path or the query, or a password with a slash in it
    }
    if (rest.lastIndexOf('(', at) >= 0) {
      return null; // MySQL's (host=h,user=u,password=p), or a password with a bracket in it
    }
    if (!hosts(rest.substring(at + 1, end))) {
      return null;
    }
    return head + (at < 0 ? "" : at == 0 ? "@" : MASK + "@") + path(rest.substring(at + 1));
  }

  /**
   * The text up to where a query, properties, or anything but a path begins; the rest is masked.
   */
  private static String path(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("?#;=&%(|\"'".indexOf(c) >= 0 || c <= ' ') {
        return i + 1 == text.length() ? text : text.substring(0, i + 1) + MASK;
      }
    }
    return text;
  }

  private static String withoutQuery(String text) {
    int query = text.indexOf('?');
    return query >= 0 && text.indexOf('=', query) > query
        ? text.substring(0, query + 1) + MASK
        : text;
  }

  /** Whether what follows each {@code ://} is a host, as far as it can be told. */
  private static boolean allHosts(String text) {
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      int end = at + 3;
      while (end < text.length() && "/, \t".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (!hosts(text.substring(at + 3, end))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is empty, or hosts with or without ports between commas. */
  private static boolean hosts(String text) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ',') {
        if (!host(text, start, i) && !text.isEmpty()) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static boolean host(String text, int start, int end) {
    int i = start;
    if (i < end && text.charAt(i) == '[') {
      while (i < end
          && (Character.digit(text.charAt(i), 16) >= 0 || "[:.".indexOf(text.charAt(i)) >= 0)) {
        i++;
      }
      if (i == end || text.charAt(i++) != ']') {
        return false;
      }
    } else {
      while (i < end
          && (Character.isLetterOrDigit(text.charAt(i))
              || ".-_${}*".indexOf(text.charAt(i)) >= 0)) {
        i++;
      }
    }
    return i > start && (i == end || (text.charAt(i) == ':' && digits(text, i + 1, end)));
  }

  /** Whether a port stands there: at most five digits. */
  private static boolean digits(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return end - start <= 5;
  }

  /** Where the text starts after blanks and a quote that was kept from a file. */
  private static int start(String text) {
    int start = 0;
    while (start < text.length()
        && (text.charAt(start) <= ' ' || "\"'".indexOf(text.charAt(start)) >= 0)) {
      start++;
    }
    return start;
  }

  private static boolean scheme(String text, int start, int end) {
    return end > start && wordEnd(text, start) == end;
  }

  /** Whether only words with colons between stand there. */
  private static boolean words(String text, int start, int end) {
    int i = start;
    while (i < end && text.charAt(i) == ':') {
      i = wordEnd(text, i + 1);
    }
    return i == end;
  }

  private static int wordEnd(String text, int start) {
    int i = start;
    while (i < text.length()
        && ((text.charAt(i) < 128 && Character.isLetterOrDigit(text.charAt(i)))
            || "+-._".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i;
  }

  private static boolean any(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
