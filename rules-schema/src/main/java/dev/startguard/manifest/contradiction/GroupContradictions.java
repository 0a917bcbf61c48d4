package dev.startguard.manifest.contradiction;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contradictions of groups: members that nobody declares, or that cannot be in it. */
final class GroupContradictions {
  private GroupContradictions() {}

  static void check(ContradictionScope scope, SequenceNode groups) {
    Map<String, ScalarNode> named = new HashMap<>();
    for (Node item : groups.items()) {
      MappingNode group = (MappingNode) item;
      if (group.get("name") instanceof ScalarNode name) {
        ScalarNode earlier = named.putIfAbsent(name.text(), name);
        if (earlier != null) {
          scope.report(
              scope
                  .about(name.text(), group, "is the name of two groups")
                  .at(name.place(), "the second")
                  .related(earlier.place(), "the first")
                  .fix("give each group a name of its own"));
        }
      }
      check(scope, group);
    }
  }

  /** Checks one group, as the scope's profile sees it. */
  static void check(ContradictionScope scope, MappingNode group) {
    String name = new Fields(group).text("name", "");
    for (MappingNode.Pair pair : group.pairs()) {
      if (pair.value() instanceof SequenceNode members) {
        members(scope, name, group, pair.key(), members);
      }
    }
  }

  private static void members(
      ContradictionScope scope,
      String name,
      MappingNode group,
      ScalarNode kind,
      SequenceNode members) {
    boolean oneAtMost =
        kind.text().equals("exactlyOneOf") || kind.text().equals("mutuallyExclusive");
    Node required = null;
    for (Node item : members.items()) {
      ScalarNode member = (ScalarNode) item;
      MappingNode entry = scope.variable(member.text());
      if (entry == null) {
        scope.undeclared(name, group, member, ContradictionScope.VARIABLES);
        continue;
      }
      Node always = oneAtMost ? alwaysRequired(entry) : null;
      if (always != null && required != null) {
        scope.report(
            scope
                .about(
                    name, group, "can never be satisfied: two of its members are always required")
                .at(kind.place(), "at most one of them may be set")
                .related(required.place(), "always required")
                .related(always.place(), "always required too")
                .fix("remove required: true: a group's members are not required on their own"));
      }
      required = always == null ? required : always;
    }
  }

  private static @Nullable Node alwaysRequired(MappingNode entry) {
    return entry.get("required") instanceof ScalarNode required && required.text().equals("true")
        ? required
        : null;
  }
}
