package dev.startguard.bench.calls;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Work for pools whose methods are hooked, on the happy path: nothing fails, nothing is lost. One
 * operation is one task, of a thousand that are waited for together.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Tasks {
  private static final int BATCH = 1000;

  /** A pool, and who waits for its work. */
  @State(Scope.Benchmark)
  public static class Work {
    @Param({"1", "2", "8"})
    int threads;

    ExecutorService pool;
    volatile CountDownLatch left;
    final Runnable task = () -> left.countDown();

    @Setup
    public void open() {
      pool = Executors.newFixedThreadPool(threads);
    }

    @TearDown
    public void close() {
      pool.shutdown();
    }
  }

  /** What one thread does alone. */
  @State(Scope.Thread)
  public static class Alone {
    final ThreadLocal<Object> local = ThreadLocal.withInitial(Object::new);
    final Runnable nothing = () -> {};
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void execute(Work work) throws InterruptedException {
    work.left = new CountDownLatch(BATCH);
    for (int i = 0; i < BATCH; i++) {
      work.pool.execute(work.task);
    }
    work.left.await();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void submit(Work work) throws InterruptedException {
    work.left = new CountDownLatch(BATCH);
    for (int i = 0; i < BATCH; i++) {
      work.pool.submit(work.task);
    }
    work.left.await();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void supplyAsync(Work work) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(BATCH);
    for (int i = 0; i < BATCH; i++) {
      CompletableFuture.supplyAsync(() -> 1, work.pool)
          .thenApply(n -> n + 1)
          .whenComplete((n, failure) -> left.countDown());
    }
    left.await();
  }

  @Benchmark
  public Object runFuture(Alone alone) {
    FutureTask<Object> task = new FutureTask<>(alone.nothing, alone);
    task.run();
    return task;
  }

  @Benchmark
  public Object threadLocalGet(Alone alone) {
    return alone.local.get();
  }
}
