package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * A signed JSON Web Token (RFC 7519), by its shape alone: three parts of base64url between dots,
 * the first of which is a JSON object. Its times are the secret checks' work; its signature is not
 * checked.
 */
final class JwtType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    int first = text.indexOf('.');
    int second = first < 0 ? -1 : text.indexOf('.', first + 1);
    boolean jwt =
        text.startsWith("ey")
            && second > 0
            && base64url(text, 0, first)
            && base64url(text, first + 1, second)
            && base64url(text, second + 1, text.length());
    return jwt ? Judgement.fits(text) : wrong(text, second);
  }

  private static boolean base64url(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Ascii.letterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return end - start > 1 && (end - start) % 4 != 1;
  }

  private static Judgement wrong(String text, int second) {
    String hint = null;
    String fix = null;
    if (text.regionMatches(true, 0, "Bearer ", 0, 7)) {
      hint = "begins with the header's Bearer";
      fix = "give the token alone";
    } else if (second > 0 && second == text.length() - 1) {
      hint = "is not signed";
    } else if (second < 0) {
      hint = "does not have three parts";
    }
    return Causes.wrongType("not a JSON Web Token", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a JSON Web Token";
  }
}
