package dev.startguard.core.check.platform;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;

/** The manifest's section {@code platform}, whose fields are checked one by one. */
final class Platform {
  private Platform() {}

  static Fields of(Validation validation) {
    return validation.manifest().section("platform");
  }

  /**
   * Whether the section could say otherwise under a profile, and nobody knows which profile is in
   * force.
   */
  static boolean skipped(Validation validation, String field) {
    return validation.skipped(entry(validation, field, field));
  }

  /**
   * The field as an entry of its own: it has the section's description, owner, runbook and
   * severity.
   */
  static NamedEntry entry(Validation validation, String subject, String field) {
    Fields platform = of(validation);
    return platform.has(field)
        ? new NamedEntry(subject, platform.keyPlace(field), platform)
        : new NamedEntry(subject, platform.keyPlace(field), validation.manifest().root());
  }

  /** Starts a finding that points at the field, where the manifest has it. */
  static FindingBuilder finding(
      Validation validation, String id, Severity usual, String subject, String field) {
    NamedEntry entry = entry(validation, subject, field);
    FindingBuilder finding = validation.finding(id, usual, entry);
    return entry.fields().has(field)
        ? finding.at(entry.fields().place(field), "expected here")
        : finding;
  }
}
