package dev.startguard.core.pool;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
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
    List<Object> found = new ArrayList<>();
    @Nullable Object[] queues = (Object[]) Parts.QUEUES.get(ForkJoinPool.commonPool());
    if (queues != null) {
      for (Object queue : queues) {
        @Nullable Object[] tasks = queue == null ? null : (Object[]) Parts.ARRAY.get(queue);
        if (queue != null && tasks != null) {
          int top = (int) Parts.TOP.get(queue);
          for (int i = (int) Parts.BASE.get(queue); i - top < 0 && found.size() < most; i++) {
            Object task = tasks[i & (tasks.length - 1)];
            if (task != null) {
              found.add(task);
            }
          }
        }
      }
    }
    return found;
  }

  private static final class Parts {
    private static final Class<?> QUEUE =
        Internals.type("java.util.concurrent.ForkJoinPool$WorkQueue");
    static final VarHandle POOL =
        Internals.field(ForkJoinWorkerThread.class, "pool", ForkJoinPool.class);
    static final VarHandle QUEUES =
        Internals.field(ForkJoinPool.class, "queues", QUEUE.arrayType());
    static final VarHandle ARRAY = Internals.field(QUEUE, "array", ForkJoinTask[].class);
    static final VarHandle BASE = Internals.field(QUEUE, "base", int.class);
    static final VarHandle TOP = Internals.field(QUEUE, "top", int.class);

    private Parts() {}
  }
}
