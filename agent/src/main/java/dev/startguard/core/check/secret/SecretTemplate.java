package dev.startguard.core.check.secret;

import dev.startguard.core.check.SecretText;

/**
 * Knows a template by its brackets. Those that a generated password may hold by chance must enclose
 * all of it.
 */
final class SecretTemplate {
  private SecretTemplate() {}

  /**
   * Whether {@code [from, to)} is a template: shell, Helm, Jinja, Maven, Windows, or {@code <your
   * secret here>}.
   */
  static boolean in(byte[] bytes, int from, int to, String name) {
    return enclosed(bytes, from, to, "%", "%", "_")
        || enclosed(bytes, from, to, "<", ">", "_-. ")
        || enclosed(bytes, from, to, "@", "@", "_-.")
        || enclosed(bytes, from, to, "#{", "}", "_-.:/ ")
        || enclosed(bytes, from, to, "$(", ")", "_-.:/ ")
        || enclosed(bytes, from, to, "__", "__", "_-.")
        || enclosed(bytes, from, to, "<%", "%>", "_-.=:/ []\"'")
        || (to - from == name.length() + 1
            && bytes[from] == '$'
            && SecretText.at(bytes, from + 1, name))
        || anywhere(bytes, from, to, "${", "}", "_-.:/ ")
        || anywhere(bytes, from, to, "{{", "}}", "_-.:/ |$()\"'");
  }

  private static boolean anywhere(
      byte[] bytes, int from, int to, String open, String close, String others) {
    for (int at = from; at + open.length() < to; at++) {
      if (SecretText.at(bytes, at, open)
          && closes(bytes, at + open.length(), to, close, others) > 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean enclosed(
      byte[] bytes, int from, int to, String open, String close, String others) {
    int inside = from + open.length();
    return inside + close.length() < to
        && SecretText.at(bytes, from, open)
        && (to - close.length() == lastClose(bytes, inside, to, close, others));
  }

  /**
   * Where the closing bracket stands that ends the text, when only a name stands before it; else
   * -1.
   */
  private static int lastClose(byte[] bytes, int inside, int to, String close, String others) {
    int at = to - close.length();
    return SecretText.at(bytes, at, close) && name(bytes, inside, at, others) ? at : -1;
  }

  /** Where the first closing bracket stands, when only a name stands before it; else -1. */
  private static int closes(byte[] bytes, int inside, int to, String close, String others) {
    for (int at = inside + 1; at + close.length() <= to; at++) {
      if (SecretText.at(bytes, at, close)) {
        return name(bytes, inside, at, others) ? at : -1;
      }
    }
    return -1;
  }

  /**
   * Whether only letters, digits and {@code others} stand there, with at least one letter among
   * them.
   */
  private static boolean name(byte[] bytes, int from, int to, String others) {
    boolean letter = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean alphabetic = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      letter |= alphabetic;
      if (!alphabetic && (b < '0' || b > '9') && others.indexOf(b) < 0) {
        return false;
      }
    }
    return letter;
  }
}
