package dev.startguard.core.pool;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the queues of a ForkJoinPool: those of its threads, and those in which others leave
 * what they submit.
 */
final class WorkQueues {
  private WorkQueues() {}

  /**
   * What waits in them, read while it changes.
   *
   * @param submitted only what was surely submitted: of the threads' own tasks, those that are none
   *     of what a task splits its work into
   * @param most so many of them
   */
  static List<Object> content(ForkJoinPool pool, boolean submitted, int most) {
    List<Object> found = new ArrayList<>();
    @Nullable Object[] queues = (Object[]) Parts.QUEUES.get(pool);
    if (queues != null) {
      for (Object queue : queues) {
        @Nullable Object[] tasks = queue == null ? null : (Object[]) Parts.ARRAY.get(queue);
        if (queue != null && tasks != null) {
          boolean any = !submitted || (Object) Parts.OWNER.get(queue) == null;
          int top = (int) Parts.TOP.get(queue);
          for (int i = (int) Parts.BASE.get(queue); i - top < 0 && found.size() < most; i++) {
            Object task = tasks[i & (tasks.length - 1)];
            if (task != null && (any || Tasks.executed(task))) {
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
    static final VarHandle QUEUES =
        Internals.field(ForkJoinPool.class, "queues", QUEUE.arrayType());
    static final VarHandle OWNER = Internals.field(QUEUE, "owner", ForkJoinWorkerThread.class);
    static final VarHandle ARRAY = Internals.field(QUEUE, "array", ForkJoinTask[].class);
    static final VarHandle BASE = Internals.field(QUEUE, "base", int.class);
    static final VarHandle TOP = Internals.field(QUEUE, "top", int.class);

    private Parts() {}
  }
}
