package dev.startguard.core;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.watch.Clocks;

/** The clocks of this machine. */
final class LiveClocks implements Clocks {
  private final HostFacts host;

  LiveClocks(HostFacts host) {
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
}
