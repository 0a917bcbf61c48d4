package dev.startguard.core.live;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.watch.Clocks;

/** The clocks of this machine. */
public final class LiveClocks implements Clocks {
  private static final long HUNDREDTH = 10_000_000;

  private final HostFacts host;

  public LiveClocks(HostFacts host) {
    this.host = host;
  }

  @Override
  public long wall() {
    return host.nowNanos();
  }

  @Override
  public long monotonic() {
    return System.nanoTime();
  }

  /** Linux's {@code CLOCK_BOOTTIME} (proc_uptime(5)): {@code 350735.47 234388.90}. */
  @Override
  public long sinceBoot() {
    String text = host.kernelFile("/proc/uptime");
    int point = text == null ? -1 : text.indexOf('.');
    if (text == null || point < 0 || point + 3 > text.length()) {
      return -1;
    }
    try {
      long seconds = Long.parseLong(text.substring(0, point));
      return (seconds * 100 + Long.parseLong(text.substring(point + 1, point + 3))) * HUNDREDTH;
    } catch (NumberFormatException otherSystem) {
      return -1;
    }
  }
}
