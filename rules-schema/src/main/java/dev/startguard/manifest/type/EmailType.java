package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * One e-mail address as programs use them, {@code name@host}: the local part of unquoted ASCII
 * atoms (RFC 5322's dot-atom, at most 64 characters), the host a host name; at most 254 characters.
 * No display name, no quoted local part, no address literal.
 */
final class EmailType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    int at = text.lastIndexOf('@');
    boolean email =
        text.length() <= 254
            && at > 0
            && at <= 64
            && localPart(text, at)
            && HostnameType.isName(text, at + 1, text.length());
    return email ? Judgement.fits(text) : wrong(text);
  }

  private static boolean localPart(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean dot = c == '.' && i > 0 && i < end - 1 && text.charAt(i - 1) != '.';
      if (!dot && !Ascii.letterOrDigit(c) && "!#$%&'*+/=?^_`{|}~-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    int at = text.indexOf('@');
    if (at < 0) {
      hint = "has no @";
    } else if (text.indexOf('<') >= 0) {
      hint = "has a display name";
      fix = "give the address alone";
    } else if (text.indexOf(',') > 0 || text.indexOf(';') > 0) {
      hint = "has more than one address";
      fix = "declare it { type: list, of: email }";
    } else if (text.startsWith("mailto:")) {
      hint = "is a URI";
      fix = "remove mailto:";
    }
    return Causes.wrongType("not an e-mail address", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "an e-mail address";
  }
}
