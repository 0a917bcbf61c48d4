package dev.startguard.manifest;

import dev.startguard.finding.Finding;
import dev.startguard.finding.SourceFile;
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
   * hold.
   */
  public ReadResult read(ManifestSource source) {
    List<Finding> findings = new ArrayList<>(0);
    List<SourceFile> files = new ArrayList<>(1);
    ManifestFile file = ManifestFile.read(source, 0, findings);
    files.add(file.source());
    MappingNode root = file.root();
    if (root == null || !findings.isEmpty()) {
      return new ReadResult.Invalid(FindingOrder.sorted(findings), file.service());
    }
    return new ReadResult.Valid(new ManifestDocument(root, files), List.of());
  }

  IncludeResolver includes() {
    return includes;
  }
}
