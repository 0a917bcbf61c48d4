package dev.startguard.core.rule.future;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** As an application holds what failed: in a static field. */
public final class Kept {
  static Future<?> failed;

  @SuppressWarnings("StaticAssignmentOfThrowable") // which is the case
  static final IllegalStateException CAUSE = new IllegalStateException("kept");

  private Kept() {}

  /** Submits a task that fails, and ends the pool. */
  public static void fail(ExecutorService pool) throws InterruptedException {
    failed =
        pool.submit(
            () -> {
              throw new IllegalStateException("kept");
            });
    end(pool);
  }

  /** Submits a task that fails with another failure, whose cause is kept, and ends the pool. */
  public static void wrap(ExecutorService pool) throws InterruptedException {
    pool.execute(
        new FutureTask<>(
            () -> {
              throw new IllegalArgumentException(CAUSE);
            }));
    end(pool);
  }

  private static void end(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }
}
