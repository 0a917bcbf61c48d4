package dev.startguard.core.check.version;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a directory, or of the class path, under the names that a list may call them by.
 *
 * <p>Links to files are followed, wherever they lead: the JVM would load the same. Links to
 * directories are not entered, so nothing loops. Names that begin with two dots are Kubernetes' own
 * (its mounted ConfigMaps link to {@code ..data/}), and left out.
 */
final class Listing {
  /** No directory or class path may hold more files. */
  static final int FILES = 10_000;

  private final HostFacts host;
  private final Map<String, File> files = new LinkedHashMap<>();

  /** Other names of the same files. */
  private final Map<String, String> aliases = new HashMap<>();

  private @Nullable File list;
  private String listPath = "";

  Listing(HostFacts host) {
    this.host = host;
  }

  /** What was found, by name. */
  Map<String, File> files() {
    return files;
  }

  /** The name in {@link #files()} of what a list calls {@code name}; null when there is none. */
  @Nullable String key(String name) {
    String plain = name;
    while (plain.startsWith("./")) {
      plain = plain.substring(2);
    }
    return files.containsKey(plain) ? plain : aliases.get(place(plain));
  }

  /**
   * Everything below a directory.
   *
   * @param list the list, which is left out when it lies there itself
   * @throws IOException when it is no directory, or holds too much; the message follows the entry
   */
  Listing directory(String path, File list, Budget budget) throws IOException {
    this.list = list.getAbsoluteFile();
    listPath = plain(list);
    File directory = host.file(path);
    if (!directory.isDirectory()) {
      throw new IOException(
          directory.exists() ? "is no directory: " + path : "has no directory " + path);
    }
    walk(directory, "", budget);
    return this;
  }

  /** Every file on the class path; those of its directories by their paths in them. */
  Listing classPath(File list, Budget budget) throws IOException {
    this.list = list.getAbsoluteFile();
    listPath = plain(list);
    Set<String> ambiguous = new HashSet<>();
    Map<String, String> byName = new HashMap<>();
    for (File entry : ClassPath.of(host, budget)) {
      if (entry.isDirectory()) {
        walk(entry, entry.getPath() + "/", budget);
      } else {
        put(entry.getPath(), entry);
        if (byName.put(entry.getName(), entry.getPath()) != null) {
          ambiguous.add(entry.getName());
        }
      }
    }
    byName.keySet().removeAll(ambiguous);
    aliases.putAll(byName);
    return this;
  }

  private void walk(File root, String prefix, Budget budget) throws IOException {
    Deque<String> open = new ArrayDeque<>();
    open.push("");
    while (!open.isEmpty()) {
      String below = open.pop();
      // sorted, so that a finding names the same files every time
      Map<String, Boolean> found = new TreeMap<>();
      try (DirectoryStream<Path> stream =
          Files.newDirectoryStream(new File(root, below).toPath())) {
        for (Path path : stream) {
          Path last = path.getFileName();
          String name = last == null ? "" : last.toString();
          if (!name.startsWith("..")) {
            if (found.size() + files.size() + open.size() >= FILES || budget.leftNanos() == 0) {
              throw new IOException("has more than " + FILES + " files");
            }
            found.put(name, directory(path));
          }
        }
      } catch (DirectoryIteratorException | InvalidPathException | FileSystemException e) {
        throw new IOException("has a directory that cannot be listed: " + prefix + below, e);
      }
      for (Map.Entry<String, Boolean> entry : found.entrySet()) {
        String name = below + entry.getKey();
        if (entry.getValue()) {
          open.add(name + "/");
        } else {
          put(prefix + name, new File(root, name));
        }
      }
    }
  }

  /** A link to a directory is neither entered nor a file. */
  private static boolean directory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private void put(String key, File file) {
    if (!plain(file).equals(listPath) && !file.isDirectory()) {
      files.put(key, file);
      aliases.put(plain(file), key);
    }
  }

  /** Without {@code .} and {@code ..}; links are not asked. */
  private static String plain(File file) {
    try {
      return file.toPath().toAbsolutePath().normalize().toString();
    } catch (InvalidPathException unspeakable) {
      return file.getPath();
    }
  }

  /** Where the name leads from the list's directory, else from the working directory. */
  private String place(String name) {
    if (aliases.containsKey(name)) {
      return name;
    }
    File beside = list == null ? null : list.getParentFile();
    String fromList = beside == null ? name : plain(new File(beside, name));
    return aliases.containsKey(fromList) ? fromList : plain(host.file(name));
  }
}
