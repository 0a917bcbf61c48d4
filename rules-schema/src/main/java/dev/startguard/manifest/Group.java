package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import java.util.List;

/**
 * Variables and secrets that must be set together, or instead of each other.
 *
 * @param kind {@code exactlyOneOf}, {@code atLeastOneOf}, {@code allOrNone} or {@code
 *     mutuallyExclusive}
 */
public record Group(String name, ManifestLocation place, Fields fields, String kind)
    implements Entry {
  public List<String> members() {
    return fields.texts(kind);
  }
}
