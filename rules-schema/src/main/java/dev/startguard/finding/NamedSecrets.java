package dev.startguard.finding;

/**
 * Finds a secret by the name that stands before it: {@code password=x}, {@code "apiKey": "x"},
 * {@code --token x}.
 */
final class NamedSecrets {
  private NamedSecrets() {}

  static boolean in(String text) {
    if (scheme(text, "bearer ")
        || scheme(text, "basic ")
        || scheme(text, "digest ")
        || scheme(text, "token ")) {
      return true;
    }
    int end = text.length();
    while (end > 0 && blank(text.charAt(end - 1))) {
      end--;
    }
    // a value follows everything before the last character that is not blank
    for (int i = 1; i < end - 1; i++) {
      char c = text.charAt(i);
      boolean assigns = c == '=' || (c == ':' && !text.startsWith("://", i));
      if ((assigns || blank(c)) && nameBefore(text, i, blank(c))) {
        return true;
      }
    }
    return false;
  }

  private static boolean scheme(String text, String prefix) {
    for (int at = 0; at + prefix.length() < text.length(); at++) {
      if (text.regionMatches(true, at, prefix, 0, prefix.length())) {
        return true;
      }
      if (!blank(text.charAt(at)) && text.charAt(at) != '"' && text.charAt(at) != '\'') {
        return false;
      }
    }
    return false;
  }

  /**
   * Whether a secret's name ends before {@code end}.
   *
   * @param option whether it counts only as an option, after a dash
   */
  private static boolean nameBefore(String text, int end, boolean option) {
    int last = end;
    while (!option && last > 0 && (blank(text.charAt(last - 1)) || quote(text.charAt(last - 1)))) {
      last--;
    }
    int first = last;
    while (first > 0 && namePart(text.charAt(first - 1))) {
      first--;
    }
    if (first == last || (option && text.charAt(first) != '-')) {
      return false;
    }
    return SecretNames.like(text.substring(first, last));
  }

  private static boolean namePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static boolean quote(char c) {
    return c == '"' || c == '\'' || c == '\\';
  }

  private static boolean blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
