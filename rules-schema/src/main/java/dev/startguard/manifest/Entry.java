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

  /** Its own owner, else that of the file that declares it, else the root manifest's. */
  default @Nullable String owner() {
    String own = fields().text("owner");
    return own == null ? place().source().owner() : own;
  }

  /** Its own runbook, else that of the file that declares it, else the root manifest's. */
  default @Nullable String runbook() {
    String own = fields().text("runbook");
    return own == null ? place().source().runbook() : own;
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
