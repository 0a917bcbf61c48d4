package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import dev.startguard.manifest.ManifestSource;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** Finds the manifest: where it was named, else in the default places. */
public final class ManifestLocator {
  /** One byte more than the reader's limit, so that the reader can say that a file is too large. */
  private static final int LIMIT = (1 << 20) + 1;

  private ManifestLocator() {}

  /** What the search came to. */
  public sealed interface Search {
    /** A manifest was found. */
    record Found(ManifestSource source) implements Search {}

    /** None was found in the default places, all of which are listed. */
    record Nowhere(List<String> places) implements Search {}

    /** One was named, or found, and cannot be read; {@code problem} follows the path. */
    record Unreadable(String path, String problem) implements Search {}
  }

  public static Search search(Settings settings, HostFacts host) {
    Settings.Setting named = settings.setting("manifest");
    String[] places =
        named == null
            ? new String[] {"startguard.yaml", "config/startguard.yaml"}
            : new String[] {named.value()};
    for (String place : places) {
      File file = host.file(place);
      if (named == null && !file.exists()) {
        continue;
      }
      try {
        return new Search.Found(new ManifestSource(place, file.getPath(), host.read(place, LIMIT)));
      } catch (IOException e) {
        return new Search.Unreadable(place, String.valueOf(e.getMessage()));
      }
    }
    return new Search.Nowhere(List.of(places));
  }
}
