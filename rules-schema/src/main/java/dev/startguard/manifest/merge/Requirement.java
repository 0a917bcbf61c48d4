package dev.startguard.manifest.merge;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.manifest.shape.Shape;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether an entry has become less required than a file says: by {@code required}, {@code
 * codeDefault} or {@code requiredWhen}, or because a group names it. A bare name is required, so
 * the demand often stands in no field.
 */
final class Requirement {
  private static final int OPTIONAL = 0;
  private static final int CONDITIONAL = 1;
  private static final int ALWAYS = 2;

  private final Weakening weakening;

  /** Of each member of a group, the place where the lowest file names it. */
  private final Map<String, ManifestLocation> grouped = new HashMap<>();

  Requirement(Weakening weakening, List<MappingNode> trees) {
    this.weakening = weakening;
    for (MappingNode tree : trees) {
      if (tree.get("groups") instanceof SequenceNode groups) {
        for (Node group : groups.items()) {
          members((MappingNode) group);
        }
      }
    }
  }

  private void members(MappingNode group) {
    for (MappingNode.Pair pair : group.pairs()) {
      if (pair.value() instanceof SequenceNode members) {
        for (Node member : members.items()) {
          grouped.putIfAbsent(((ScalarNode) member).text(), member.place());
        }
      }
    }
  }

  /** Whether the field is one that decides it, so that it is compared here and not by itself. */
  static boolean decides(String field) {
    return field.equals("required") || field.equals("requiredWhen") || field.equals("codeDefault");
  }

  void check(
      String section,
      String name,
      Shape shape,
      List<MappingNode.Pair> statements,
      MappingNode merged) {
    ManifestLocation group = grouped.get(name);
    if (statements.size() == 1 && group == null) {
      return;
    }
    if (!check(section, name, shape, statements, merged, null)
        && merged.get("profiles") instanceof MappingNode overrides) {
      for (MappingNode.Pair override : overrides.pairs()) {
        if (override.value() instanceof MappingNode fields && decidedBy(fields) != null) {
          check(section, name, shape, statements, merged, override.name());
        }
      }
    }
  }

  private boolean check(
      String section,
      String name,
      Shape shape,
      List<MappingNode.Pair> statements,
      MappingNode merged,
      @Nullable String profile) {
    ManifestLocation group = grouped.get(name);
    MappingNode last = seen(shape, merged, profile);
    int strength = strength(last, group != null);
    MappingNode below = null;
    for (MappingNode.Pair statement : statements) {
      if (!(statement.value() instanceof MappingNode fields)) {
        continue;
      }
      below = below == null ? fields : FieldMerge.over(shape, below, fields);
      MappingNode demanded = seen(shape, below, profile);
      int layer = weakening.layer(statement.key().place());
      int demand = strength(demanded, group != null && weakening.layer(group) <= layer);
      boolean another =
          demand == CONDITIONAL && strength == CONDITIONAL && anotherCondition(demanded, last);
      ManifestLocation cause = demand > strength || another ? cause(last, group) : null;
      if (cause != null && weakening.layer(cause) > layer) {
        MappingNode.Pair field = demanded.pair(demand == CONDITIONAL ? "requiredWhen" : "required");
        weakening.report(
            section,
            name,
            another ? "requiredWhen" : "required",
            another ? "is another" : "is dropped",
            profile,
            cause,
            field == null ? statement.key().place() : field.key().place());
        return true;
      }
    }
    return false;
  }

  private static boolean anotherCondition(MappingNode one, MappingNode other) {
    Node condition = one.get("requiredWhen");
    Node now = other.get("requiredWhen");
    return condition != null && now != null && !Tighter.same(condition, now);
  }

  /** The entry as the profile sees it. */
  private static MappingNode seen(Shape shape, MappingNode entry, @Nullable String profile) {
    return profile != null
            && entry.get("profiles") instanceof MappingNode overrides
            && overrides.get(profile) instanceof MappingNode override
        ? FieldMerge.over(shape, entry, override)
        : entry;
  }

  private static int strength(MappingNode entry, boolean grouped) {
    if (entry.get("required") instanceof ScalarNode required) {
      return required.text().equals("true") ? ALWAYS : OPTIONAL;
    }
    if (entry.get("requiredWhen") != null) {
      return CONDITIONAL;
    }
    return entry.get("codeDefault") != null || grouped ? OPTIONAL : ALWAYS;
  }

  private static MappingNode.@Nullable Pair decidedBy(MappingNode entry) {
    MappingNode.Pair pair = entry.pair("required");
    pair = pair == null ? entry.pair("requiredWhen") : pair;
    return pair == null ? entry.pair("codeDefault") : pair;
  }

  private static @Nullable ManifestLocation cause(
      MappingNode entry, @Nullable ManifestLocation group) {
    MappingNode.Pair decided = decidedBy(entry);
    return decided == null ? group : decided.key().place();
  }
}
