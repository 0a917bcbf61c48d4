package dev.startguard.manifest.merge;

import dev.startguard.manifest.shape.Shape;
import dev.startguard.manifest.shape.Vocabulary;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one manifest of a file and what it includes: entry by entry, and within an entry field by
 * field, where the including file wins. What is said in one file alone is shared with that file's
 * tree.
 *
 * <p>Linear in the number of statements: each name is looked at once, with all that the files say
 * of it.
 */
public final class IncludeMerge {
  private final List<MappingNode> layers;
  private final Weakening weakening;

  private IncludeMerge(List<MappingNode> layers, Weakening weakening) {
    this.layers = layers;
    this.weakening = weakening;
  }

  /**
   * Merges.
   *
   * @param layers the files' trees, each after everything that it includes: the root manifest is
   *     the last
   * @param weakening is told of everything that one file says over another
   */
  public static MappingNode merge(List<MappingNode> layers, Weakening weakening) {
    return new IncludeMerge(layers, weakening).merge();
  }

  private MappingNode merge() {
    MappingNode root = layers.get(layers.size() - 1);
    MappingNode merged = new MappingNode(root.place());
    for (List<MappingNode.Pair> statements : byName(layers).values()) {
      MappingNode.Pair last = statements.get(statements.size() - 1);
      switch (last.name()) {
        case "include" -> {}
        case "startguard", "service", "owner", "runbook" -> {
          if (root.pair(last.name()) == last) {
            merged.add(last.key(), last.value());
          }
        }
        case "groups" -> merged.add(last.key(), groups(statements));
        default -> {
          Shape shape = Vocabulary.section(last.name());
          merged.add(
              last.key(), shape == null ? last.value() : section(last.name(), shape, statements));
        }
      }
    }
    weakening.acrossSections(merged);
    return merged;
  }

  private Node section(String name, Shape shape, List<MappingNode.Pair> statements) {
    if (name.equals("versions")) {
      MappingNode versions = new MappingNode(statements.get(statements.size() - 1).value().place());
      for (List<MappingNode.Pair> fields : byName(mappings(statements)).values()) {
        MappingNode.Pair last = fields.get(fields.size() - 1);
        Shape field = shape.first(last.name());
        versions.add(
            last.key(), field == null ? last.value() : versions(last.name(), field, fields));
      }
      return versions;
    }
    return shape.kind() == Shape.Kind.ENTRIES
        ? entries(name, shape, statements)
        : entry(name, name, shape, statements);
  }

  /** A part of {@code versions}: one entry, or entries under names. */
  private Node versions(String name, Shape shape, List<MappingNode.Pair> statements) {
    return shape.kind() == Shape.Kind.ENTRIES
        ? entries(name, shape, statements)
        : entry("versions", name, shape, statements);
  }

  private Node entries(String section, Shape shape, List<MappingNode.Pair> statements) {
    Shape item = shape.item();
    MappingNode merged = new MappingNode(statements.get(statements.size() - 1).value().place());
    for (List<MappingNode.Pair> named : byName(mappings(statements)).values()) {
      MappingNode.Pair last = named.get(named.size() - 1);
      merged.add(
          last.key(), item == null ? last.value() : entry(section, last.name(), item, named));
    }
    return merged;
  }

  private Node entry(
      String section, String subject, Shape shape, List<MappingNode.Pair> statements) {
    Node merged = statements.get(0).value();
    for (MappingNode.Pair statement : statements.subList(1, statements.size())) {
      merged =
          merged instanceof MappingNode lower && statement.value() instanceof MappingNode upper
              ? FieldMerge.over(shape, lower, upper)
              : statement.value();
    }
    if (merged instanceof MappingNode entry) {
      weakening.entry(section, subject, shape, statements, entry);
    }
    return merged;
  }

  /** Groups are entries under their {@code name}, though they stand in a list. */
  private Node groups(List<MappingNode.Pair> statements) {
    Shape shape = Vocabulary.section("groups");
    Shape item = shape == null ? null : shape.item();
    List<MappingNode> byName = new ArrayList<>();
    for (MappingNode.Pair statement : statements) {
      MappingNode named = new MappingNode(statement.value().place());
      if (statement.value() instanceof SequenceNode list) {
        for (Node group : list.items()) {
          if (((MappingNode) group).get("name") instanceof ScalarNode name
              && named.add(name, group) != null) {
            // two of one name in one file are a contradiction; both must be left for it to be found
            named.add(
                new ScalarNode(name.place(), name.text() + "\n" + named.pairs().size(), false),
                group);
          }
        }
      }
      byName.add(named);
    }
    List<Node> merged = new ArrayList<>();
    for (List<MappingNode.Pair> named : byName(byName).values()) {
      MappingNode.Pair last = named.get(named.size() - 1);
      merged.add(item == null ? last.value() : entry("groups", last.name(), item, named));
    }
    return new SequenceNode(statements.get(statements.size() - 1).value().place(), merged);
  }

  private static List<MappingNode> mappings(List<MappingNode.Pair> statements) {
    List<MappingNode> mappings = new ArrayList<>(statements.size());
    for (MappingNode.Pair statement : statements) {
      if (statement.value() instanceof MappingNode mapping) {
        mappings.add(mapping);
      }
    }
    return mappings;
  }

  /** Everything that is said under each name, in the order of the layers. */
  private static Map<String, List<MappingNode.Pair>> byName(List<MappingNode> mappings) {
    Map<String, List<MappingNode.Pair>> byName = new LinkedHashMap<>();
    for (MappingNode mapping : mappings) {
      for (MappingNode.Pair pair : mapping.pairs()) {
        List<MappingNode.Pair> statements = byName.get(pair.name());
        if (statements == null) {
          statements = new ArrayList<>(2);
          byName.put(pair.name(), statements);
        }
        statements.add(pair);
      }
    }
    return byName;
  }
}
