package dev.startguard.manifest;

import dev.startguard.finding.Finding;
import java.util.List;

/** What the reader made of a manifest: a document, or every reason why there is none. */
public sealed interface ReadResult {

  /**
   * A manifest without a fault.
   *
   * @param document the manifest, every profile still open
   * @param warnings findings that do not make it invalid; empty on a clean read
   */
  record Valid(ManifestDocument document, List<Finding> warnings) implements ReadResult {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A broken manifest.
   *
   * @param findings at least one, all {@code manifest-*}, in the order of the files
   * @param service the service's name where it could be read, else empty: the report is more use
   *     with it
   */
  record Invalid(List<Finding> findings, String service) implements ReadResult {
    public Invalid {
      findings = List.copyOf(findings);
    }
  }
}
