package dev.startguard.manifest.contradiction;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.merge.ProfileOverlay;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for contradictions in what each profile changes, and in nothing else. Loaded when there are
 * overrides.
 */
final class ProfileContradictions {
  private final MappingNode root;
  private final List<Finding> findings;
  private final ContradictionScope base;
  private final Map<String, ContradictionScope> scopes = new LinkedHashMap<>();
  private final Set<String> budgeted = new HashSet<>();

  private ProfileContradictions(MappingNode root, List<Finding> findings) {
    this.root = root;
    this.findings = findings;
    base = new ContradictionScope(root, null, findings);
  }

  static void find(MappingNode root, List<Finding> findings) {
    ProfileContradictions contradictions = new ProfileContradictions(root, findings);
    for (String section : ContradictionScope.VARIABLES) {
      contradictions.entries(section);
    }
    contradictions.entries("flags");
    contradictions.names();
    contradictions.groups();
    contradictions.cycles();
    contradictions.budgets();
  }

  /** Every profile that is overridden must be known. */
  private void names() {
    for (MappingNode.Pair section : root.pairs()) {
      switch (section.name()) {
        case "profiles" -> {}
        case "env", "properties", "secrets", "flags", "probes" -> namesWithin(section.value());
        case "groups" -> {
          for (Node group : ((SequenceNode) section.value()).items()) {
            names(new Fields((MappingNode) group).text("name", ""), group);
          }
        }
        case "versions" -> {
          namesWithin(section.value());
          namesWithin(base.section("versions").get("files"));
          namesWithin(base.section("versions").get("libraries"));
        }
        default -> names(section.name(), section.value());
      }
    }
  }

  private void namesWithin(@Nullable Node entries) {
    if (entries instanceof MappingNode named) {
      boolean versions = entries == root.get("versions");
      for (MappingNode.Pair pair : named.pairs()) {
        if (!versions || !(pair.name().equals("files") || pair.name().equals("libraries"))) {
          names(pair.name(), pair.value());
        }
      }
    }
  }

  private void names(String subject, Node entry) {
    for (MappingNode.Pair override : overrides(entry)) {
      base.known(subject, entry, override.key());
    }
  }

  private void entries(String section) {
    for (MappingNode.Pair pair : base.section(section).pairs()) {
      for (MappingNode.Pair override : overrides(pair.value())) {
        ContradictionScope scope = scope(override.name());
        MappingNode entry = scope.entry(section, pair.name());
        if (entry != null && section.equals("flags")) {
          FlagContradictions.check(scope, pair.name(), entry);
        } else if (entry != null) {
          EntryContradictions.check(scope, pair.name(), entry);
        }
      }
    }
  }

  private void cycles() {
    for (ContradictionScope scope : scopes.values()) {
      if (scope.chained()) {
        ConditionCycles.check(scope);
      }
    }
  }

  private void groups() {
    if (root.get("groups") instanceof SequenceNode groups) {
      for (Node item : groups.items()) {
        for (MappingNode.Pair override : overrides(item)) {
          ContradictionScope scope = scope(override.name());
          GroupContradictions.check(scope, scope.seen("groups", (MappingNode) item));
        }
      }
    }
  }

  private void budgets() {
    budgets(root.get("policy"));
    budgets(root.get("clock"));
    if (root.get("probes") instanceof MappingNode probes) {
      for (MappingNode.Pair probe : probes.pairs()) {
        budgets(probe.value());
      }
    }
  }

  private void budgets(@Nullable Node overridden) {
    for (MappingNode.Pair override : overrides(overridden)) {
      if (budgeted.add(override.name())) {
        BudgetContradictions.check(scope(override.name()));
      }
    }
  }

  private static List<MappingNode.Pair> overrides(@Nullable Node entry) {
    return entry instanceof MappingNode mapping
            && mapping.get("profiles") instanceof MappingNode overrides
        ? overrides.pairs()
        : List.of();
  }

  private ContradictionScope scope(String profile) {
    ContradictionScope scope = scopes.get(profile);
    if (scope == null) {
      scope = new ContradictionScope(root, new ProfileOverlay(profile), findings);
      scopes.put(profile, scope);
    }
    return scope;
  }
}
