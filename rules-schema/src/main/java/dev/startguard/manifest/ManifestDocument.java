package dev.startguard.manifest;

import dev.startguard.finding.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A manifest without a fault: includes merged, no profile applied yet. */
public final class ManifestDocument {
  private final MappingNode root;
  private final List<SourceFile> files;
  private final List<Waiver> exceptions;

  /**
   * @param exceptions those of all files, also of profiles' overrides
   */
  ManifestDocument(MappingNode root, List<SourceFile> files, List<Waiver> exceptions) {
    this.root = root;
    this.files = List.copyOf(files);
    this.exceptions = List.copyOf(exceptions);
  }

  /**
   * The manifest as it stands when no profile is selected. Overrides stay where they are: an entry
   * that has {@code profiles} may be another once the profile is known.
   */
  public Manifest withoutProfile() {
    return new Manifest(root, null, files, exceptions(null));
  }

  /** The manifest with the overrides of {@code profile} applied, and every override taken out. */
  public Manifest withProfile(@Nullable String profile) {
    if (profile == null) {
      return withoutProfile();
    }
    MappingNode seen = mayOverride(root) ? new ProfileOverlay(profile).tree(root) : root;
    return new Manifest(seen, profile, files, exceptions(profile));
  }

  /**
   * Whether the tree may hold overrides. Cheap, and loads nothing: an entry that is itself called
   * {@code profiles} also counts.
   */
  static boolean mayOverride(MappingNode root) {
    for (MappingNode.Pair section : root.pairs()) {
      if (!section.name().equals("profiles") && mayOverride(section.value(), 3)) {
        return true;
      }
    }
    return false;
  }

  static boolean mayOverride(Node node, int levels) {
    if (node instanceof MappingNode mapping) {
      if (mapping.get("profiles") instanceof MappingNode) {
        return true;
      }
      for (MappingNode.Pair pair : mapping.pairs()) {
        if (levels > 1
            && !(pair.value() instanceof ScalarNode)
            && mayOverride(pair.value(), levels - 1)) {
          return true;
        }
      }
    } else if (node instanceof SequenceNode sequence && levels > 1) {
      for (Node item : sequence.items()) {
        if (mayOverride(item, levels - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Waiver> exceptions(@Nullable String profile) {
    if (exceptions.isEmpty()) {
      return exceptions;
    }
    List<Waiver> held = new ArrayList<>(exceptions.size());
    for (Waiver exception : exceptions) {
      if (exception.profile() == null || exception.profile().equals(profile)) {
        held.add(exception);
      }
    }
    return held;
  }
}
