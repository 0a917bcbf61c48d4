package dev.startguard.core.report.jmx;

import dev.startguard.core.pool.Monitors;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** Who has the monitor that a thread waits for, as JMX says. For one thread. */
public final class LockOwners implements Monitors.Jmx {
  private @Nullable ThreadMXBean threads;

  @Override
  public boolean waits(long blocked, long owner) {
    ThreadMXBean known = threads;
    if (known == null) {
      known = ManagementFactory.getThreadMXBean();
      threads = known;
    }
    ThreadInfo seen = known.getThreadInfo(blocked);
    return seen != null
        && seen.getThreadState() == Thread.State.BLOCKED
        && seen.getLockOwnerId() == owner;
  }
}
