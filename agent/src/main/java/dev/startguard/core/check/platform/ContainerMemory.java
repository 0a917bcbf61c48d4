package dev.startguard.core.check.platform;

import dev.startguard.core.check.HostFacts;
import org.jspecify.annotations.Nullable;

/**
 * How much memory this process may have: the least of its control groups' limits and of what the
 * machine has.
 *
 * @param bytes how much
 * @param origin who says so: a file of the kernel's
 */
record ContainerMemory(long bytes, String origin) {
  private static final String MEMINFO = "/proc/meminfo";
  private static final String TOTAL = "MemTotal:";

  /** What holds here; null where the platform does not tell. */
  static @Nullable ContainerMemory of(HostFacts host) {
    ContainerMemory least = machine(host);
    Cgroup group = Cgroup.of("memory", host);
    if (group != null) {
      String file = group.unified() ? "memory.max" : "memory.limit_in_bytes";
      for (String directory : group.directories()) {
        long limit = KernelNumber.of(group.read(directory, file));
        if (limit >= 0 && (least == null || limit < least.bytes())) {
          least = new ContainerMemory(limit, directory + "/" + file);
        }
      }
    }
    return least;
  }

  private static @Nullable ContainerMemory machine(HostFacts host) {
    String text = host.kernelFile(MEMINFO);
    int start = text == null ? -1 : text.indexOf(TOTAL);
    int unit = start < 0 || text == null ? -1 : text.indexOf(" kB", start);
    if (text == null || unit < 0) {
      return null;
    }
    long kibibytes = KernelNumber.of(text.substring(start + TOTAL.length(), unit).trim());
    return kibibytes < 0 ? null : new ContainerMemory(kibibytes << 10, MEMINFO);
  }
}
