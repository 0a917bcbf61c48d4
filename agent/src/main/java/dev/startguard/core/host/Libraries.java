package dev.startguard.core.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The classes in the libraries that executable jars and wars carry in themselves, packed or
 * unpacked. Indexed once, on the first question.
 */
final class Libraries {
  private static final String[] FOLDERS = {
    "BOOT-INF/lib/", "WEB-INF/lib/", "WEB-INF/lib-provided/"
  };

  private final Map<String, Place> index = new HashMap<>();
  private @Nullable String problem;

  /** A library: a file of its own, or nested in a jar. */
  private record Place(File file, @Nullable String nested) {}

  /**
   * Looks into every entry of a class path.
   *
   * @param entries files and directories, whether they exist or not
   */
  Libraries(Iterable<File> entries) {
    for (File entry : entries) {
      for (String folder : FOLDERS) {
        if (entry.isDirectory()) {
          addDirectory(new File(entry, folder));
        }
      }
      if (entry.isFile()) {
        addJar(entry);
      }
    }
  }

  boolean has(String path) {
    return index.containsKey(path);
  }

  /** Why not every library could be looked into; null when every one could be. */
  @Nullable String problem() {
    return problem;
  }

  /** The file's content; null when no library has it. */
  byte @Nullable [] read(String path) throws IOException {
    Place place = index.get(path);
    if (place == null) {
      return null;
    }
    try (JarFile jar = new JarFile(place.file)) {
      String nested = place.nested;
      byte[] content = content(jar, nested == null ? path : nested);
      return nested == null || content == null ? content : new CentralDirectory(content).read(path);
    }
  }

  private static byte @Nullable [] content(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private void addDirectory(File directory) {
    String[] names = directory.list();
    if (names == null) {
      return;
    }
    for (String name : names) {
      if (name.endsWith(".jar")) {
        File file = new File(directory, name);
        try (JarFile jar = new JarFile(file)) {
          Place place = new Place(file, null);
          Enumeration<JarEntry> entries = jar.entries();
          while (entries.hasMoreElements()) {
            index.putIfAbsent(entries.nextElement().getName(), place);
          }
        } catch (IOException e) {
          problem = "the library " + name + ", which cannot be read";
        }
      }
    }
  }

  private void addJar(File file) {
    try (JarFile jar = new JarFile(file)) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (library(entry.getName())) {
          addNested(file, jar, entry);
        }
      }
    } catch (IOException e) {
      problem = file.getName() + ", which cannot be read";
    }
  }

  private void addNested(File file, JarFile jar, JarEntry entry) {
    try (InputStream in = jar.getInputStream(entry)) {
      Place place = new Place(file, entry.getName());
      for (String path : new CentralDirectory(in.readAllBytes()).names()) {
        index.putIfAbsent(path, place);
      }
    } catch (IOException e) {
      problem = "the library " + entry.getName() + ", which cannot be read";
    }
  }

  private static boolean library(String name) {
    for (String folder : FOLDERS) {
      if (name.startsWith(folder) && name.endsWith(".jar")) {
        return true;
      }
    }
    return false;
  }
}
