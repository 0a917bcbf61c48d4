package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * A UUID (RFC 9562) in 8-4-4-4-12 hexadecimal digits of either case, of any version. Stricter than
 * {@link java.util.UUID#fromString}, which takes {@code 1-1-1-1-1}. Compared in lower case.
 */
final class UuidType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    return isUuid(text) ? Judgement.fits(Ascii.lower(text)) : wrong(text);
  }

  private static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      if (hyphen ? c != '-' : !Ascii.hex(c)) {
        return false;
      }
    }
    return true;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    if (text.startsWith("{") && text.endsWith("}")) {
      hint = "is in braces";
      fix = "remove them";
    } else if (text.startsWith("urn:uuid:")) {
      hint = "begins with urn:uuid:";
      fix = "remove it";
    } else if (text.length() == 32 && text.indexOf('-') < 0) {
      hint = "has no hyphens";
      fix = "write it in groups of 8-4-4-4-12 digits";
    }
    return Causes.wrongType("not a UUID", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a UUID: 8-4-4-4-12 hexadecimal digits";
  }
}
