package dev.startguard.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JDKs that the tests run on: the current one and those beside it, one of each feature version
 * that Startguard supports. {@code STARTGUARD_TEST_JDKS}, a list of homes like a class path, names
 * them instead; then each must be there, so a build that promises two JDKs cannot pass with one.
 */
public final class Jdks {
  private static final int OLDEST = 17;

  private Jdks() {}

  /** All of them, the oldest first. */
  public static List<Jdk> all() {
    String named = System.getenv("STARTGUARD_TEST_JDKS");
    Map<Integer, Jdk> byVersion = new TreeMap<>();
    if (named == null || named.isBlank()) {
      byVersion.put(current().version(), current());
      addSiblings(byVersion);
    } else {
      for (String home : named.split(File.pathSeparator, -1)) {
        Jdk jdk = Jdk.at(Path.of(home));
        byVersion.put(jdk.version(), jdk);
      }
    }
    return List.copyOf(byVersion.values());
  }

  /** The one that runs the tests. */
  public static Jdk current() {
    return Jdk.at(Path.of(System.getProperty("java.home")));
  }

  private static void addSiblings(Map<Integer, Jdk> byVersion) {
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(current().home().resolveSibling("."))) {
      for (Path home : siblings) {
        if (Files.exists(home.resolve("release"))) {
          add(byVersion, home);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void add(Map<Integer, Jdk> byVersion, Path home) {
    Jdk jdk;
    try {
      jdk = Jdk.at(home);
    } catch (IllegalArgumentException runtimeOnly) {
      return;
    }
    if (jdk.version() >= OLDEST) {
      byVersion.putIfAbsent(jdk.version(), jdk);
    }
  }
}
