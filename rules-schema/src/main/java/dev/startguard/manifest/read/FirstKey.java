package dev.startguard.manifest.read;

/**
 * Looks at a file that is not everyday YAML line by line: is it a manifest, and of which service?
 */
final class FirstKey {
  private FirstKey() {}

  /** Whether the first key is {@code startguard}. */
  static boolean isManifest(String text) {
    for (int start = 0; start < text.length(); ) {
      int stop = end(text, start);
      String line = text.substring(start, stop).strip();
      if (!line.isEmpty()
          && line.charAt(0) != '#'
          && line.charAt(0) != '%'
          && !line.equals("---")) {
        return isKey(line, "startguard");
      }
      start = stop + 1;
    }
    return false;
  }

  /** The value of a top-level {@code service} that is one plain word; empty when there is none. */
  static String service(String text) {
    for (int start = 0; start < text.length(); ) {
      int stop = end(text, start);
      if (text.startsWith("service:", start)) {
        String name = text.substring(start + 8, stop).strip();
        return word(name) ? name : "";
      }
      start = stop + 1;
    }
    return "";
  }

  private static boolean isKey(String line, String key) {
    int start = line.startsWith("{") ? 1 : 0;
    while (start < line.length() && line.charAt(start) == ' ') {
      start++;
    }
    int quote = start < line.length() && "\"'".indexOf(line.charAt(start)) >= 0 ? 1 : 0;
    int end = start + quote + key.length();
    if (!line.startsWith(key, start + quote) || (quote == 1 && line.length() == end)) {
      return false;
    }
    return line.substring(end + quote).stripLeading().startsWith(":");
  }

  private static boolean word(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < '0' || c > '9')
          && (c < 'a' || c > 'z')
          && (c < 'A' || c > 'Z')
          && "-_.".indexOf(c) < 0) {
        return false;
      }
    }
    return name.length() <= 100;
  }

  private static int end(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }
}
