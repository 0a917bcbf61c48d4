package dev.startguard.manifest;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import dev.startguard.finding.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;

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
    SourceFile file =
        new SourceFile(source.name(), 0, new String(source.bytes(), StandardCharsets.UTF_8));
    file.showable(true);
    try {
      MappingNode root = YamlTree.parse(file, new String(source.bytes(), StandardCharsets.UTF_8));
      ShortForms.expand(root);
      return new ReadResult.Valid(new ManifestDocument(root, List.of(file)), List.of());
    } catch (MarkedYAMLException e) {
      return new ReadResult.Invalid(
          List.of(
              Finding.of("manifest-syntax", Severity.ERROR, source.name())
                  .gist("is not YAML")
                  .build()),
          "");
    }
  }

  IncludeResolver includes() {
    return includes;
  }
}
