package dev.startguard.core.watch;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what is left to do when the JVM ends, and keeps it waiting only as long as that gets on: a
 * console that nobody reads must not keep a service from stopping.
 */
public final class ExitWatch extends Thread {
  /** How long the end of the JVM waits for the next step, in milliseconds. */
  private static final long PATIENCE = 200;

  /** So many waits at most: two seconds in all. */
  private static final int WAITS = 10;

  private final Runnable last;
  private final LongSupplier steps;
  private final long patience;

  /**
   * @param patience how long to wait for the next step, in milliseconds
   */
  ExitWatch(Runnable last, LongSupplier steps, long patience) {
    super(null, null, "startguard-exit", 0, false);
    this.last = last;
    this.steps = steps;
    this.patience = patience;
  }

  /**
   * Runs this when the JVM ends, on a daemon thread, beside the application's own hooks.
   *
   * @param steps grows as long as it gets on
   * @throws IllegalStateException when the JVM is ending already
   */
  public static void atExit(Runnable last, LongSupplier steps) {
    Runtime.getRuntime().addShutdownHook(new ExitWatch(last, steps, PATIENCE));
  }

  /** Whether the JVM is ending. */
  public static boolean ending() {
    try {
      Runtime.getRuntime().removeShutdownHook(Thread.currentThread()); // which is none
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  /** Runs this now, on a daemon thread, and waits for it likewise. */
  public static void await(Runnable last, LongSupplier steps) {
    new ExitWatch(last, steps, PATIENCE).end();
  }

  @Override
  public void run() {
    end();
  }

  private void end() {
    Thread worker = worker();
    if (worker == null) {
      last.run();
      return;
    }
    try {
      long before = steps.getAsLong();
      for (int i = 0; i < WAITS; i++) {
        worker.join(patience);
        long now = steps.getAsLong();
        if (!worker.isAlive() || now == before) {
          return;
        }
        before = now;
      }
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
