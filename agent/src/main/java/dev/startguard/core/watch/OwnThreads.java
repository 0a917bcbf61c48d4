package dev.startguard.core.watch;

import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Threads of ours, in the JVM's own group: the application counts, waits for and ends the threads
 * of its groups.
 */
public final class OwnThreads {
  private OwnThreads() {}

  /** The group that all others are in. */
  public static @Nullable ThreadGroup group() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    ThreadGroup above = group;
    while (above != null) {
      group = above;
      above = group.getParent();
    }
    return group;
  }

  /**
   * A daemon thread, not yet started, that keeps nothing alive of the thread that asks for it: not
   * its context class loader, and not the loaders of the code that it runs, which a thread holds
   * for as long as it lives before JDK 24.
   */
  static Thread daemon(Runnable work, String name) {
    return inherited(new Made(work, name));
  }

  @SuppressWarnings("removal") // without a replacement, and needed as long as it is there
  private static Thread inherited(Made made) {
    return AccessController.doPrivileged(made);
  }

  private record Made(Runnable work, String name) implements PrivilegedAction<Thread> {
    @Override
    public Thread run() {
      Thread thread = new Thread(group(), work, name, 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      return thread;
    }
  }
}
