package dev.startguard.manifest.type;

import dev.startguard.json.JsonException;
import dev.startguard.json.JsonReader;
import dev.startguard.manifest.Fields;

/**
 * One JSON document (RFC 8259) of any kind, at most {@link JsonReader#DEPTH} deep, no name twice in
 * an object.
 */
final class JsonType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    if (text.startsWith("\uFEFF")) {
      return Causes.wrongType("not JSON", text);
    }
    try {
      JsonReader.read(text);
      return Judgement.fits(text);
    } catch (JsonException invalid) {
      return wrong(text, invalid);
    }
  }

  private static Judgement wrong(String text, JsonException invalid) {
    if (text.startsWith("{'") || text.startsWith("['") || text.startsWith("{ '")) {
      return Judgement.wrongType("not JSON")
          .withHint("JSON's quotes are double", "write \" in place of '");
    }
    // the general causes come last here: {"a": "${B}"} is JSON, and white space around a document
    // is allowed
    Judgement wrong = Judgement.wrongType("not JSON").withHint(invalid.reason());
    boolean quoted = text.length() > 1 && (text.startsWith("'") || text.startsWith("\\\""));
    return quoted ? Causes.wrongType("not JSON", text, invalid.reason(), null) : wrong;
  }

  @Override
  public String expectation(Fields entry) {
    return "a JSON document";
  }
}
