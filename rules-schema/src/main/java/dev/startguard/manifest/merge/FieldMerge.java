package dev.startguard.manifest.merge;

import dev.startguard.manifest.shape.Shape;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * Lays one statement about an entry over another, field by field: a profile's override over its
 * base, an including file over the included one. Lists and conditions are replaced whole, mappings
 * are merged.
 */
final class FieldMerge {
  private FieldMerge() {}

  /** Both in one: {@code upper} wins. Neither is changed. */
  static MappingNode over(Shape shape, MappingNode lower, MappingNode upper) {
    String type = shape.typeOf(upper.get("type") == null ? lower : upper);
    MappingNode merged = new MappingNode(upper.place());
    for (MappingNode.Pair below : lower.pairs()) {
      MappingNode.Pair above = upper.pair(below.name());
      if (above != null) {
        merged.add(above.key(), value(shape, type, below, above));
      } else if (!replaced(shape, type, below.name(), upper)) {
        merged.add(below.key(), below.value());
      }
    }
    for (MappingNode.Pair above : upper.pairs()) {
      merged.add(above.key(), above.value());
    }
    return merged;
  }

  private static Node value(
      Shape shape, @Nullable String type, MappingNode.Pair below, MappingNode.Pair above) {
    if (below.value() instanceof MappingNode lower && above.value() instanceof MappingNode upper) {
      if (shape.isProfiled() && above.name().equals("profiles")) {
        return overrides(shape, lower, upper);
      }
      Shape field = field(shape, above.name(), type);
      if (field != null && merges(field)) {
        return over(field, lower, upper);
      }
    }
    return above.value();
  }

  private static MappingNode overrides(Shape shape, MappingNode lower, MappingNode upper) {
    MappingNode merged = new MappingNode(upper.place());
    for (MappingNode.Pair below : lower.pairs()) {
      MappingNode.Pair above = upper.pair(below.name());
      if (above == null) {
        merged.add(below.key(), below.value());
      } else if (below.value() instanceof MappingNode less
          && above.value() instanceof MappingNode more) {
        merged.add(above.key(), over(shape, less, more));
      }
    }
    for (MappingNode.Pair above : upper.pairs()) {
      merged.add(above.key(), above.value());
    }
    return merged;
  }

  /** The shape of a field, or of a named entry. */
  static @Nullable Shape field(Shape shape, String name, @Nullable String type) {
    return shape.kind() == Shape.Kind.ENTRIES ? shape.item() : shape.field(name, type);
  }

  /**
   * Whether two mappings of that shape become one; otherwise the upper one takes the place of the
   * lower.
   */
  static boolean merges(Shape shape) {
    return shape.kind() == Shape.Kind.MAPPING || shape.kind() == Shape.Kind.ENTRIES;
  }

  /**
   * Whether a field of the lower statement has no place beside the upper one: it is for another
   * type, only one of the two may stand, or the upper one says anew when the entry is required.
   */
  private static boolean replaced(
      Shape shape, @Nullable String type, String name, MappingNode upper) {
    if (shape.kind() != Shape.Kind.MAPPING || name.equals("profiles")) {
      return false;
    }
    if (upper.get("type") != null && shape.field(name, type) == null) {
      return true;
    }
    if ((name.equals("required") && upper.get("requiredWhen") != null)
        || (name.equals("requiredWhen") && upper.get("required") != null)) {
      return true;
    }
    for (String[] alternatives : shape.exactlyOne()) {
      if (contains(alternatives, name)) {
        for (String other : alternatives) {
          if (!other.equals(name) && upper.get(other) != null) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean contains(String[] names, String name) {
    for (String one : names) {
      if (one.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
