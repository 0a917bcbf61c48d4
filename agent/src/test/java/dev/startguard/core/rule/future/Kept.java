package dev.startguard.core.rule.future;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** As an application holds what failed: in a static field. */
public final class Kept {
  static Future<?> failed;

  private Kept() {}

  /** Submits a task that fails, and ends the pool. */
  public static void fail(ExecutorService pool) throws InterruptedException {
    failed =
        pool.submit(
            () -> {
              throw new IllegalStateException("kept");
            });
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }
}
