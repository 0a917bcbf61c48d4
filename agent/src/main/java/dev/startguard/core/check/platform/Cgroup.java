package dev.startguard.core.check.platform;

import dev.startguard.core.check.HostFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control groups that this process is in, its own and those above it, for one controller
 * (cgroups(7)). A limit of any of them holds.
 */
final class Cgroup {
  private static final String ROOT = "/";

  private final HostFacts host;
  private final boolean unified;
  private final List<String> directories;

  private Cgroup(HostFacts host, boolean unified, List<String> directories) {
    this.host = host;
    this.unified = unified;
    this.directories = directories;
  }

  /**
   * The groups of {@code memory} or {@code cpu}: those of version 1 where that has the controller,
   * else those of version 2. Null where this process is in none, or nobody tells.
   */
  static @Nullable Cgroup of(String controller, HostFacts host) {
    String membership = host.kernelFile("/proc/self/cgroup");
    String mounts = host.kernelFile("/proc/self/mountinfo");
    if (membership == null || mounts == null) {
      return null;
    }
    String one = path(membership, controller);
    List<String> directories = one == null ? List.of() : directories(mounts, controller, one);
    if (!directories.isEmpty()) {
      return new Cgroup(host, false, directories);
    }
    String two = path(membership, "");
    directories = two == null ? List.of() : directories(mounts, "", two);
    return directories.isEmpty() ? null : new Cgroup(host, true, directories);
  }

  /** Whether these are groups of version 2. */
  boolean unified() {
    return unified;
  }

  /** The groups' directories, its own first. */
  List<String> directories() {
    return directories;
  }

  /** What a file of a group says, without its line feed; null when there is none. */
  @Nullable String read(String directory, String file) {
    String text = host.kernelFile(directory + "/" + file);
    return text == null ? null : text.trim();
  }

  /** The group's path, of the line {@code 4:cpu,cpuacct:/path}; of {@code 0::/path} for "". */
  private static @Nullable String path(String membership, String controller) {
    for (String line : lines(membership)) {
      int first = line.indexOf(':');
      int second = line.indexOf(':', first + 1);
      if (first > 0
          && second > 0
          && (controller.isEmpty()
              ? line.startsWith("0::")
              : holds(line.substring(first + 1, second), controller))) {
        return line.substring(second + 1);
      }
    }
    return null;
  }

  /**
   * Where the groups are mounted: {@code 31 23 0:28 /root /sys/fs/cgroup rw … - cgroup2 cgroup rw}
   * (proc_pid_mountinfo(5)). A container may see its own group as the root.
   */
  private static List<String> directories(String mounts, String controller, String path) {
    List<String> found = new ArrayList<>();
    for (String line : lines(mounts)) {
      int dash = line.indexOf(" - ");
      List<String> before = words(dash < 0 ? "" : line.substring(0, dash));
      List<String> after = words(dash < 0 ? "" : line.substring(dash + 3));
      if (before.size() >= 5
          && after.size() >= 3
          && (controller.isEmpty()
              ? after.get(0).equals("cgroup2")
              : after.get(0).equals("cgroup") && holds(after.get(2), controller))) {
        add(found, before.get(3), before.get(4), path);
        return found;
      }
    }
    return found;
  }

  private static void add(List<String> found, String root, String mount, String path) {
    String below = path;
    if (!root.equals(ROOT)) {
      below = path.equals(root) || path.startsWith(root + "/") ? path.substring(root.length()) : "";
    }
    if (below.contains("/..")) { // another namespace's group: only what is mounted can be read
      below = "";
    }
    while (!below.isEmpty() && !below.equals(ROOT)) {
      found.add(mount + below);
      below = below.substring(0, below.lastIndexOf('/'));
    }
    found.add(mount);
  }

  private static boolean holds(String list, String word) {
    return ("," + list + ",").contains("," + word + ",");
  }

  private static List<String> lines(String text) {
    return split(text, '\n');
  }

  private static List<String> words(String text) {
    return split(text, ' ');
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == separator) {
        if (i > start) {
          parts.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return parts;
  }
}
