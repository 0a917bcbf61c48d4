package dev.startguard.core.rule.executor;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a JVM has nothing left to do. */
final class Ended {
  /**
   * Of the JVM's own threads those that run nobody's code, or only clean up. Any other may wake
   * somebody: who waits for a process, serves RMI, or watches files.
   */
  private static final Set<String> IDLE =
      Set.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Notification Thread",
          "Service Thread",
          "Attach Listener",
          "Common-Cleaner");

  private static final String OURS = "startguard-";

  private Ended() {}

  /**
   * Whether {@code main} is over, some of these keep the JVM from its end, and no other thread
   * lives than the JVM's and ours.
   *
   * @param threads those that live
   */
  static boolean but(Set<Thread> workers, @Nullable Thread[] threads) {
    boolean over = false;
    boolean held = false;
    for (Thread thread : threads) {
      if (thread == null) {
        continue;
      }
      if (thread.getName().equals("DestroyJavaVM")) {
        over = true;
      } else if (workers.contains(thread)) {
        held |= !thread.isDaemon();
      } else if (!ofJvm(thread)) {
        return false;
      }
    }
    return over && held;
  }

  private static boolean ofJvm(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    if (group == null) {
      return true; // it has just ended
    }
    String name = thread.getName();
    return thread.isDaemon() && (name.startsWith(OURS) || (IDLE.contains(name) && ofJvm(group)));
  }

  /** The JVM's own group, or that of its threads which have no rights. */
  private static boolean ofJvm(ThreadGroup group) {
    return group.getParent() == null || group.getName().equals("InnocuousThreadGroup");
  }
}
