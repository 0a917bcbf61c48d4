package dev.startguard.manifest.merge;

import dev.startguard.manifest.shape.Shape;
import dev.startguard.manifest.shape.Vocabulary;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays the overrides of one profile over a tree, and takes every {@code profiles} key out. Nothing
 * is changed in place: what has no override is shared with the tree below.
 */
public final class ProfileOverlay {
  private final String profile;
  private final Map<String, Shape> shapes = new HashMap<>();

  public ProfileOverlay(String profile) {
    this.profile = profile;
  }

  public String profile() {
    return profile;
  }

  /** The whole tree as the profile sees it. */
  public MappingNode tree(MappingNode root) {
    MappingNode seen = new MappingNode(root.place());
    for (MappingNode.Pair pair : root.pairs()) {
      Shape shape =
          pair.name().equals("profiles") || !Vocabulary.mayOverride(pair.value(), 3)
              ? null
              : shape(pair.name());
      seen.add(pair.key(), shape == null ? pair.value() : overlay(shape, pair.value()));
    }
    return seen;
  }

  /** A section whose own fields a profile may replace. */
  public MappingNode section(String name, MappingNode section) {
    Shape shape = shape(name);
    return shape == null ? section : (MappingNode) overlay(shape, section);
  }

  /** An entry of a section. */
  public MappingNode entry(String section, MappingNode entry) {
    Shape shape = shape(section);
    Shape item = shape == null ? null : shape.item();
    return item == null ? entry : (MappingNode) overlay(item, entry);
  }

  private @Nullable Shape shape(String section) {
    Shape shape = shapes.get(section);
    if (shape == null) {
      shape = Vocabulary.section(section);
      if (shape != null) {
        shapes.put(section, shape);
      }
    }
    return shape;
  }

  private Node overlay(Shape shape, Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping(shape, mapping);
    }
    Shape item = shape.item();
    if (node instanceof SequenceNode sequence && item != null && item.isProfiled()) {
      List<Node> items = new ArrayList<>();
      for (Node one : sequence.items()) {
        items.add(overlay(item, one));
      }
      return new SequenceNode(sequence.place(), items);
    }
    return node;
  }

  private MappingNode mapping(Shape shape, MappingNode mapping) {
    if (!shape.isProfiled()) {
      return inner(shape, mapping);
    }
    if (!(mapping.get("profiles") instanceof MappingNode overrides)) {
      return mapping;
    }
    MappingNode base = new MappingNode(mapping.place());
    for (MappingNode.Pair pair : mapping.pairs()) {
      if (!pair.name().equals("profiles")) {
        base.add(pair.key(), pair.value());
      }
    }
    return overrides.get(profile) instanceof MappingNode override
        ? FieldMerge.over(shape, base, override)
        : base;
  }

  /** What stands further in: the entries of a section, a file of {@code versions}. */
  private MappingNode inner(Shape shape, MappingNode mapping) {
    MappingNode seen = new MappingNode(mapping.place());
    for (MappingNode.Pair pair : mapping.pairs()) {
      Shape below = null;
      if (!(pair.value() instanceof ScalarNode)) {
        below = shape.kind() == Shape.Kind.ENTRIES ? shape.item() : shape.first(pair.name());
      }
      seen.add(pair.key(), below == null ? pair.value() : overlay(below, pair.value()));
    }
    return seen;
  }
}
