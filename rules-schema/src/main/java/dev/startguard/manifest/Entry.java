package dev.startguard.manifest;

import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Severity;
import org.jspecify.annotations.Nullable;

/** A named thing that the manifest declares. */
public sealed interface Entry permits Variable, Secret, Flag, Group, NamedEntry {

  /** The name as the operator sets it. */
  String name();

  /** Where the name stands. */
  ManifestLocation place();

  Fields fields();

  default @Nullable String description() {
    return fields().text("description");
  }

  default @Nullable String owner() {
    return fields().text("owner");
  }

  default @Nullable String runbook() {
    return fields().text("runbook");
  }

  /** The entry's own severity, when it has one. */
  default @Nullable Severity severity() {
    String text = fields().text("severity");
    return text == null ? null : text.equals("warning") ? Severity.WARNING : Severity.ERROR;
  }

  /** Adds what the entry says of itself to a finding about it. */
  default FindingBuilder describe(FindingBuilder finding) {
    return finding.why(description()).owner(owner(), runbook());
  }
}
