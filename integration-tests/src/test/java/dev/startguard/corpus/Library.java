package dev.startguard.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The class files of one jar.
 *
 * @param classes by name with slashes; of several releases the first in the jar
 * @param others further class files of the same names, as a multi-release jar has them
 * @param damaged entries named {@code .class} that are none
 */
record Library(Path jar, Map<String, byte[]> classes, List<byte[]> others, int damaged) {

  /** Reads all of them; nested jars are not opened. */
  static Library read(Path jar) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    List<byte[]> others = new ArrayList<>();
    int damaged = 0;
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String path = entry.getName();
        if (path.endsWith(".class") && !path.endsWith("module-info.class")) {
          byte[] bytes;
          try (InputStream in = file.getInputStream(entry)) {
            bytes = in.readAllBytes();
          }
          String name = ClassName.of(bytes);
          if (name == null) {
            damaged++;
          } else if (path.startsWith("META-INF/versions/") || classes.containsKey(name)) {
            others.add(bytes);
          } else {
            classes.put(name, bytes);
          }
        }
      }
    }
    return new Library(jar, classes, others, damaged);
  }
}
