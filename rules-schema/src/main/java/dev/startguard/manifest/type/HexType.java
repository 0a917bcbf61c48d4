package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * Bytes in hexadecimal digits of either case, two a byte, nothing between them. Compared in lower
 * case.
 */
final class HexType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    int end = end(text);
    return !text.isEmpty() && end == text.length() && end % 2 == 0
        ? Judgement.fits(Ascii.lower(text))
        : wrong(text, end);
  }

  private static int end(String text) {
    int end = 0;
    while (end < text.length() && Ascii.hex(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static Judgement wrong(String text, int end) {
    String hint = null;
    String fix = null;
    if (end == text.length()) {
      hint = "has an odd number of digits";
    } else if (text.startsWith("0x") || text.startsWith("0X") || text.startsWith("\\x")) {
      hint = "begins with a mark for hexadecimal numbers";
      fix = "give the digits alone";
    } else if (end == 2
        && (text.charAt(2) == ':' || text.charAt(2) == ' ' || text.charAt(2) == '-')) {
      hint = "has something between its bytes";
      fix = "give the digits alone";
    }
    return Causes.wrongType("not hexadecimal", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "hexadecimal digits, two a byte";
  }
}
