package dev.startguard.core.config;

import dev.startguard.manifest.ManifestSource;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A jar, read with plain {@code java.util.zip}: its root, the classes and the libraries that an
 * executable jar or war carries inside. An address in it reads {@code
 * jar:/srv/app.jar!/BOOT-INF/lib/base.jar!/META-INF/base.yaml}.
 */
final class JarContent implements Closeable {
  static final String SCHEME = "jar:";

  private static final String[] ROOTS = {"", "BOOT-INF/classes/", "WEB-INF/classes/"};
  private static final String[] LIBRARIES = {
    "BOOT-INF/lib/", "WEB-INF/lib/", "WEB-INF/lib-provided/"
  };

  private final File file;
  private final String name;
  private final ZipFile zip;

  /**
   * @param name how the user knows the jar
   */
  JarContent(File file, String name) throws IOException {
    this.file = file;
    this.name = name;
    zip = new ZipFile(file);
  }

  /** Opens an address again. */
  static ManifestSource open(String address) throws IOException {
    int bang = address.indexOf("!/");
    File file = new File(address.substring(SCHEME.length(), bang));
    try (JarContent jar = new JarContent(file, file.getPath())) {
      String inside = address.substring(bang + 2);
      int nested = inside.indexOf("!/");
      ManifestSource found =
          nested < 0
              ? jar.at(inside)
              : jar.inLibrary(
                  jar.zip.getEntry(inside.substring(0, nested)), inside.substring(nested + 2));
      if (found == null) {
        throw new IOException("does not exist");
      }
      return found;
    }
  }

  /**
   * Where {@code path} leads from {@code directory} (empty, or ending in a slash); null when it
   * leads out of the jar.
   */
  static @Nullable String resolve(String directory, String path) {
    StringBuilder out = new StringBuilder(directory);
    for (int start = 0; start <= path.length(); ) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(start, end);
      if (part.equals("..")) {
        if (out.length() == 0) {
          return null;
        }
        out.setLength(out.lastIndexOf("/", out.length() - 2) + 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        out.append(part).append(slash < 0 ? "" : "/");
      }
      start = end + 1;
    }
    return out.toString();
  }

  /** A file in the jar's root, or among an executable jar's own classes. */
  @Nullable ManifestSource application(String resource) throws IOException {
    for (String root : ROOTS) {
      ManifestSource found = at(root + resource);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * A file in one of the libraries that an executable jar carries, in the jar's order, which is the
   * class path's.
   */
  @Nullable ManifestSource library(String resource) throws IOException {
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      for (String directory : LIBRARIES) {
        if (entry.getName().startsWith(directory) && entry.getName().endsWith(".jar")) {
          ManifestSource found = inLibrary(entry, resource);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  /** Adds what the jar's {@code Class-Path} names, as paths. */
  void addClassPath(List<String> entries) throws IOException {
    Attributes attributes = attributes();
    String value = attributes.getValue(Attributes.Name.CLASS_PATH);
    if (value == null) {
      return;
    }
    int at = 1;
    for (String part : value.trim().split(" +", -1)) {
      try {
        URI uri = file.toURI().resolve(part);
        if ("file".equals(uri.getScheme())) {
          entries.add(at++, new File(uri.getPath()).getPath());
        }
      } catch (IllegalArgumentException notAnAddress) {
        // the JVM ignores it too
      }
    }
  }

  /** The main attributes of the jar's own manifest; empty when it has none. */
  Attributes attributes() throws IOException {
    ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
    if (entry == null) {
      return new Attributes();
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return new Manifest(in).getMainAttributes();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private @Nullable ManifestSource at(String path) throws IOException {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null || entry.isDirectory()) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return source(path, in);
    }
  }

  private @Nullable ManifestSource inLibrary(@Nullable ZipEntry library, String resource)
      throws IOException {
    if (library == null) {
      return null;
    }
    try (ZipInputStream in = new ZipInputStream(zip.getInputStream(library))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(resource) && !entry.isDirectory()) {
          return source(library.getName() + "!/" + resource, in);
        }
      }
    }
    return null;
  }

  private ManifestSource source(String path, InputStream in) throws IOException {
    return new ManifestSource(
        name + "!/" + path,
        SCHEME + file.getPath() + "!/" + path,
        in.readNBytes(ManifestLocator.LIMIT));
  }
}
