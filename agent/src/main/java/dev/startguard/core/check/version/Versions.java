package dev.startguard.core.check.version;

import dev.startguard.core.check.Validation;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import dev.startguard.manifest.tree.MappingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The manifest's section {@code versions}. */
final class Versions {
  private Versions() {}

  /** {@code java}, {@code tzdata} or {@code build}; null when it is not given, or undecided. */
  static @Nullable NamedEntry entry(Validation validation, String name) {
    Fields section = validation.manifest().section("versions");
    Fields fields = section.fields(name);
    if (fields == null) {
      return null;
    }
    NamedEntry entry = new NamedEntry(name, section.keyPlace(name), fields);
    return validation.skipped(entry) ? null : entry;
  }

  /** The entries of {@code files} or {@code libraries}, those left out that are undecided. */
  static List<NamedEntry> entries(Validation validation, String part) {
    List<NamedEntry> entries = new ArrayList<>();
    Fields section = validation.manifest().section("versions").fields(part);
    if (section != null) {
      for (MappingNode.Pair pair : section.node().pairs()) {
        if (pair.value() instanceof MappingNode mapping) {
          NamedEntry entry = new NamedEntry(pair.name(), pair.key().place(), new Fields(mapping));
          if (!validation.skipped(entry)) {
            entries.add(entry);
          }
        }
      }
    }
    return entries;
  }
}
