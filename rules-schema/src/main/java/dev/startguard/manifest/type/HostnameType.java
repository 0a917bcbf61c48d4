package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * A host name (RFC 1123): labels of ASCII letters, digits and inner hyphens, at most 63 characters
 * each and 253 in all, a dot at the end allowed; or an IPv4 address. Names are not looked up.
 * Compared in lower case.
 */
final class HostnameType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    return isHost(text, 0, text.length()) ? Judgement.fits(Ascii.lower(text)) : wrong(text);
  }

  /** Whether the stretch is a host name or an IPv4 address. */
  static boolean isHost(String text, int start, int end) {
    return isName(text, start, end) || Addresses.v4(text, start, end) >= 0;
  }

  /**
   * Whether the stretch is a host name. A last label of digits alone makes an address of it, right
   * or wrong.
   */
  static boolean isName(String text, int start, int end) {
    int last = end > start && text.charAt(end - 1) == '.' ? end - 1 : end;
    if (last == start || last - start > 253) {
      return false;
    }
    int label = start;
    boolean digits = true;
    for (int i = start; i <= last; i++) {
      char c = i == last ? '.' : text.charAt(i);
      if (c == '.') {
        if (i == label
            || i - label > 63
            || text.charAt(label) == '-'
            || text.charAt(i - 1) == '-') {
          return false;
        }
        if (i < last) {
          label = i + 1;
          digits = true;
        }
      } else if (Ascii.letterOrDigit(c) || c == '-') {
        digits &= Ascii.digit(c);
      } else {
        return false;
      }
    }
    return !digits;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    int colon = text.indexOf(':');
    if (text.contains("://")) {
      hint = "is a URL";
      fix = "give the host alone, or declare it url";
    } else if (Addresses.v6(text, 0, text.length()) != null) {
      hint = "is an IPv6 address";
      fix = "declare it ip";
    } else if (colon > 0 && isHost(text, 0, colon)) {
      hint = "has a port";
      fix = "give the host alone, or declare it host-port";
    } else if (text.indexOf('_') >= 0 && isHost(text.replace('_', 'x'), 0, text.length())) {
      hint = "has an underscore, with which java.net.URI sees no host";
      fix = "rename the host";
    } else if (text.indexOf('/') >= 0) {
      hint = "has a path";
      fix = "give the host alone";
    } else if (nonAscii(text)) {
      hint = "has characters outside ASCII";
      fix = "write an international name as xn--…";
    }
    return Causes.wrongType("not a host name", text, hint, fix);
  }

  private static boolean nonAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String expectation(Fields entry) {
    return "a host name";
  }
}
