package dev.startguard.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a JSON document. */
public final class JsonValue {

  /** What it is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  private final Kind kind;
  private final String source;
  private final int start;
  private final int end;
  private final Map<String, JsonValue> members;
  private final List<JsonValue> items;

  /**
   * @param source what holds the value's text from {@code start} to {@code end}: the document, so
   *     that an object within objects is not copied once for each
   */
  JsonValue(
      Kind kind,
      String source,
      int start,
      int end,
      Map<String, JsonValue> members,
      List<JsonValue> items) {
    this.kind = kind;
    this.source = source;
    this.start = start;
    this.end = end;
    this.members = members;
    this.items = items;
  }

  public Kind kind() {
    return kind;
  }

  /** A string's characters; any other value as it is written in the document. */
  public String text() {
    return source.substring(start, end);
  }

  /** An object's members in the order of the document; empty for any other value. */
  public Map<String, JsonValue> members() {
    return members;
  }

  /** An object's member; null when there is none of that name. */
  public @Nullable JsonValue member(String name) {
    return members.get(name);
  }

  /** An array's items; empty for any other value. */
  public List<JsonValue> items() {
    return items;
  }
}
