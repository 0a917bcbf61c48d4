package dev.startguard.core.check.clock;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;

/**
 * What the kernel believes: a hint, no measurement. Its flag "synchronised" is not looked at, and a
 * small maximum error proves little: a daemon that has just started sets it before it has heard of
 * any source.
 */
final class KernelSource implements TimeSource {
  private final HostFacts host;

  KernelSource(HostFacts host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "kernel";
  }

  @Override
  public boolean hint() {
    return true;
  }

  @Override
  public Reading read(Budget budget, long until) throws Unusable {
    long error = host.kernelClockError();
    if (error < 0) {
      throw new Unusable("unavailable: it needs 64-bit Linux and Java 22 or later");
    }
    if (error >= Reading.MOST_ERROR) {
      throw new Unusable("maximum error " + Offsets.seconds(error) + " s: it is not synchronised");
    }
    return new Reading(0, error, 0, true);
  }
}
