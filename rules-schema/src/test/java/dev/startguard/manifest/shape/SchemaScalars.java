package dev.startguard.manifest.shape;

import dev.startguard.manifest.number.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of scalars: as YAML 1.2's core schema reads them, and as text. */
final class SchemaScalars {
  private static final List<String> ANY = List.of("string", "number", "boolean");
  private static final String VERSION = "[0-9A-Za-z][0-9A-Za-z._+-]*";
  private static final String ONE_RANGE =
      "(\\["
          + VERSION
          + "\\]|[\\[(]("
          + VERSION
          + ", ?("
          + VERSION
          + ")?|, ?"
          + VERSION
          + ")[\\])])";
  private static final String FILLED = "\\$\\{[^{} \\t\\r\\n]+\\}";
  static final String RANGE = "^" + ONE_RANGE + "(, ?" + ONE_RANGE + ")*$";
  static final String ADDRESS = "^([^ \\t\\r\\n]+:([0-9]{1,5}|" + FILLED + ")|" + FILLED + ")$";
  static final String URL = "^(https?://[^ \\t\\r\\n]+|" + FILLED + "[^ \\t\\r\\n]*)$";
  static final String SOURCE =
      "^(chrony|kernel|ntp://([^ \\t\\r\\n:/\\[\\]]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?)$";
  private static final String UUID = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";

  private SchemaScalars() {}

  static Map<String, Object> of(Shape shape) {
    return switch (shape.kind()) {
      case TEXT -> ordered("type", ANY, "pattern", "[^ \\t\\r\\n]");
      case RAW -> shape.min() == 1 ? ordered("type", ANY, "minLength", 1) : ordered("type", ANY);
      case NAME -> ordered("type", ANY, "pattern", "^[^=\\u0000-\\u001f\\u007f-\\u009f]+$");
      case CHOICE -> ordered("enum", choice(shape.words()));
      case TYPE -> ordered("enum", List.of(shape.words()));
      case BOOLEAN ->
          ordered("enum", List.of(true, false, "true", "false", "True", "TRUE", "False", "FALSE"));
      case WHOLE ->
          ordered(
              "type",
              List.of("integer", "string"),
              "minimum",
              shape.min(),
              "maximum",
              shape.max(),
              "pattern",
              WholePattern.of(shape.min(), shape.max()));
      case NUMBER ->
          ordered(
              "type",
              List.of("number", "string"),
              "minimum",
              shape.min(),
              "maximum",
              shape.max(),
              "pattern",
              WholePattern.decimal(shape.min(), shape.max()));
      case DURATION ->
          text(
              shape.min() > 0
                  ? "^(?=.*[1-9])" + Quantity.DURATION_PATTERN.substring(1)
                  : Quantity.DURATION_PATTERN);
      case SIZE -> text(Quantity.SIZE_PATTERN);
      case DATE -> text(Quantity.DATE_PATTERN);
      case MODE ->
          ordered(
              "type",
              List.of("integer", "string"),
              "minimum",
              0,
              "maximum",
              7777,
              "pattern",
              "^(0o)?[0-7]{3,4}$");
      case DIGEST -> text("^([0-9A-Fa-f]{64}|sha256-[0-9A-Za-z+/]{43}=)$");
      case RANGE -> bounded(RANGE);
      case ADDRESS -> bounded(ADDRESS);
      case URL -> bounded(URL);
      case SOURCE -> bounded(SOURCE);
      default -> throw new IllegalArgumentException(shape.kind().name());
    };
  }

  private static List<Object> choice(String[] words) {
    List<Object> choice = new ArrayList<>(List.of(words));
    for (String word : words) {
      if (word.matches("[0-9]+")) {
        choice.add(Integer.valueOf(word));
      }
    }
    return choice;
  }

  /**
   * What a fallback of that type must look like; null where no schema can say, and any text is
   * taken.
   */
  static Map<String, Object> fallback(String type) {
    if (type == null) {
      return null;
    }
    return switch (type) {
      case "integer" -> ordered("type", List.of("integer", "string"), "pattern", "^[-+]?[0-9]+$");
      case "decimal" ->
          ordered(
              "type",
              List.of("number", "string"),
              "pattern",
              "^[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,9})?$");
      case "port" ->
          ordered(
              "type",
              List.of("integer", "string"),
              "minimum",
              1,
              "maximum",
              65535,
              "pattern",
              "^[0-9]+$");
      case "duration" -> orZero(Quantity.DURATION_PATTERN);
      case "bytes" -> orZero(Quantity.SIZE_PATTERN);
      case "date" -> text(Quantity.DATE_PATTERN);
      case "uuid" -> text(UUID);
      // said of a string where allowEmpty is known; of the others the reader alone knows
      case "string", "boolean", "enum", "list" -> null;
      default -> ordered("minLength", 1);
    };
  }

  private static Map<String, Object> orZero(String pattern) {
    return ordered(
        "type",
        List.of("integer", "string"),
        "minimum",
        0,
        "maximum",
        0,
        "pattern",
        "^(0|" + pattern.substring(1, pattern.length() - 1) + ")$");
  }

  private static Map<String, Object> text(String pattern) {
    return ordered("type", "string", "pattern", pattern);
  }

  private static Map<String, Object> bounded(String pattern) {
    return ordered("type", "string", "maxLength", Formats.LONGEST, "pattern", pattern);
  }

  static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
