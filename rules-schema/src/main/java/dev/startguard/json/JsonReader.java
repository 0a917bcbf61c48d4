package dev.startguard.json;

import dev.startguard.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON document, as RFC 8259 has it: no comments, no trailing commas, no {@code NaN}.
 * Stricter than the RFC in one thing: a name may stand only once in an object, for readers differ
 * in which one they take.
 */
public final class JsonReader {
  /** How deep objects and arrays may be nested. */
  public static final int DEPTH = 64;

  private final String text;
  private int position;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads the document. A byte-order mark at its start is passed over.
   *
   * @throws JsonException when it is not JSON, or nested deeper than {@link #DEPTH}
   */
  public static JsonValue read(String text) throws JsonException {
    JsonReader reader = new JsonReader(text);
    if (text.startsWith("\uFEFF")) {
      reader.position = 1;
    }
    JsonValue value = reader.value(0);
    reader.blanks();
    if (reader.position < text.length()) {
      throw reader.wrong("more text after the end of the document");
    }
    return value;
  }

  private JsonValue value(int depth) throws JsonException {
    blanks();
    return switch (peek()) {
      case '{' -> object(nested(depth));
      case '[' -> array(nested(depth));
      case '"' -> scalar(Kind.STRING, string());
      case 't' -> scalar(Kind.BOOLEAN, word("true"));
      case 'f' -> scalar(Kind.BOOLEAN, word("false"));
      case 'n' -> scalar(Kind.NULL, word("null"));
      default -> scalar(Kind.NUMBER, number());
    };
  }

  private int nested(int depth) throws JsonException {
    if (depth == DEPTH) {
      throw wrong("nested more than " + DEPTH + " deep");
    }
    return depth + 1;
  }

  private JsonValue object(int depth) throws JsonException {
    int start = position++;
    Map<String, JsonValue> members = new LinkedHashMap<>();
    blanks();
    if (peek() != '}') {
      do {
        blanks();
        int name = position;
        if (peek() != '"') {
          throw wrong("a name in quotes is missing");
        }
        String key = string();
        if (members.containsKey(key)) {
          position = name;
          throw wrong("a name that the object already has");
        }
        blanks();
        take(':', "a colon is missing");
        members.put(key, value(depth));
        blanks();
      } while (passes(','));
    }
    take('}', "a comma or } is missing");
    return new JsonValue(Kind.OBJECT, text, start, position, members, List.of());
  }

  private JsonValue array(int depth) throws JsonException {
    int start = position++;
    List<JsonValue> items = new ArrayList<>();
    blanks();
    if (peek() != ']') {
      do {
        items.add(value(depth));
        blanks();
      } while (passes(','));
    }
    take(']', "a comma or ] is missing");
    return new JsonValue(Kind.ARRAY, text, start, position, Map.of(), items);
  }

  private static JsonValue scalar(Kind kind, String text) {
    return new JsonValue(kind, text, 0, text.length(), Map.of(), List.of());
  }

  private String string() throws JsonException {
    StringBuilder out = new StringBuilder();
    position++;
    for (char c = peek(); c != '"'; c = peek()) {
      if (c < ' ') {
        throw wrong(
            position < text.length()
                ? "a control character in a string"
                : "a string without an end");
      }
      position++;
      out.append(c == '\\' ? escaped() : c);
    }
    position++;
    return out.toString();
  }

  private char escaped() throws JsonException {
    char c = peek();
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      position++;
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (c != 'u') {
      throw wrong("an unknown escape in a string");
    }
    position++;
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw wrong("four hexadecimal digits are missing");
      }
      code = code * 16 + digit;
      position++;
    }
    return (char) code;
  }

  private String word(String word) throws JsonException {
    if (!text.startsWith(word, position)) {
      throw wrong("no JSON value");
    }
    position += word.length();
    return word;
  }

  private String number() throws JsonException {
    int start = position;
    passes('-');
    if (!passes('0')) {
      digits(position < text.length() ? "no JSON value" : "the document ends too early");
    }
    if (passes('.')) {
      digits("a digit is missing");
    }
    if (passes('e') || passes('E')) {
      if (!passes('+')) {
        passes('-');
      }
      digits("a digit is missing");
    }
    return text.substring(start, position);
  }

  private void digits(String otherwise) throws JsonException {
    int start = position;
    while (peek() >= '0' && peek() <= '9') {
      position++;
    }
    if (position == start) {
      throw wrong(otherwise);
    }
  }

  private void take(char wanted, String otherwise) throws JsonException {
    if (!passes(wanted)) {
      throw wrong(position < text.length() ? otherwise : "the document ends too early");
    }
  }

  private boolean passes(char wanted) {
    if (peek() == wanted) {
      position++;
      return true;
    }
    return false;
  }

  private void blanks() {
    for (char c = peek(); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek()) {
      position++;
    }
  }

  /** The next character; NUL, which JSON allows nowhere, at the end. */
  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private JsonException wrong(String problem) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < position && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    int column = text.codePointCount(start, Math.min(position, text.length())) + 1;
    return new JsonException(problem, line, column, position >= text.length());
  }
}
