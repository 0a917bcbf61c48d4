package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import dev.startguard.manifest.ManifestSource;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Files on the application's class path, read without its loader: directories, jars, what the first
 * jar's {@code Class-Path} names, and the libraries inside an executable jar.
 */
final class ApplicationPath {
  private static final String OWN = "META-INF/startguard.yaml";

  private final HostFacts host;

  ApplicationPath(HostFacts host) {
    this.host = host;
  }

  /**
   * The manifest inside the application's artefact; null when it has none. Adds each place that was
   * looked at.
   *
   * @throws IOException when the manifest in it cannot be read; the message follows the artefact's
   *     name
   */
  @Nullable ManifestSource own(String entry, List<String> places) throws IOException {
    File file = host.file(entry);
    if (file.isDirectory()) {
      String path = entry.equals(".") ? OWN : new File(entry, OWN).getPath();
      places.add(host.file(path).getPath());
      return inDirectory(file, path, OWN);
    }
    if (!file.isFile()) {
      return null;
    }
    places.add(file.getPath() + "!/" + OWN);
    places.add(file.getPath() + "!/BOOT-INF/classes/" + OWN);
    try (JarContent jar = new JarContent(file, entry)) {
      return jar.application(OWN);
    } catch (ZipException e) {
      places.add(file.getPath() + " (no readable jar)");
      return null;
    }
  }

  /**
   * The first file of that name on the class path, in the class path's order.
   *
   * @throws IOException when there is none; the message follows the name
   */
  ManifestSource find(String resource) throws IOException {
    String name = resource.startsWith("/") ? resource.substring(1) : resource;
    if (JarContent.resolve("", name) == null) {
      throw new FileNotFoundException("leads out of the class path");
    }
    List<String> entries = new ArrayList<>(List.of(new Artefact(host).entries()));
    for (int i = 0; i < entries.size(); i++) {
      File file = host.file(entries.get(i));
      ManifestSource found = null;
      if (file.isDirectory()) {
        found = inDirectory(file, "classpath:" + resource, name);
      } else if (file.isFile()) {
        found = inJar(file, entries, i == 0, name);
      }
      if (found != null) {
        return found;
      }
    }
    throw new FileNotFoundException("is not on the class path");
  }

  private @Nullable ManifestSource inDirectory(File directory, String name, String resource)
      throws IOException {
    File file = new File(directory, resource);
    try {
      return new ManifestSource(
          name, file.getPath(), host.read(file.getPath(), ManifestLocator.LIMIT));
    } catch (FileNotFoundException nothing) {
      return null;
    }
  }

  private static @Nullable ManifestSource inJar(
      File file, List<String> entries, boolean first, String name) throws IOException {
    try (JarContent jar = new JarContent(file, file.getPath())) {
      ManifestSource found = jar.application(name);
      if (found == null && first) {
        found = jar.library(name);
        jar.addClassPath(entries);
      }
      return found;
    } catch (ZipException noJar) {
      return null;
    }
  }
}
