package dev.startguard.manifest;

import dev.startguard.finding.Finding;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.contradiction.Contradictions;
import dev.startguard.manifest.merge.IncludeMerge;
import dev.startguard.manifest.merge.Waivers;
import dev.startguard.manifest.merge.Weakening;
import dev.startguard.manifest.read.FindingOrder;
import dev.startguard.manifest.read.Includes;
import dev.startguard.manifest.read.ManifestFile;
import dev.startguard.manifest.shape.ShapePass;
import dev.startguard.manifest.tree.MappingNode;
import java.util.ArrayList;
import java.util.List;

/** Reads a manifest strictly: what it does not understand is a finding, never a guess. */
public final class ManifestReader {
  private final IncludeResolver includes;

  public ManifestReader(IncludeResolver includes) {
    this.includes = includes;
  }

  /**
   * Reads the root manifest and everything it includes. Never throws for anything that a file can
   * hold. What follows from several fields or files is judged once each file is sound by itself.
   */
  public ReadResult read(ManifestSource source) {
    List<Finding> findings = new ArrayList<>(0);
    ManifestFile file = ManifestFile.read(source, 0, findings);
    MappingNode root = file.root();
    if (root == null) {
      return invalid(file, findings);
    }
    ManifestFile.inherit(file.source(), root);
    if (root.get("include") != null) {
      return merged(source, file, root, findings);
    }
    if (!findings.isEmpty()) {
      return invalid(file, findings);
    }
    Waivers exceptions = null;
    if (root.get("checks") != null) {
      exceptions = new Waivers();
      exceptions.add(root);
    }
    return judged(
        file,
        root,
        List.of(file.source()),
        exceptions == null ? List.of() : exceptions.list(),
        findings);
  }

  private ReadResult merged(
      ManifestSource source, ManifestFile file, MappingNode root, List<Finding> findings) {
    Includes reading = new Includes(includes, findings);
    reading.read(source, file.source(), root);
    if (!findings.isEmpty()) {
      return invalid(file, findings);
    }
    Weakening weakening = new Weakening(reading.trees(), findings);
    MappingNode tree = IncludeMerge.merge(reading.trees(), weakening);
    int weakened = findings.size();
    ShapePass.check(tree, true, findings);
    if (findings.size() > weakened) {
      return invalid(file, findings);
    }
    return judged(file, tree, reading.files(), weakening.waivers().list(), findings);
  }

  private static ReadResult judged(
      ManifestFile file,
      MappingNode root,
      List<SourceFile> files,
      List<Waiver> exceptions,
      List<Finding> findings) {
    Contradictions.find(root, findings);
    return findings.isEmpty()
        ? new ReadResult.Valid(new ManifestDocument(root, files, exceptions), List.of())
        : invalid(file, findings);
  }

  private static ReadResult invalid(ManifestFile file, List<Finding> findings) {
    return new ReadResult.Invalid(FindingOrder.sorted(findings), file.service());
  }
}
