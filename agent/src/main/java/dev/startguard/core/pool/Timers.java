package dev.startguard.core.pool;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Looks into a {@link java.util.Timer}'s thread. */
public final class Timers {
  /** So far a task is neither cancelled nor run. */
  private static final int SCHEDULED = 1;

  private Timers() {}

  /**
   * The tasks that it has still to run.
   *
   * @param thread a {@code java.util.TimerThread}
   */
  public static List<TimerTask> tasks(Object thread) {
    List<TimerTask> tasks = new ArrayList<>();
    Object queue = Parts.QUEUE.get(thread);
    for (@Nullable TimerTask task : (@Nullable TimerTask[]) Parts.TASKS.get(queue)) {
      if (task != null && (int) Parts.STATE.get(task) == SCHEDULED) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  private static final class Parts {
    private static final Class<?> THREAD = Internals.type("java.util.TimerThread");
    private static final Class<?> TASK_QUEUE = Internals.type("java.util.TaskQueue");
    static final VarHandle QUEUE = Internals.field(THREAD, "queue", TASK_QUEUE);
    static final VarHandle TASKS = Internals.field(TASK_QUEUE, "queue", TimerTask[].class);
    static final VarHandle STATE = Internals.field(TimerTask.class, "state", int.class);

    private Parts() {}
  }
}
