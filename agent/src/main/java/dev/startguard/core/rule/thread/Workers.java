package dev.startguard.core.rule.thread;

import dev.startguard.core.pool.Threads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The workers of thread pools, and how far they are, without touching what they run on. */
final class Workers {
  private static final Class<?> WORKER;
  private static final VarHandle COMPLETED;

  static {
    try {
      WORKER = Class.forName("java.util.concurrent.ThreadPoolExecutor$Worker", false, null);
      COMPLETED =
          MethodHandles.privateLookupIn(WORKER, MethodHandles.lookup())
              .findVarHandle(WORKER, "completedTasks", long.class);
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  private Workers() {}

  /** The worker that runs on the thread; null for a thread of no pool. */
  static @Nullable Object of(Thread thread) {
    Object task = Threads.task(thread);
    return task != null && task.getClass() == WORKER ? task : null;
  }

  /** How many tasks it has completed: the same from a task's first line to its last. */
  static long completed(Object worker) {
    return (long) COMPLETED.getVolatile(worker);
  }
}
