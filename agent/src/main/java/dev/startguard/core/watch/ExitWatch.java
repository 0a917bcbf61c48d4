package dev.startguard.core.watch;

import org.jspecify.annotations.Nullable;

/**
 * Does what is left to do when the JVM ends, and never keeps it waiting for long: a console that
 * nobody reads must not keep a service from stopping.
 */
public final class ExitWatch extends Thread {
  /** How long the end of the JVM may wait for us, in milliseconds. */
  private static final long PATIENCE = 200;

  private final Runnable last;

  private ExitWatch(Runnable last) {
    super(null, null, "startguard-exit", 0, false);
    this.last = last;
  }

  /**
   * Runs this when the JVM ends, on a daemon thread, beside the application's own hooks.
   *
   * @throws IllegalStateException when it is ending already
   */
  public static void atExit(Runnable last) {
    Runtime.getRuntime().addShutdownHook(new ExitWatch(last));
  }

  @Override
  public void run() {
    Thread worker = worker();
    if (worker == null) {
      last.run();
      return;
    }
    try {
      worker.join(PATIENCE);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt(); // whoever interrupts every thread does not want us either
    }
  }

  /** Null when no thread is to be had. */
  private @Nullable Thread worker() {
    try {
      Thread worker = new Thread(null, last, "startguard-last", 0, false);
      worker.setDaemon(true);
      worker.setContextClassLoader(null);
      worker.start();
      return worker;
    } catch (OutOfMemoryError none) {
      return null;
    }
  }
}
