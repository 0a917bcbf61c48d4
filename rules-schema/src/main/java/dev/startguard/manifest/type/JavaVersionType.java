package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * A version of Java as {@link Runtime.Version#parse} reads it: {@code 17}, {@code 21.0.3+9}, {@code
 * 25-ea}.
 */
final class JavaVersionType implements ValueType {
  private static final int LONGEST = 256;

  @Override
  public Judgement judge(String text, Fields entry) {
    return isVersion(text) ? Judgement.fits(text) : wrong(text);
  }

  private static boolean isVersion(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !Ascii.digit(text.charAt(0))) {
      return false;
    }
    try {
      return Runtime.Version.parse(text).feature() > 0;
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    int digit = 0;
    while (digit < text.length() && !Ascii.digit(text.charAt(digit))) {
      digit++;
    }
    if (text.startsWith("1.")) {
      hint = "is written as before Java 9";
      fix = "write the feature number first: 8";
    } else if (digit > 0 && isVersion(text.substring(digit))) {
      hint = "has something before its number";
      fix = "give the number alone: 21.0.3+9";
    } else if (text.endsWith(".0") && text.length() < LONGEST) {
      hint = "ends with .0, which Runtime.Version does not read";
      fix = "leave it out";
    } else if (text.indexOf('[') >= 0 || text.indexOf('(') >= 0 || text.indexOf(',') >= 0) {
      hint = "is a range";
      fix = "ranges stand under versions: java";
    }
    return Causes.wrongType("not a version of Java", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a version of Java: 21.0.3";
  }
}
