package dev.startguard.core.check;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The time that a piece of {@link Work} has, and what is closed when that is over. */
public final class Budget {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final long deadline;
  private final List<Closeable> open = new ArrayList<>();
  private boolean over;
  private volatile boolean outOfReach;

  /**
   * @param deadline as {@link System#nanoTime()} says it
   */
  public Budget(long deadline) {
    this.deadline = deadline;
  }

  /** What is left, in nanoseconds; 0 when nothing is. */
  public long leftNanos() {
    return isOver() ? 0 : Math.max(0, deadline - System.nanoTime());
  }

  /**
   * For a socket's time-out: the smaller of {@code nanos} and what is left, in milliseconds, at
   * least 1 (0 would mean for ever).
   */
  public int millis(long nanos) {
    long least = Math.min(nanos, leftNanos()) / NANOS_A_MILLI;
    return (int) Math.max(1, Math.min(least, Integer.MAX_VALUE));
  }

  /** Whether nobody waits for the answer any more. */
  public synchronized boolean isOver() {
    return over;
  }

  /**
   * Says whether the work is inside a call of the platform that nothing ends from outside: a name
   * look-up, a file system that hangs. Nobody waits for it then.
   */
  public void outOfReach(boolean is) {
    outOfReach = is;
  }

  boolean isOutOfReach() {
    return outOfReach;
  }

  /** Closes it when the budget is over, which ends what waits for it. Returns it. */
  public <C extends Closeable> C watch(C resource) throws IOException {
    synchronized (this) {
      if (!over) {
        open.add(resource);
        return resource;
      }
    }
    resource.close();
    throw new IOException("the budget is over");
  }

  /** Forgets what was closed. */
  public synchronized void unwatch(Closeable resource) {
    open.remove(resource);
  }

  /**
   * Waits, for a back-off.
   *
   * @return false when the budget does not last so long; then it has not waited
   */
  public boolean pause(long nanos) throws InterruptedException {
    if (nanos >= leftNanos()) {
      return false;
    }
    Thread.sleep(nanos / NANOS_A_MILLI, (int) (nanos % NANOS_A_MILLI));
    return true;
  }

  void end() {
    List<Closeable> closing;
    synchronized (this) {
      over = true;
      closing = new ArrayList<>(open);
      open.clear();
    }
    for (Closeable resource : closing) {
      try {
        resource.close();
      } catch (IOException closed) {
        // it is of no use any more
      }
    }
  }
}
