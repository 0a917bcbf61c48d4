package dev.startguard.manifest.merge;

import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Severity;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.shape.DemandedBy;
import dev.startguard.manifest.shape.Shape;
import dev.startguard.manifest.tree.MappingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where an including file weakens what an included one demands: {@code manifest-weakened}.
 * What stands in the end is compared with what each file says, in the direction that the field's
 * {@link Shape} gives.
 *
 * <p>A file may weaken itself: an included file's own profile override is its own business.
 */
public final class Weakening {
  private final List<MappingNode> trees;
  private final Map<SourceFile, Integer> layers = new HashMap<>();
  private final Waivers waivers = new Waivers();
  private final Requirement requirement;
  private final List<Finding> findings;

  /**
   * @param trees the files' trees, each after everything that it includes
   */
  public Weakening(List<MappingNode> trees, List<Finding> findings) {
    this.trees = trees;
    this.findings = findings;
    for (MappingNode tree : trees) {
      layers.put(tree.place().source(), layers.size());
      waivers.add(tree);
    }
    requirement = new Requirement(this, trees);
  }

  public Waivers waivers() {
    return waivers;
  }

  /**
   * Where the file of a place stands in the order of merging; what it includes stands before it.
   */
  int layer(ManifestLocation place) {
    Integer layer = layers.get(place.source());
    return layer == null ? -1 : layer;
  }

  /** Compares a merged entry, or a section that is one, with what each file says of it. */
  void entry(
      String section,
      String subject,
      Shape shape,
      List<MappingNode.Pair> statements,
      MappingNode merged) {
    if (section.equals("env") || section.equals("properties") || section.equals("secrets")) {
      requirement.check(section, subject, shape, statements, merged);
    }
    if (statements.size() > 1) {
      new EntryWeakening(this, section, subject, shape, statements, merged).check();
    }
  }

  /** Compares what one section says with what another demands of it. */
  void acrossSections(MappingNode merged) {
    SectionWeakening.check(this, trees, merged);
  }

  /**
   * Reports, unless an exception allows it.
   *
   * @param path the field, and what is within it, with dots
   * @param how a predicate of the field: {@code is higher}
   * @param at what weakens
   * @param demand what it weakens
   */
  void report(
      String section,
      String entry,
      String path,
      String how,
      @Nullable String profile,
      ManifestLocation at,
      ManifestLocation demand) {
    int dot = path.indexOf('.');
    String field = dot < 0 ? path : path.substring(0, dot);
    String subject = subject(section, entry, path, field);
    String check = DemandedBy.check(section, subject, field);
    if (waivers.allow(check, subject, profile)) {
      return;
    }
    FindingBuilder finding =
        Finding.of("manifest-weakened", Severity.ERROR, subject)
            .gist("is weaker than " + demand.source().name() + " demands: " + path + " " + how)
            .at(at, path + " " + how)
            .related(demand, "demanded here")
            .owner(at.source().owner(), at.source().runbook());
    if (profile != null) {
      finding.note("profile", profile);
    }
    findings.add(
        finding
            .fix("keep to what " + demand.source().name() + " demands")
            .fix(
                "allow it under checks.exceptions: { check: "
                    + check
                    + ", subject: "
                    + subject
                    + ", reason: ..., until: ... }")
            .build());
  }

  private static String subject(String section, String entry, String path, String field) {
    return switch (section) {
      case "policy", "checks", "profiles", "process", "runtime" -> section + "." + path;
      case "platform" -> field.equals("severity") ? section : field;
      default -> entry;
    };
  }
}
