package dev.startguard.manifest;

import dev.startguard.finding.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A manifest without a fault: includes merged, no profile applied yet. */
public final class ManifestDocument {
  private final MappingNode root;
  private final List<SourceFile> files;

  ManifestDocument(MappingNode root, List<SourceFile> files) {
    this.root = root;
    this.files = files;
  }

  /** The manifest as it stands when no profile is selected. */
  public Manifest withoutProfile() {
    return new Manifest(root, null, files);
  }

  /** The manifest with the overrides of {@code profile} applied. */
  public Manifest withProfile(@Nullable String profile) {
    return new Manifest(root, profile, files);
  }
}
