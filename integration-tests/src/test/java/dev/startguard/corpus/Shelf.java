package dev.startguard.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** Where a class is found that another jar needs: in the first jar of the corpus that has it. */
final class Shelf implements AutoCloseable {
  private static final int MOST_OPEN = 128;

  private final Map<String, Path> jars = new HashMap<>();
  private final Map<Path, JarFile> open = new LinkedHashMap<>(16, 0.75f, true);

  /** Of these jars; what is no archive is passed over. */
  Shelf(List<Path> all) {
    for (Path jar : all) {
      try (JarFile file = new JarFile(jar.toFile(), false)) {
        file.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
            .forEach(name -> jars.putIfAbsent(name, jar));
      } catch (IOException noArchive) {
        // counted where its classes are read
      }
    }
  }

  /** The class file of a name with slashes; null when no jar has one. */
  byte @Nullable [] find(String name) {
    String path = name + ".class";
    Path jar = jars.get(path);
    if (jar == null) {
      return null;
    }
    try (InputStream in = opened(jar).getInputStream(new ZipEntry(path))) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private JarFile opened(Path jar) throws IOException {
    JarFile known = open.get(jar);
    if (known == null) {
      if (open.size() >= MOST_OPEN) {
        Path eldest = open.keySet().iterator().next();
        JarFile closing = open.remove(eldest);
        closing.close();
      }
      known = new JarFile(jar.toFile(), false);
      open.put(jar, known);
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    for (JarFile file : open.values()) {
      file.close();
    }
    open.clear();
  }
}
