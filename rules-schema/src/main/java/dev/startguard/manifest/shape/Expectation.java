package dev.startguard.manifest.shape;

import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.List;

/** What would be right at a place of a manifest, in the words that stand under the caret. */
final class Expectation {
  private static final int MOST_WORDS = 12;

  private Expectation() {}

  /** What it must be, in a few words. */
  static String noun(Shape shape) {
    return switch (shape.kind()) {
      case MAPPING, ENTRIES ->
          shape.shortFor() == null ? "a mapping" : "a mapping, or its " + shape.shortFor();
      case LIST -> "a list";
      case CONDITION -> "a condition";
      case TEXT, RAW -> "text";
      case NAME -> "a name";
      case CHOICE -> shape.words().length > 4 ? "one of the known words" : "one of " + words(shape);
      case TYPE -> "a type";
      case BOOLEAN -> "true or false";
      case WHOLE -> "a whole number" + range(shape);
      case NUMBER -> "a number" + range(shape);
      case DURATION -> "a time with its unit";
      case SIZE -> "a size with its unit";
      case DATE -> "a date";
      case MODE -> "a file mode";
      case RANGE -> "a version range";
      case DIGEST -> "a SHA-256";
      case ADDRESS -> "host:port";
      case URL -> "a URL";
      case SOURCE -> "a time source";
    };
  }

  /** What it must be, with all that is allowed. */
  static String of(Shape shape) {
    return switch (shape.kind()) {
      case MAPPING -> noun(shape) + ", of " + fields(shape);
      case ENTRIES -> "a mapping by name";
      case LIST -> shape.mayBeEmpty() ? "a list" : "a list of at least one item";
      case CONDITION -> "a condition: { env: NAME, equals: VALUE }";
      case TEXT -> "text that is not blank";
      case RAW ->
          shape.min() == 1 ? "text that is not empty" : "text; quote what YAML takes for null";
      case NAME -> "a name without = and control characters";
      case CHOICE -> "one of " + words(shape);
      case TYPE -> "a type: " + words(shape);
      case BOOLEAN, WHOLE, NUMBER -> noun(shape);
      case DURATION ->
          "a time with its unit: 500ms, 2s, 10m, 14d" + (shape.min() > 0 ? "; not 0" : "");
      case SIZE -> "a size with its unit: 200MiB, 512Mi, 1GB";
      case DATE -> "a date: 2027-03-31";
      case MODE -> "a file mode in three or four octal digits: 0640";
      case RANGE -> "a version range in quotes: \"[17,26)\"";
      case DIGEST -> "a SHA-256: 64 hex digits, or sha256- and base64";
      case ADDRESS -> "an address: host:port";
      case URL -> "a URL of http or https";
      case SOURCE -> "a time source: ntp://HOST, ntp://HOST:PORT, chrony or kernel";
    };
  }

  private static String range(Shape shape) {
    if (shape.min() == -Shape.MOST) {
      return "";
    }
    return shape.max() == Shape.MOST
        ? " from " + shape.min()
        : " from " + shape.min() + " to " + shape.max();
  }

  private static String words(Shape shape) {
    List<String> words = List.of(shape.words());
    return words.size() <= MOST_WORDS
        ? ShapeProblems.words(words)
        : ShapeProblems.words(words.subList(0, MOST_WORDS)) + ", …";
  }

  private static String fields(Shape shape) {
    StringBuilder names = new StringBuilder();
    int count = 0;
    for (Shape field : shape.fields()) {
      if (!field.needsType() && count++ < MOST_WORDS) {
        names.append(count == 1 ? "" : ", ").append(field.name());
      }
    }
    return names.append(count > MOST_WORDS ? ", …" : "").toString();
  }

  /** What stands there instead, where that says anything. Never its text. */
  static String found(Node value) {
    return value instanceof MappingNode
        ? ", not a mapping"
        : value instanceof SequenceNode ? ", not a list" : "";
  }
}
