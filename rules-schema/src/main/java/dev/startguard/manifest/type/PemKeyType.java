package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * A private key in PEM (RFC 7468), by its marks alone; whether it can be read is the secret checks'
 * work.
 */
final class PemKeyType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    return block(text, "PRIVATE KEY-----")
        ? Judgement.fits(text)
        : wrong(text, "not a private key in PEM", "PRIVATE KEY-----");
  }

  /** Whether a block that ends its label so is opened and closed. */
  static boolean block(String text, String label) {
    int begin = begin(text, label);
    return begin >= 0 && text.indexOf("-----END ", begin) > begin;
  }

  private static int begin(String text, String label) {
    for (int at = text.indexOf("-----BEGIN "); at >= 0; at = text.indexOf("-----BEGIN ", at + 1)) {
      int end = text.indexOf("-----", at + 11);
      if (end > 0 && text.startsWith(label, end + 5 - label.length())) {
        return at;
      }
    }
    return -1;
  }

  static Judgement wrong(String text, String problem, String label) {
    String hint = null;
    String fix = null;
    if (begin(text, label) >= 0) {
      hint = "is cut off: its END mark is missing";
    } else if (text.startsWith("-----BEGIN ")) {
      hint = "is PEM of something else";
    } else if (Base64Type.isBase64(text)) {
      hint = "is base64 without the BEGIN and END marks";
    }
    return Causes.wrongType(problem, text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a private key in PEM";
  }
}
