package dev.startguard.core.check.version;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code versions.files}: which files it is about, which digests they should have, and
 * what was found. Filled in the background, read when that is done.
 */
final class Artefact {
  final NamedEntry entry;

  /** The files to be read; of a directory or class path also those that the list does not name. */
  final List<Item> items = new ArrayList<>();

  /** Names in the list that nothing was found for. */
  final List<String> missing = new ArrayList<>(0);

  /** Names that were found and that the list does not have. */
  final List<String> extra = new ArrayList<>(0);

  /** Why nothing could be compared, to follow the entry's name; null when it could. */
  @Nullable String problem;

  /** What the problem is about, where that is a field of the entry. */
  String field = "sha256File";

  /** How many items have not been read yet; -1 before the entry was opened. */
  int pending = -1;

  private final HostFacts host;
  private List<DigestList.Line> nested = List.of();

  /** One file. */
  static final class Item {
    final File file;
    final String name;
    final String expected;
    final String origin;
    @Nullable Sha256 found;
    @Nullable String problem;
    List<String> inside = List.of();

    /**
     * @param name how the list or the manifest calls it
     * @param expected its digest
     * @param origin who says so
     */
    Item(File file, String name, String expected, String origin) {
      this.file = file;
      this.name = name;
      this.expected = expected;
      this.origin = origin;
    }

    boolean same() {
      return found != null && found.hex().equals(expected);
    }
  }

  Artefact(NamedEntry entry, HostFacts host) {
    this.entry = entry;
    this.host = host;
  }

  /** Finds out which files it is about, and what they should be. */
  void open(Budget budget) {
    String path = entry.fields().text("path");
    try {
      if (path != null) {
        openFile(path);
      } else {
        DigestList list = list();
        if (list != null) {
          String directory = entry.fields().text("dir");
          if (directory != null) {
            compare(list, new Listing(host).directory(directory, listFile(), budget));
          } else if (entry.fields().flag("classpath", false)) {
            compare(list, new Listing(host).classPath(listFile(), budget));
          }
        }
      }
    } catch (IOException unreadable) {
      problem = unreadable.getMessage();
      field = path != null ? "path" : "dir";
    }
  }

  /** Reads one file, and where it differs looks for the reason inside it. */
  void read(Item item, Budget budget) {
    try {
      if (!item.file.isFile()) {
        host.read(item.file.getPath(), 0); // says what it is
        throw new IOException("does not exist");
      }
      item.found = Sha256.of(item.file, budget);
      if (!item.same()) {
        String name = entry.fields().has("path") ? null : item.name;
        item.inside = NestedJars.differences(item.file, name, nested, budget);
      }
    } catch (IOException unreadable) {
      item.problem = readable(item.file.getPath(), unreadable);
    }
  }

  private String readable(String path, IOException failure) {
    try {
      host.read(path, 0);
    } catch (IOException known) {
      return String.valueOf(known.getMessage());
    }
    String said = String.valueOf(failure.getMessage());
    return said.equals("does not exist") ? said : "cannot be read to its end";
  }

  private void openFile(String path) {
    String hex = null;
    String origin = "the manifest";
    Fields variable = entry.fields().fields("sha256");
    if (variable != null) {
      String name = variable.text("env", "");
      origin = "the variable " + name;
      hex = ofVariable(name);
    } else if (entry.fields().has("sha256File")) {
      DigestList list = list();
      if (list != null) {
        DigestList.Line line = lineFor(list, path);
        origin = "the file " + entry.fields().text("sha256File", "");
        hex = line == null ? null : line.hex();
      }
    } else {
      field = "sha256";
      hex = Sha256.read(entry.fields().text("sha256", ""));
      if (hex == null) {
        problem = "has no SHA-256 in the manifest";
      }
    }
    if (hex != null) {
      items.add(new Item(host.file(path), path, hex, origin));
    }
  }

  private @Nullable String ofVariable(String name) {
    field = "sha256";
    String text = host.env().get(name);
    if (text == null || text.isBlank()) {
      problem =
          "cannot be compared: the variable " + name + (text == null ? " is not set" : " is empty");
      return null;
    }
    String hex = Sha256.read(text);
    if (hex == null) {
      problem = "cannot be compared: the variable " + name + " holds no SHA-256";
    }
    return hex;
  }

  private File listFile() {
    return host.file(entry.fields().text("sha256File", ""));
  }

  private @Nullable DigestList list() {
    String name = entry.fields().text("sha256File", "");
    DigestList list;
    try {
      list = DigestList.of(host.read(name, DigestList.BYTES + 1));
    } catch (IOException unreadable) {
      problem = "cannot be compared: the list " + name + " " + unreadable.getMessage();
      return null;
    }
    nested = list.nested();
    if (list.problem() != null) {
      problem = "cannot be compared: the list " + name + " " + list.problem();
      return null;
    }
    return list;
  }

  /** The list's line for a file; a list of one line is about that file, whatever it calls it. */
  private DigestList.@Nullable Line lineFor(DigestList list, String path) {
    if (list.lines().size() == 1) {
      return list.lines().get(0);
    }
    String last = new File(path).getName();
    DigestList.Line found = null;
    int count = 0;
    for (DigestList.Line line : list.lines()) {
      if (line.name().equals(path)) {
        return line;
      }
      if (new File(line.name()).getName().equals(last)) {
        found = line;
        count++;
      }
    }
    if (count != 1) {
      problem =
          "cannot be compared: the list "
              + entry.fields().text("sha256File", "")
              + (count == 0 ? " does not name " : " names several files called ")
              + last;
      return null;
    }
    return found;
  }

  private void compare(DigestList list, Listing listing) {
    Map<String, File> left = new HashMap<>(listing.files());
    for (DigestList.Line line : list.lines()) {
      String key = listing.key(line.name());
      File file = key == null ? null : left.remove(key);
      if (file != null) {
        items.add(new Item(file, line.name(), line.hex(), "the list"));
      } else if (key == null || !listing.files().containsKey(key)) {
        missing.add(line.name());
      }
    }
    for (String name : listing.files().keySet()) {
      if (left.containsKey(name)) {
        extra.add(name);
      }
    }
  }
}
