package dev.startguard.manifest.merge;

import dev.startguard.manifest.number.Numeral;
import dev.startguard.manifest.number.Quantity;
import dev.startguard.manifest.number.VersionRange;
import dev.startguard.manifest.shape.Shape;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two values of one field by the direction in which its {@link Shape} says it is tighter.
 */
final class Tighter {
  private Tighter() {}

  /**
   * How {@code value} is weaker than what is demanded, as a predicate of the field: {@code is
   * higher}; null when it is not weaker, or when no value of the field is.
   */
  static @Nullable String weaker(Shape shape, @Nullable String tighter, Node value, Node demanded) {
    if (tighter == null || value == demanded) {
      return null;
    }
    try {
      return switch (tighter) {
        case "up" -> up(shape, value, demanded);
        case "down" -> down(shape, value, demanded);
        case "subset" -> subset(shape, value, demanded);
        default -> same(value, demanded) ? null : "is another";
      };
    } catch (NumberFormatException ofAnotherKind) {
      // the type has changed, and with it the kind of the limit; the type is compared for itself
      return null;
    }
  }

  private static @Nullable String up(Shape shape, Node value, Node demanded) {
    if (demanded instanceof SequenceNode items) {
      return containsAll(value, items) ? null : "lacks items";
    }
    String now = text(value);
    String then = text(demanded);
    return switch (shape.kind()) {
      case BOOLEAN -> then.equals("true") && !now.equals("true") ? "is switched off" : null;
      case CHOICE -> index(shape, now) < index(shape, then) ? "is lower" : null;
      default -> compare(shape, now, then) < 0 ? "is lower" : null;
    };
  }

  private static @Nullable String down(Shape shape, Node value, Node demanded) {
    String now = text(value);
    String then = text(demanded);
    return switch (shape.kind()) {
      case BOOLEAN -> now.equals("true") && !then.equals("true") ? "is switched on" : null;
      case DATE -> compare(shape, now, then) > 0 ? "is later" : null;
      default -> compare(shape, now, then) > 0 ? "is higher" : null;
    };
  }

  private static @Nullable String subset(Shape shape, Node value, Node demanded) {
    if (demanded instanceof SequenceNode && value instanceof SequenceNode items) {
      return containsAll(demanded, items) ? null : "has further items";
    }
    String now = text(value);
    String then = text(demanded);
    return switch (shape.kind()) {
      case RANGE ->
          VersionRange.of(now).within(VersionRange.of(then)) ? null : "allows more versions";
      case MODE ->
          (Integer.parseInt(now, 8) & ~Integer.parseInt(then, 8)) == 0 ? null : "allows more";
      default -> now.equals(then) ? null : "is another";
    };
  }

  private static int compare(Shape shape, String now, String then) {
    return switch (shape.kind()) {
      case DURATION -> Long.compare(Quantity.nanos(now), Quantity.nanos(then));
      case SIZE -> Long.compare(Quantity.bytes(now), Quantity.bytes(then));
      case DATE -> Long.compare(Quantity.epochDay(now), Quantity.epochDay(then));
      default -> {
        Numeral a = Numeral.ofYaml(now);
        Numeral b = Numeral.ofYaml(then);
        yield a == null || b == null ? 0 : a.compareTo(b);
      }
    };
  }

  private static int index(Shape shape, String word) {
    String[] words = shape.words();
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals(word)) {
        return i;
      }
    }
    return words.length;
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.text() : "";
  }

  private static boolean containsAll(Node list, SequenceNode items) {
    Set<String> texts = new HashSet<>();
    List<Node> others = new ArrayList<>();
    if (list instanceof SequenceNode sequence) {
      for (Node item : sequence.items()) {
        if (item instanceof ScalarNode scalar) {
          texts.add(scalar.text());
        } else {
          others.add(item);
        }
      }
    }
    for (Node item : items.items()) {
      if (item instanceof ScalarNode scalar
          ? !texts.contains(scalar.text())
          : !contains(others, item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(List<Node> nodes, Node wanted) {
    for (Node node : nodes) {
      if (same(node, wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two nodes say the same; the order of fields and of items does not count. */
  static boolean same(Node one, Node other) {
    if (one instanceof ScalarNode a && other instanceof ScalarNode b) {
      return a.text().equals(b.text());
    }
    if (one instanceof SequenceNode a && other instanceof SequenceNode b) {
      return a.items().size() == b.items().size() && containsAll(one, b) && containsAll(other, a);
    }
    if (one instanceof MappingNode a && other instanceof MappingNode b) {
      boolean same = a.pairs().size() == b.pairs().size();
      for (MappingNode.Pair pair : a.pairs()) {
        Node counterpart = b.get(pair.name());
        same = same && counterpart != null && same(pair.value(), counterpart);
      }
      return same;
    }
    return false;
  }
}
