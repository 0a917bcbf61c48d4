package dev.startguard.core.pool;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/** Looks into the common pool, where the application has one. */
public final class CommonPool {
  private CommonPool() {}

  /** Its threads among these. */
  public static List<Thread> workers(@Nullable Thread[] threads) {
    List<Thread> workers = new ArrayList<>(0);
    for (Thread thread : threads) {
      if (thread != null && has(thread)) {
        workers.add(thread);
      }
    }
    return workers;
  }

  /** Whether it is one of its threads. */
  public static boolean has(Thread thread) {
    return thread instanceof ForkJoinWorkerThread
        && Parts.POOL.get(thread) == ForkJoinPool.commonPool(); // so that it is there already
  }

  /**
   * What waits in it, read while it changes. To be asked only where it has workers.
   *
   * @param most so many of them
   */
  public static List<Object> queued(int most) {
    return WorkQueues.content(ForkJoinPool.commonPool(), false, most);
  }

  private static final class Parts {
    static final VarHandle POOL =
        Internals.field(ForkJoinWorkerThread.class, "pool", ForkJoinPool.class);

    private Parts() {}
  }
}
