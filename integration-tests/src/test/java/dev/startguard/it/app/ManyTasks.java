package dev.startguard.it.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Runs very many tasks on eight threads, and says how many have run. */
public final class ManyTasks {
  private static final int THREADS = 8;
  private static final int WAITING = 10_000;
  private static final int KINDS = 4;

  private final LongAdder ran = new LongAdder();
  private final Semaphore room = new Semaphore(WAITING);

  private ManyTasks() {}

  /**
   * Runs them, in equal parts executed, submitted, and completed in two ways.
   *
   * @param args how many
   */
  public static void main(String[] args) throws InterruptedException {
    ManyTasks tasks = new ManyTasks();
    tasks.run(Integer.parseInt(args[0]));
    System.out.println(tasks.ran.sum() + " tasks ran");
  }

  @SuppressWarnings("FutureReturnValueIgnored") // they are counted
  private void run(int count) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < count; i++) {
      room.acquire();
      switch (i % KINDS) {
        case 0 -> pool.execute(this::one);
        case 1 -> pool.submit(this::one);
        case 2 -> CompletableFuture.runAsync(this::one, pool);
        default ->
            CompletableFuture.supplyAsync(() -> 1, pool)
                .handle((value, failure) -> failure)
                .thenRun(this::one);
      }
    }
    pool.shutdown();
    if (!pool.awaitTermination(1, TimeUnit.HOURS)) {
      throw new IllegalStateException("an hour was not enough");
    }
  }

  private void one() {
    ran.increment();
    room.release();
  }
}
