package dev.startguard.manifest.merge;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weakenings of one section's demand by another section: {@code checks.set} lowers a check whose
 * entries an included file declares, a secret takes a source that an included {@code
 * policy.secretSources} leaves out.
 */
final class SectionWeakening {
  private final Weakening weakening;
  private final List<MappingNode> trees;

  private SectionWeakening(Weakening weakening, List<MappingNode> trees) {
    this.weakening = weakening;
    this.trees = trees;
  }

  static void check(Weakening weakening, List<MappingNode> trees, MappingNode merged) {
    SectionWeakening sections = new SectionWeakening(weakening, trees);
    if (merged.get("checks") instanceof MappingNode checks) {
      sections.severities(checks, null);
      if (checks.get("profiles") instanceof MappingNode overrides) {
        for (MappingNode.Pair override : overrides.pairs()) {
          if (override.value() instanceof MappingNode fields) {
            sections.severities(fields, override.name());
          }
        }
      }
    }
    if (merged.get("secrets") instanceof MappingNode secrets) {
      sections.sources(secrets);
    }
  }

  private void severities(MappingNode checks, @Nullable String profile) {
    if (checks.get("set") instanceof MappingNode set) {
      for (MappingNode.Pair pair : set.pairs()) {
        String section = judgedSection(pair.name());
        if (section != null && ((ScalarNode) pair.value()).text().equals("warning")) {
          ManifestLocation demand = undisputed(pair, section);
          if (demand != null) {
            weakening.report(
                "checks",
                "checks",
                "set." + pair.name(),
                "is lower",
                profile,
                pair.value().place(),
                demand);
          }
        }
      }
    }
  }

  /**
   * Where the lowest file that relies on the check's usual severity declares something for it; null
   * when none does.
   */
  private @Nullable ManifestLocation undisputed(MappingNode.Pair severity, String section) {
    int layer = weakening.layer(severity.key().place());
    for (MappingNode tree : trees) {
      boolean setHere =
          tree.get("checks") instanceof MappingNode checks
              && checks.get("set") instanceof MappingNode set
              && set.get(severity.name()) != null;
      if (setHere || weakening.layer(tree.place()) >= layer) {
        return null;
      }
      MappingNode.Pair declared = tree.pair(section);
      if (declared != null) {
        return declared.key().place();
      }
    }
    return null;
  }

  /**
   * The section that a check judges, when the check's usual severity is an error; null otherwise.
   */
  private static @Nullable String judgedSection(String check) {
    return switch (check) {
      case "env-missing", "env-type", "env-constraint" -> "env";
      case "property-missing", "property-type", "property-constraint" -> "properties";
      case "group-unsatisfied" -> "groups";
      case "secret-missing",
          "secret-whitespace",
          "secret-placeholder",
          "secret-weak",
          "secret-exposed",
          "secret-expired",
          "secret-mismatch",
          "secret-reused" ->
          "secrets";
      case "flag-unexpected", "flag-retired", "flag-conflict" -> "flags";
      case "hash-mismatch", "build-mismatch", "library-version", "java-version", "tzdata-version" ->
          "versions";
      case "clock-offset" -> "clock";
      case "timezone-mismatch",
          "locale-mismatch",
          "charset-mismatch",
          "memory-limit",
          "cpu-limit",
          "open-files" ->
          "platform";
      default -> null;
    };
  }

  private void sources(MappingNode secrets) {
    for (MappingNode.Pair secret : secrets.pairs()) {
      if (secret.value() instanceof MappingNode entry) {
        sources(secret.name(), entry, null);
        if (entry.get("profiles") instanceof MappingNode overrides) {
          for (MappingNode.Pair override : overrides.pairs()) {
            if (override.value() instanceof MappingNode fields) {
              sources(secret.name(), fields, override.name());
            }
          }
        }
      }
    }
  }

  /**
   * {@code from} may not name what a file that is included leaves out of {@code
   * policy.secretSources}.
   */
  private void sources(String secret, MappingNode entry, @Nullable String profile) {
    MappingNode.Pair from = entry.pair("from");
    if (from == null) {
      return;
    }
    for (MappingNode tree : trees) {
      if (weakening.layer(tree.place()) >= weakening.layer(from.key().place())) {
        return;
      }
      if (tree.get("policy") instanceof MappingNode policy
          && policy.get("secretSources") instanceof SequenceNode allowed
          && !within(from.value(), allowed)) {
        weakening.report(
            "secrets",
            secret,
            "from",
            "has further items",
            profile,
            from.key().place(),
            allowed.place());
        return;
      }
    }
  }

  private static boolean within(Node from, SequenceNode allowed) {
    if (from instanceof SequenceNode sources) {
      for (Node source : sources.items()) {
        boolean found = false;
        for (Node one : allowed.items()) {
          found |= Tighter.same(one, source);
        }
        if (!found) {
          return false;
        }
      }
    }
    return true;
  }
}
