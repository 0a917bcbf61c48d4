package dev.startguard.manifest;

import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.merge.ProfileOverlay;
import dev.startguard.manifest.shape.Vocabulary;
import dev.startguard.manifest.tree.MappingNode;
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
    MappingNode seen = Vocabulary.mayOverride(root) ? new ProfileOverlay(profile).tree(root) : root;
    return new Manifest(seen, profile, files, exceptions(profile));
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
