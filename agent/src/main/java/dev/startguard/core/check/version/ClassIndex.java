package dev.startguard.core.check.version;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which jars hold the same classes. Names are kept as 64-bit hashes: of a hundred thousand classes
 * any two meet by chance once in some billions of starts.
 */
final class ClassIndex {
  /** So many classes are compared, in at most 6 MiB; more are not looked at. */
  static final int CLASSES = 200_000;

  private static final int SLOTS = 1 << 18;
  private static final int PAIRS = 200;
  private static final String SUFFIX = ".class";
  private static final String[] ROOTS = {"BOOT-INF/classes/", "WEB-INF/classes/"};

  private final List<String> places = new ArrayList<>();
  private final Map<Long, Pair> pairs = new LinkedHashMap<>();
  private long[] hashes = new long[1 << 10];
  private int[] owners = new int[1 << 10];
  private int size;

  /** Two places that hold the same classes. */
  static final class Pair {
    final String first;
    final String second;
    final String example;
    int count = 1;

    Pair(String first, String second, String example) {
      this.first = first;
      this.second = second;
      this.example = example;
    }
  }

  /** Begins the next jar or directory. */
  void place(String name) {
    places.add(name);
  }

  /** Adds an entry of the jar, which counts if it is a class that a loader would find. */
  void add(String entry) {
    if (!entry.endsWith(SUFFIX) || size >= CLASSES) {
      return;
    }
    int start = 0;
    for (String root : ROOTS) {
      if (entry.startsWith(root)) {
        start = root.length();
      }
    }
    int last = entry.lastIndexOf('/') + 1;
    if (entry.startsWith("META-INF/", start)
        || entry.startsWith("module-info.", last)
        || entry.startsWith("package-info.", last)) {
      return;
    }
    long hash = hash(entry, start);
    int owner = places.size();
    int earlier = put(hash, owner);
    if (earlier != 0 && earlier != owner) {
      meet(earlier, owner, entry.substring(start, entry.length() - SUFFIX.length()));
    }
  }

  /** Every two places that hold the same classes, in the class path's order. */
  List<Pair> pairs() {
    return new ArrayList<>(pairs.values());
  }

  private void meet(int earlier, int owner, String name) {
    Pair pair = pairs.get(((long) earlier << 32) | owner);
    if (pair != null) {
      pair.count++;
    } else if (pairs.size() < PAIRS) {
      pairs.put(
          ((long) earlier << 32) | owner,
          new Pair(places.get(earlier - 1), places.get(owner - 1), name.replace('/', '.')));
    }
  }

  /** Who had it before; 0 when nobody had. */
  private int put(long hash, int owner) {
    if (size * 2 > hashes.length) {
      grow();
    }
    int mask = hashes.length - 1;
    int slot = (int) (hash ^ (hash >>> 32)) & mask;
    while (owners[slot] != 0) {
      if (hashes[slot] == hash) {
        return owners[slot];
      }
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    owners[slot] = owner;
    size++;
    return 0;
  }

  private void grow() {
    long[] old = hashes;
    int[] oldOwners = owners;
    hashes = new long[Math.min(old.length * 4, SLOTS * 2)];
    owners = new int[hashes.length];
    size = 0;
    for (int i = 0; i < old.length; i++) {
      if (oldOwners[i] != 0) {
        put(old[i], oldOwners[i]);
      }
    }
  }

  /** FNV-1a, of 64 bits. */
  private static long hash(String text, int start) {
    long hash = 0xcbf29ce484222325L;
    for (int i = start; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
