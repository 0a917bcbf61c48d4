package dev.startguard.core.check.version;

import dev.startguard.core.check.Budget;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what differs inside an executable jar whose digest is not the expected one. What can be
 * known: a list that names nested jars tells which of them differ; the jar's own table of contents
 * tells which were damaged since it was packed; {@code classpath.idx} tells which were added or
 * taken away.
 */
final class NestedJars {
  private static final String[] FOLDERS = {
    "BOOT-INF/lib/", "WEB-INF/lib/", "WEB-INF/lib-provided/"
  };
  private static final String[] INDEXES = {"BOOT-INF/classpath.idx", "WEB-INF/classpath.idx"};
  private static final int INDEX_LINES = 10_000;

  private final Map<String, String> expected = new TreeMap<>();
  private final Set<String> indexed = new TreeSet<>();
  private final List<String> differences = new ArrayList<>();
  private int jars;

  private NestedJars() {}

  /**
   * Sentences about what differs, or why nobody can tell; none when the file is no jar with jars in
   * it.
   *
   * @param name what the list calls the jar; null when all of it is about this one
   * @param lines the list's lines for nested jars, {@code app.jar!/BOOT-INF/lib/a.jar}
   */
  static List<String> differences(
      File file, @Nullable String name, List<DigestList.Line> lines, Budget budget) {
    NestedJars nested = new NestedJars();
    for (DigestList.Line line : lines) {
      int bang = line.name().indexOf(DigestList.NESTED);
      if (name == null || line.name().substring(0, bang).equals(name)) {
        nested.expected.put(line.name().substring(bang + 2), line.hex());
      }
    }
    try (ZipFile zip = new ZipFile(file)) {
      nested.compare(zip, budget);
    } catch (IOException | IllegalArgumentException noJar) {
      return List.of();
    }
    return nested.differences;
  }

  /** Whether an entry of a jar is a library that the jar carries. */
  static boolean library(String name) {
    for (String folder : FOLDERS) {
      if (name.startsWith(folder) && name.endsWith(".jar")) {
        return true;
      }
    }
    return false;
  }

  private void compare(ZipFile zip, Budget budget) throws IOException {
    readIndex(zip);
    boolean listed = !expected.isEmpty();
    boolean hasIndex = !indexed.isEmpty();
    int changes = 0;
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      if (library(entry.getName())) {
        jars++;
        changes += differs(zip, entry, listed, hasIndex, budget) ? 1 : 0;
      }
    }
    for (String gone : expected.keySet()) {
      differences.add(gone + " is in the list and not in the jar");
      changes++;
    }
    for (String gone : indexed) {
      differences.add(gone + " is in classpath.idx and not in the jar");
      changes++;
    }
    if (jars > 0 && changes == 0) {
      differences.add(
          listed
              ? "each of its " + jars + " nested jars is as the list says: it differs elsewhere"
              : "which of its " + jars + " nested jars differ cannot be told: no list names them");
    }
  }

  private boolean differs(
      ZipFile zip, ZipEntry entry, boolean listed, boolean hasIndex, Budget budget)
      throws IOException {
    String name = entry.getName();
    String wanted = expected.remove(name);
    boolean inIndex = indexed.remove(name);
    CRC32 checksum = new CRC32();
    String found;
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
      found = Sha256.of(in, budget).hex();
    } catch (IOException damaged) {
      differences.add(name + " is damaged: it cannot be read to its end");
      return true;
    }
    if (entry.getCrc() >= 0 && entry.getCrc() != checksum.getValue()) {
      differences.add(name + " was damaged since the jar was packed: its CRC-32 is another");
      return true;
    }
    if (wanted != null && !wanted.equals(found)) {
      differences.add(name + ": expected " + wanted + ", found " + found);
      return true;
    }
    if (listed && wanted == null) {
      differences.add(name + " is in the jar and not in the list");
      return true;
    }
    if (hasIndex && !inIndex) {
      differences.add(name + " is in the jar and not in its classpath.idx");
      return true;
    }
    return false;
  }

  /** {@code - "BOOT-INF/lib/a.jar"}, a line each. */
  private void readIndex(ZipFile zip) throws IOException {
    for (String index : INDEXES) {
      ZipEntry entry = zip.getEntry(index);
      if (entry != null) {
        try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
          String line = in.readLine();
          for (int i = 0; line != null && i < INDEX_LINES; i++) {
            int open = line.indexOf('"');
            int close = line.lastIndexOf('"');
            if (open >= 0 && close > open) {
              indexed.add(line.substring(open + 1, close));
            }
            line = in.readLine();
          }
        }
      }
    }
  }
}
