package dev.startguard.core.check.version;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The application's class path as the JVM will search it: its entries, and after each jar those
 * that its {@code Class-Path} names; then its module path. Each place once; what does not exist is
 * left out, as the JVM does.
 */
final class ClassPath {
  /** No class path is followed further. */
  static final int ENTRIES = 10_000;

  private final List<File> entries = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Budget budget;

  private ClassPath(Budget budget) {
    this.budget = budget;
  }

  /**
   * The directories and regular files on it. Looks at the disk.
   *
   * @throws InterruptedIOException when the budget was over before the end
   */
  static List<File> of(HostFacts host, Budget budget) throws InterruptedIOException {
    ClassPath path = new ClassPath(budget);
    String property = host.property("java.class.path");
    List<File> given = new ArrayList<>();
    if (property != null && (!property.isEmpty() || host.property("jdk.module.main") == null)) {
      for (int start = 0; start <= property.length(); ) {
        int next = property.indexOf(File.pathSeparatorChar, start);
        int end = next < 0 ? property.length() : next;
        given.add(host.file(end == start ? "." : property.substring(start, end)));
        start = end + 1;
      }
    }
    addModules(given, host);
    path.addAll(given);
    keep(budget);
    return path.entries;
  }

  /** The module path: modules, or directories of such. */
  private static void addModules(List<File> given, HostFacts host) {
    String property = host.property("jdk.module.path");
    if (property == null) {
      return;
    }
    StringTokenizer parts = new StringTokenizer(property, File.pathSeparator);
    while (parts.hasMoreTokens()) {
      File part = host.file(parts.nextToken());
      File[] inside = part.isDirectory() && !exploded(part) ? part.listFiles() : null;
      if (inside == null) {
        given.add(part);
      } else {
        Arrays.sort(inside); // whose order is the file system's
        for (File each : inside) {
          if (exploded(each) || each.getName().endsWith(".jar")) {
            given.add(each);
          }
        }
      }
    }
  }

  private static boolean exploded(File directory) {
    return new File(directory, "module-info.class").isFile();
  }

  /** Half an answer is none. */
  static void keep(Budget budget) throws InterruptedIOException {
    if (budget.leftNanos() == 0) {
      throw new InterruptedIOException("the budget is over");
    }
  }

  private void addAll(List<File> given) {
    List<File> open = new ArrayList<>(given);
    for (int i = 0; i < open.size() && entries.size() < ENTRIES && budget.leftNanos() > 0; i++) {
      File file = open.get(i);
      if (!seen.add(canonical(file))) {
        continue;
      }
      if (file.isDirectory()) {
        entries.add(file);
      } else if (file.isFile()) {
        entries.add(file);
        List<File> further = further(file);
        if (!further.isEmpty()) {
          open.addAll(i + 1, further);
        }
      }
    }
  }

  private static String canonical(File file) {
    try {
      return file.getCanonicalPath();
    } catch (IOException unreadable) {
      return file.getPath();
    }
  }

  /** What the jar's {@code Class-Path} names. */
  private static List<File> further(File file) {
    List<File> further = new ArrayList<>(0);
    try (ZipFile zip = new ZipFile(file)) {
      Attributes attributes = attributes(zip);
      String value = attributes == null ? null : attributes.getValue(Attributes.Name.CLASS_PATH);
      if (value != null) {
        StringTokenizer parts = new StringTokenizer(value);
        while (parts.hasMoreTokens()) {
          add(further, file, parts.nextToken());
        }
      }
    } catch (IOException | IllegalArgumentException noJar) {
      // the JVM ignores it too
    }
    return further;
  }

  private static void add(List<File> further, File file, String part) {
    try {
      URI uri = file.toURI().resolve(part);
      if ("file".equals(uri.getScheme()) && uri.getPath() != null) {
        further.add(new File(uri.getPath()));
      }
    } catch (IllegalArgumentException noAddress) {
      // the JVM ignores it too
    }
  }

  /** The main attributes of a jar's manifest; null when it has none. */
  static @Nullable Attributes attributes(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
    if (entry == null || entry.getSize() > 1 << 20) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return new Manifest(in).getMainAttributes();
    }
  }
}
