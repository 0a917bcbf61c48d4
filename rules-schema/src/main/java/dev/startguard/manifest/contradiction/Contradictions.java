package dev.startguard.manifest.contradiction;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.shape.Vocabulary;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.List;

/**
 * Finds what is well formed and cannot be meant: {@code manifest-contradiction}. Looks at the
 * manifest as it stands without a profile, then at what each profile changes.
 *
 * <p>This class walks; what is looked for stands in the classes that it loads when the manifest
 * uses what they are about.
 */
public final class Contradictions {
  private Contradictions() {}

  /** Adds a finding for each contradiction of the merged tree. */
  public static void find(MappingNode root, List<Finding> findings) {
    ContradictionScope scope = new ContradictionScope(root, null, findings);
    for (String section : ContradictionScope.VARIABLES) {
      for (MappingNode.Pair pair : scope.section(section).pairs()) {
        if (pair.value() instanceof MappingNode entry && !entry.pairs().isEmpty()) {
          EntryContradictions.check(scope, pair.name(), entry);
        }
      }
    }
    for (MappingNode.Pair pair : scope.section("flags").pairs()) {
      if (pair.value() instanceof MappingNode flag && !flag.pairs().isEmpty()) {
        FlagContradictions.check(scope, pair.name(), flag);
      }
    }
    if (root.get("groups") instanceof SequenceNode groups) {
      GroupContradictions.check(scope, groups);
    }
    if (scope.chained()) {
      ConditionCycles.check(scope);
    }
    if (root.get("clock") != null || root.get("probes") != null) {
      BudgetContradictions.check(scope);
    }
    MappingNode profiles = scope.section("profiles");
    if (profiles.get("default") instanceof ScalarNode otherwise) {
      scope.known("profiles.default", profiles, otherwise);
    }
    if (Vocabulary.mayOverride(root)) {
      ProfileContradictions.find(root, findings);
    }
  }
}
