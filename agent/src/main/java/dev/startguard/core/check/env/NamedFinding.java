package dev.startguard.core.check.env;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Entry;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Starts findings about names of the environment, whatever they are declared as. Loaded on failure.
 */
final class NamedFinding {
  private NamedFinding() {}

  /** A finding about the entry of that name; where there is none, about the bare name. */
  static FindingBuilder of(Validation validation, String id, Severity usual, String name) {
    Entry entry = entry(validation, name);
    return entry == null
        ? Finding.of(id, validation.severity(id, usual), name)
        : validation.finding(id, usual, entry).at(entry.place(), "declared here");
  }

  private static @Nullable Entry entry(Validation validation, String name) {
    Entry variable = validation.values().variable(name);
    if (variable != null) {
      return variable;
    }
    for (Secret secret : validation.manifest().secrets()) {
      if (secret.name().equals(name)) {
        return secret;
      }
    }
    for (Flag flag : validation.manifest().flags()) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    return null;
  }
}
