package dev.startguard.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The jar that users take. */
public final class PackedJar {
  private PackedJar() {}

  /** Where the build left it; the build names it in {@code startguard.agent.jar}. */
  public static Path path() {
    String named =
        System.getProperty("startguard.agent.jar", "../agent/target/startguard-agent.jar");
    Path jar = Path.of(named).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no jar at " + jar + ": run mvn package first");
    }
    return jar;
  }

  /** Copies the jar without one of its classes, which stands in the start's block, too. */
  static void copyWithout(Path copy, String missing) throws IOException {
    try (ZipFile jar = new ZipFile(path().toFile());
        OutputStream out = Files.newOutputStream(copy);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (!name.equals(missing) && !name.equals("startguard/start-index")) {
          packed.putNextEntry(new ZipEntry(entry.getName()));
          try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(packed);
          }
        }
      }
    }
  }
}
