package dev.startguard.manifest;

/**
 * Turns {@code NAME: type} into {@code NAME: { type: type }}, and a bare name into an empty
 * mapping.
 */
final class ShortForms {
  private ShortForms() {}

  static void expand(MappingNode root) {
    expand(root, "env", "type");
    expand(root, "properties", "type");
    expand(root, "secrets", "type");
    expand(root, "flags", "type");
  }

  private static void expand(MappingNode root, String section, String field) {
    if (root.get(section) instanceof MappingNode entries) {
      for (int i = 0; i < entries.pairs().size(); i++) {
        MappingNode.Pair pair = entries.pairs().get(i);
        if (pair.value() instanceof ScalarNode scalar) {
          MappingNode mapping = new MappingNode(pair.key().place());
          if (!scalar.isNull()) {
            mapping.add(new ScalarNode(scalar.place(), field, true), scalar);
          }
          entries.put(pair.key(), mapping);
        }
      }
    }
  }
}
