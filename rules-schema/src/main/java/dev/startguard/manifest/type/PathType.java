package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * A path: not empty, no control character, no quotes or white space around it. Whether it {@code
 * exists}, may be read or written, and its mode, are the check's work.
 */
final class PathType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    if (!clean(text)) {
      return Causes.wrongType("not a path", text);
    }
    Judgement fits = Judgement.fits(text);
    if (text.startsWith("~")) {
      return fits.withHint(
          "begins with ~, which a shell replaces and Java does not",
          "write the home directory out");
    }
    if (text.startsWith("file:")) {
      return fits.withHint("is a URL", "write the path alone");
    }
    if (windows(text) && java.io.File.separatorChar == '/') {
      return fits.withHint("is a Windows path", "write it as this system does");
    }
    return text.indexOf('$') >= 0
        ? fits.withHint("has a $, which a shell replaces and Java does not", "write the path out")
        : fits;
  }

  private static boolean clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7F || c == '\uFFFD') {
        return false;
      }
    }
    int last = text.length() - 1;
    return last >= 0 && !around(text.charAt(0)) && !around(text.charAt(last));
  }

  private static boolean around(char c) {
    return c == '"' || c == '\'' || c == '\uFEFF' || Character.isWhitespace(c);
  }

  /** Whether the text begins as a path of Windows does: {@code C:\} or {@code C:/}. */
  static boolean windows(String text) {
    return text.length() > 2
        && Ascii.letter(text.charAt(0))
        && text.charAt(1) == ':'
        && (text.charAt(2) == '\\' || text.charAt(2) == '/');
  }

  @Override
  public String expectation(Fields entry) {
    StringBuilder out = new StringBuilder("a path");
    boolean first = true;
    for (String field : new String[] {"exists", "readable", "writable"}) {
      if (entry.flag(field, false)) {
        out.append(first ? " that " : " and ")
            .append(field.equals("exists") ? "" : "is ")
            .append(field);
        first = false;
      }
    }
    String mode = entry.text("maxMode");
    return mode == null ? out.toString() : out.append(", mode at most ").append(mode).toString();
  }
}
