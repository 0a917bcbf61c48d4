package dev.startguard.manifest.shape;

import java.util.List;
import java.util.Map;

/** Writes maps, lists and scalars as JSON, two spaces a level, what is short on one line. */
final class JsonText {
  private static final int WIDTH = 110;

  private JsonText() {}

  static String of(Object value) {
    return write(value, "") + "\n";
  }

  private static String write(Object value, String indent) {
    String flat = flat(value);
    if (indent.length() + flat.length() <= WIDTH
        || !(value instanceof Map || value instanceof List)) {
      return flat;
    }
    StringBuilder out = new StringBuilder();
    String deeper = indent + "  ";
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) ->
              out.append(out.isEmpty() ? "{\n" : ",\n")
                  .append(deeper)
                  .append(quoted(key.toString()))
                  .append(": ")
                  .append(write(item, deeper)));
      return out.append('\n').append(indent).append('}').toString();
    }
    List<?> list = (List<?>) value;
    if (list.stream().noneMatch(item -> item instanceof Map || item instanceof List)) {
      return filled(list, indent, deeper);
    }
    list.forEach(
        item ->
            out.append(out.isEmpty() ? "[\n" : ",\n").append(deeper).append(write(item, deeper)));
    return out.append('\n').append(indent).append(']').toString();
  }

  /** As many items on a line as fit. */
  private static String filled(List<?> list, String indent, String deeper) {
    StringBuilder out = new StringBuilder("[");
    int start = 0;
    for (int i = 0; i < list.size(); i++) {
      String item = flat(list.get(i)) + (i + 1 < list.size() ? "," : "");
      if (i == 0 || out.length() - start + item.length() > WIDTH) {
        out.append('\n');
        start = out.length();
        out.append(deeper).append(item);
      } else {
        out.append(' ').append(item);
      }
    }
    return out.append('\n').append(indent).append(']').toString();
  }

  private static String flat(Object value) {
    StringBuilder out = new StringBuilder();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) ->
              out.append(out.isEmpty() ? "{ " : ", ")
                  .append(quoted(key.toString()))
                  .append(": ")
                  .append(flat(item)));
      return out.isEmpty() ? "{}" : out.append(" }").toString();
    }
    if (value instanceof List<?> list) {
      list.forEach(item -> out.append(out.isEmpty() ? "[" : ", ").append(flat(item)));
      return out.isEmpty() ? "[]" : out.append("]").toString();
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
