package dev.startguard.manifest.type;

import dev.startguard.finding.NearestName;
import dev.startguard.manifest.Fields;
import java.nio.charset.Charset;

/**
 * A character set that this JVM knows, by its name or an alias, in any case. Compared by its name:
 * {@code UTF-8}.
 */
final class CharsetType implements ValueType {
  private static final int LONGEST = 256;

  @Override
  public Judgement judge(String text, Fields entry) {
    try {
      return text.length() <= LONGEST && Charset.isSupported(text)
          ? Judgement.fits(Charset.forName(text).name())
          : wrong(text);
    } catch (IllegalArgumentException illegalName) {
      return wrong(text);
    }
  }

  private static Judgement wrong(String text) {
    if (Ascii.lower(text).startsWith("utf8mb")) {
      return Causes.wrongType(
          "not a character set", text, "is MySQL's word for UTF-8", "write UTF-8");
    }
    String near =
        text.length() > LONGEST ? null : NearestName.of(text, Charset.availableCharsets().keySet());
    return Causes.wrongType(
        "not a character set", text, near == null ? null : "did you mean " + near + "?", null);
  }

  @Override
  public String expectation(Fields entry) {
    return "a character set: UTF-8";
  }
}
