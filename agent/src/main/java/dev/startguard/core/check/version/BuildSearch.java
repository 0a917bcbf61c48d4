package dev.startguard.core.check.version;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Work;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the build wrote of itself: on the class path, in its order, where an executable jar's
 * or war's own classes count too; else as a file.
 */
final class BuildSearch implements Work<BuildFacts> {
  /** No such file is larger, in bytes. */
  private static final int LIMIT = 1 << 20;

  private static final String[] ROOTS = {"", "BOOT-INF/classes/", "WEB-INF/classes/"};

  private final String path;
  private final HostFacts host;

  BuildSearch(String path, HostFacts host) {
    this.path = path;
    this.host = host;
  }

  /**
   * Finds and reads it.
   *
   * @throws IOException when it is nowhere, or cannot be read; the message follows the path
   */
  @Override
  public BuildFacts run(Budget budget) throws IOException {
    String resource = path.startsWith("/") ? path.substring(1) : path;
    for (File entry : ClassPath.of(host, budget)) {
      BuildFacts found =
          entry.isDirectory() ? inDirectory(entry, resource) : inJar(entry, resource);
      if (found != null) {
        return found;
      }
    }
    try {
      return new BuildFacts(read(host.read(path, LIMIT + 1)), path);
    } catch (FileNotFoundException nowhere) {
      throw new IOException("is neither on the class path nor a file", nowhere);
    }
  }

  private @Nullable BuildFacts inDirectory(File directory, String resource) throws IOException {
    for (String root : ROOTS) {
      File file = new File(directory, root + resource);
      if (file.isFile()) {
        return new BuildFacts(read(host.read(file.getPath(), LIMIT + 1)), file.getPath());
      }
    }
    return null;
  }

  private @Nullable BuildFacts inJar(File file, String resource) throws IOException {
    byte[] bytes = null;
    String place = "";
    try (ZipFile zip = new ZipFile(file)) {
      for (int i = 0; i < ROOTS.length && bytes == null; i++) {
        ZipEntry entry = zip.getEntry(ROOTS[i] + resource);
        if (entry != null && !entry.isDirectory()) {
          place = file.getPath() + "!/" + ROOTS[i] + resource;
          try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(LIMIT + 1);
          }
        }
      }
    } catch (IOException | IllegalArgumentException noJar) {
      return null; // nothing is loaded from it either
    }
    return bytes == null ? null : new BuildFacts(read(bytes), place);
  }

  private Properties read(byte[] bytes) throws IOException {
    if (bytes.length > LIMIT) {
      throw new IOException("is larger than 1 MiB");
    }
    Properties values = new Properties();
    if (path.endsWith(".MF")) {
      for (Map.Entry<Object, Object> attribute : attributes(bytes).entrySet()) {
        values.setProperty(attribute.getKey().toString(), attribute.getValue().toString());
      }
      return values;
    }
    try {
      values.load(new ByteArrayInputStream(bytes));
    } catch (IllegalArgumentException malformed) {
      throw new IOException("is no properties file", malformed);
    }
    return values;
  }

  private static Map<Object, Object> attributes(byte[] bytes) throws IOException {
    try {
      return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
    } catch (IOException malformed) {
      throw new IOException("is no jar manifest", malformed);
    }
  }
}
