package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import dev.startguard.manifest.ManifestSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Files on the application's class path, read without its loader: directories, jars, and jars
 * inside executable jars.
 */
final class ApplicationPath {
  static final String OWN = "META-INF/startguard.yaml";

  /** Where an executable jar or war keeps the application's own classes. */
  static final String[] ROOTS = {"", "BOOT-INF/classes/", "WEB-INF/classes/"};

  private ApplicationPath() {}

  /**
   * The manifest inside the application's artefact; null when it has none. Adds each place that was
   * looked at.
   *
   * @throws IOException when the artefact, or the manifest in it, cannot be read; the message
   *     follows the artefact's name
   */
  static @Nullable ManifestSource ownManifest(HostFacts host, String entry, List<String> places)
      throws IOException {
    File file = host.file(entry);
    if (file.isDirectory()) {
      String path =
          entry.equals(".")
              ? OWN
              : entry + (entry.endsWith(File.separator) ? "" : File.separator) + OWN;
      places.add(path);
      File inside = host.file(path);
      return inside.exists()
          ? new ManifestSource(path, inside.getPath(), host.read(path, ManifestLocator.LIMIT))
          : null;
    }
    if (!file.isFile()) {
      return null;
    }
    try (ZipFile jar = new ZipFile(file)) {
      for (String root : ROOTS) {
        ZipEntry found = jar.getEntry(root + OWN);
        if (!root.startsWith("WEB")) {
          places.add(entry + "!/" + root + OWN);
        }
        if (found != null && !found.isDirectory()) {
          return new ManifestSource(
              entry + "!/" + root + OWN,
              "jar:" + file.getPath() + "!/" + root + OWN,
              read(jar, found));
        }
      }
    }
    return null;
  }

  static byte[] read(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readNBytes(ManifestLocator.LIMIT);
    }
  }
}
