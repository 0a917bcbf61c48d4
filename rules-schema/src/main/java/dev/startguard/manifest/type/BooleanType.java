package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code true} or {@code false}, in lower case; other spellings where {@code accept} lists them.
 */
final class BooleanType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    if (text.equals("true") || text.equals("false")) {
      return Judgement.fits(text);
    }
    String meaning = meaning(text);
    if (meaning != null && entry.has("accept") && entry.texts("accept").contains(text)) {
      return Judgement.fits(meaning);
    }
    return wrong(text);
  }

  private static @Nullable String meaning(String text) {
    return switch (text) {
      case "yes", "on", "1" -> "true";
      case "no", "off", "0" -> "false";
      default -> null;
    };
  }

  private static Judgement wrong(String text) {
    boolean parsed = Boolean.parseBoolean(text);
    return Causes.wrongType(
        "not a boolean",
        text,
        parsed
            ? "Boolean.parseBoolean ignores case and makes true of it; other programs do not"
            : "Boolean.parseBoolean makes false of it, as of everything but true",
        meaning(Ascii.lower(text)) == null
            ? "write true or false"
            : "write true or false, or list the spelling under accept");
  }

  @Override
  public String expectation(Fields entry) {
    List<String> accepted = entry.texts("accept");
    StringBuilder out = new StringBuilder("true or false");
    for (int i = 0; i < accepted.size(); i++) {
      out.append(i == 0 ? "; also " : ", ").append(accepted.get(i));
    }
    return out.toString();
  }
}
