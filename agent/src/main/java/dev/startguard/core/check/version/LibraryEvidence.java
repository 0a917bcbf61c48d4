package dev.startguard.core.check.version;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Makes libraries of what a jar says of itself: its {@code pom.properties}; without one its
 * manifest's {@code Implementation-Version} or {@code Bundle-Version}; at last its file's name.
 */
final class LibraryEvidence {
  /** No file that is read is larger, in bytes. */
  static final int LIMIT = 1 << 18;

  /** So many {@code pom.properties} are read of one jar. */
  private static final int POMS = 1000;

  private final String place;
  private final List<Properties> poms = new ArrayList<>(1);
  private @Nullable Attributes manifest;

  /**
   * @param place the jar as it is shown
   */
  LibraryEvidence(String place) {
    this.place = place;
  }

  /** Whether the file says something of the jar. */
  static boolean tells(String name) {
    return name.equals("META-INF/MANIFEST.MF") || pom(name);
  }

  private static boolean pom(String name) {
    return name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties");
  }

  /** Takes a file that tells something. One that is malformed tells nothing. */
  void add(String name, byte[] content) {
    try {
      if (!pom(name)) {
        manifest = new Manifest(new ByteArrayInputStream(content)).getMainAttributes();
      } else if (poms.size() < POMS) {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(content));
        poms.add(properties);
      }
    } catch (IOException | IllegalArgumentException malformed) {
      // the next evidence counts
    }
  }

  /** Adds the libraries that the jar holds. */
  void addTo(List<Library> libraries) {
    String file = place.substring(place.lastIndexOf('/') + 1);
    String stem = file.endsWith(".jar") ? file.substring(0, file.length() - 4) : file;
    boolean found = false;
    for (Properties pom : poms) {
      String group = pom.getProperty("groupId", "").strip();
      String artifact = pom.getProperty("artifactId", "").strip();
      if (!artifact.isEmpty()) {
        boolean own = poms.size() == 1 || stem.equals(artifact) || named(stem, artifact);
        found |= own;
        libraries.add(
            new Library(
                group,
                artifact,
                pom.getProperty("version", "").strip(),
                place,
                "pom.properties",
                !own));
      }
    }
    if (!found) {
      addUnnamed(libraries, stem);
    }
  }

  private static boolean named(String stem, String artifact) {
    return stem.startsWith(artifact + "-") && versionStart(stem) == artifact.length() + 1;
  }

  private void addUnnamed(List<Library> libraries, String stem) {
    int start = versionStart(stem);
    String artifact = start < 0 ? stem : stem.substring(0, start - 1);
    String version = attribute("Implementation-Version");
    String evidence = "Implementation-Version";
    if (!version(version)) {
      version = attribute("Bundle-Version");
      evidence = "Bundle-Version";
    }
    if (!version(version)) {
      version = start < 0 ? "" : stem.substring(start);
      evidence = "the file's name";
    }
    libraries.add(new Library("", artifact, version, place, evidence, false));
  }

  private String attribute(String name) {
    String value = manifest == null ? null : manifest.getValue(name);
    return value == null ? "" : value.strip();
  }

  /** Whether the text can be a version: it begins with a digit, and is one word. */
  private static boolean version(String text) {
    return !text.isEmpty()
        && text.charAt(0) >= '0'
        && text.charAt(0) <= '9'
        && text.indexOf(' ') < 0;
  }

  /** Where the version begins in a file's name without suffix; -1 when there is none. */
  private static int versionStart(String stem) {
    for (int hyphen = stem.indexOf('-'); hyphen >= 0; hyphen = stem.indexOf('-', hyphen + 1)) {
      if (hyphen + 1 < stem.length()
          && stem.charAt(hyphen + 1) >= '0'
          && stem.charAt(hyphen + 1) <= '9') {
        return hyphen + 1;
      }
    }
    return -1;
  }
}
