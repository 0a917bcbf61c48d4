package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/** A version as Semantic Versioning 2.0.0 writes it: {@code 1.2.3}, {@code 1.2.3-rc.1+build.5}. */
final class SemverType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    return isSemver(text) ? Judgement.fits(text) : wrong(text);
  }

  private static boolean isSemver(String text) {
    int end = Math.min(end(text, '-'), end(text, '+'));
    if (!numbers(text.substring(0, end))) {
      return false;
    }
    if (end < text.length() && text.charAt(end) == '-') {
      int plus = end(text, '+');
      if (!identifiers(text, end + 1, plus, true)) {
        return false;
      }
      end = plus;
    }
    return end == text.length() || identifiers(text, end + 1, text.length(), false);
  }

  private static int end(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text.length() : at;
  }

  private static boolean numbers(String core) {
    int at = 0;
    for (int i = 0; i < 3; i++) {
      int end = Ascii.digits(core, at);
      if (end == at || (core.charAt(at) == '0' && end > at + 1)) {
        return false;
      }
      if (i < 2 && (end == core.length() || core.charAt(end) != '.')) {
        return false;
      }
      at = end + 1;
    }
    return at == core.length() + 1;
  }

  /** Dot-separated, none empty; in a pre-release those of digits alone have no leading zero. */
  private static boolean identifiers(String text, int start, int end, boolean preRelease) {
    int at = start;
    boolean digits = true;
    for (int i = start; i <= end; i++) {
      char c = i == end ? '.' : text.charAt(i);
      if (c == '.') {
        if (i == at || (preRelease && digits && i > at + 1 && text.charAt(at) == '0')) {
          return false;
        }
        at = i + 1;
        digits = true;
      } else if (Ascii.letterOrDigit(c) || c == '-') {
        digits &= Ascii.digit(c);
      } else {
        return false;
      }
    }
    return true;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    if (text.length() > 1
        && (text.charAt(0) == 'v' || text.charAt(0) == 'V')
        && isSemver(text.substring(1))) {
      hint = "begins with v, which is a tag's name and no part of the version";
      fix = "remove the v";
    } else if (isSemver(text + ".0") || isSemver(text + ".0.0")) {
      hint = "has fewer than three numbers";
      fix = "write all three: 1.2.0";
    }
    return Causes.wrongType("not a semantic version", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a semantic version: 1.2.3";
  }
}
