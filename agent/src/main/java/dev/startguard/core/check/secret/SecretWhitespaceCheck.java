package dev.startguard.core.check.secret;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.SecretText;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.Redacted;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;

/**
 * Something invisible, or a pair of quotes, stands around a secret. A shell strips the line feed,
 * Java does not.
 */
public final class SecretWhitespaceCheck implements Check, Redacted.Parser<String> {
  @Override
  public String id() {
    return "secret-whitespace";
  }

  @Override
  public void run(Validation validation) {
    for (Secret secret : validation.manifest().secrets()) {
      if (SecretShape.formatted(secret) && !secret.type().equals("jwt")) {
        continue;
      }
      Redacted value = SecretShape.judged(validation, secret);
      if (value == null) {
        continue;
      }
      String around = value.parse(this);
      if (around.isEmpty()) {
        validation.passed();
      } else {
        report(validation, secret, around, validation.secrets().of(secret).path() != null);
      }
    }
  }

  private void report(Validation validation, Secret secret, String around, boolean file) {
    validation.report(
        SecretFinding.of(validation, id(), Severity.ERROR, secret)
            .gist(around)
            .fix(
                file
                    ? "write it without: printf %s \"$VALUE\" > FILE, not echo"
                    : "set it without; quotes in a .env file may reach the variable")
            .build());
  }

  /** What stands around the text, in words; empty when nothing does, or when it does no harm. */
  @Override
  public String parse(byte[] bytes) {
    int from = SecretText.start(bytes);
    int to = SecretText.end(bytes, from);
    if (utf16(bytes)) {
      return "is UTF-16 with a byte-order mark";
    }
    boolean bare =
        from == 0 && to == bytes.length && !startsInvisibly(bytes) && !endsInvisibly(bytes);
    if (bare
        || SecretShape.binary(bytes)
        || SecretShape.pem(bytes, from, to)
        || SecretShape.json(bytes, from, to)) {
      return "";
    }
    int mark = SecretText.mark(bytes);
    int first = mark;
    while (blank(bytes[first])) {
      first++;
    }
    int last = bytes.length;
    while (blank(bytes[last - 1])) {
      last--;
    }
    String start =
        mark > 0
            ? "starts with a byte-order mark"
            : first > mark
                ? "starts with " + name(bytes[0])
                : startsInvisibly(bytes) ? "starts with an invisible character" : "";
    String end =
        last < bytes.length && !closesAFile(bytes, first, last)
            ? "ends with " + name(bytes[bytes.length - 1])
            : endsInvisibly(bytes) ? "ends with an invisible character" : "";
    String quotes = SecretText.quoted(bytes, first, last) ? "stands in quotes" : "";
    return join(join(start, quotes), end);
  }

  /** Whether one line feed follows a text of several lines: {@code .netrc}, properties. */
  private static boolean closesAFile(byte[] bytes, int first, int last) {
    int end = last < bytes.length && bytes[last] == '\r' ? last + 1 : last;
    for (int i = first; i < last; i++) {
      if (bytes[i] == '\n') {
        return end == bytes.length - 1 && bytes[end] == '\n';
      }
    }
    return false;
  }

  private static String join(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + " and " + other;
  }

  private static String name(byte blank) {
    return switch (blank) {
      case '\n' -> "a line feed";
      case '\r' -> "a carriage return";
      case '\t' -> "a tab";
      case ' ' -> "a blank";
      default -> "a control character";
    };
  }

  /**
   * A blank of Unicode's that no editor shows: U+00A0, U+200B to U+200F, U+2028, U+3000, U+FEFF.
   */
  private static boolean invisible(byte[] bytes, int at, int length) {
    if (at < 0 || at + length > bytes.length) {
      return false;
    }
    int code = 0;
    for (int i = at; i < at + length; i++) {
      code = (code << 8) | (bytes[i] & 0xFF);
    }
    return code == 0xC2A0
        || (code >= 0xE2808B && code <= 0xE2808F)
        || code == 0xE280A8
        || code == 0xE38080
        || code == 0xEFBBBF;
  }

  private static boolean startsInvisibly(byte[] bytes) {
    return invisible(bytes, 0, 2) || invisible(bytes, 0, 3);
  }

  private static boolean endsInvisibly(byte[] bytes) {
    return invisible(bytes, bytes.length - 2, 2) || invisible(bytes, bytes.length - 3, 3);
  }

  /** As PowerShell's {@code >} writes it. */
  private static boolean utf16(byte[] bytes) {
    return bytes.length > 3
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE && bytes[3] == 0)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF && bytes[2] == 0));
  }

  private static boolean blank(byte b) {
    return b >= 0 && b <= ' ';
  }
}
