package dev.startguard.core.watch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what is left to do when the JVM ends, and keeps it waiting only as long as that gets on: a
 * console that nobody reads must not keep a service from stopping.
 */
public final class ExitWatch extends Thread {
  /**
   * How long the end of the JVM waits for nothing, whatever waits there are, in milliseconds: what
   * gets on takes no part of it.
   */
  private static final long PATIENCE = 150;

  /** Of that, what is left for who waits last, in milliseconds. */
  private static final long SPARE = 50;

  /** So long an end takes at most, in milliseconds. */
  private static final long LONGEST = 2_000;

  /** How often it is looked whether it gets on, in milliseconds. */
  private static final long LOOK = 10;

  /** Of {@link #PATIENCE}, in milliseconds. */
  private static final AtomicLong LEFT = new AtomicLong(PATIENCE);

  private final Runnable last;
  private final LongSupplier steps;
  private final AtomicLong left;
  private final long spare;

  /**
   * @param left how long to wait for nothing, in milliseconds
   * @param spare what not to use of that
   */
  ExitWatch(Runnable last, LongSupplier steps, AtomicLong left, long spare) {
    super(null, null, "startguard-exit", 0, false);
    this.last = last;
    this.steps = steps;
    this.left = left;
    this.spare = spare;
  }

  /**
   * Runs this when the JVM ends, on a daemon thread, beside the application's own hooks.
   *
   * @param steps grows as long as it gets on
   * @throws IllegalStateException when the JVM is ending already
   */
  public static void atExit(Runnable last, LongSupplier steps) {
    Runtime.getRuntime().addShutdownHook(new ExitWatch(last, steps, LEFT, SPARE));
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
    new ExitWatch(last, steps, LEFT, 0).end();
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
      long begin = System.nanoTime();
      long before = steps.getAsLong();
      boolean waits = true;
      while (waits && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) < LONGEST) {
        worker.join(LOOK);
        long now = steps.getAsLong();
        waits = worker.isAlive() && (now != before || left.addAndGet(-LOOK) > spare);
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
