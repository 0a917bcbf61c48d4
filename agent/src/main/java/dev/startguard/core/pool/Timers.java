package dev.startguard.core.pool;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Site;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Looks into a {@link Timer} and its thread. */
public final class Timers {
  /** Every other constructor calls this one. */
  public static final Call CREATION =
      new Call("java/util/Timer", "<init>", "(Ljava/lang/String;Z)V", Look.RETURNED);

  /** All that schedule a task call this one, with the first time and the period. */
  public static final Call SCHEDULE =
      new Call("java/util/Timer", "sched", "(Ljava/util/TimerTask;JJ)V", Look.ENTERED);

  /** So far a task was given to no timer. */
  private static final int VIRGIN = 0;

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

  /** Its one thread, a {@code java.util.TimerThread}. */
  public static Thread thread(Timer timer) {
    return (Thread) Parts.OWN_THREAD.get(timer);
  }

  /** Who creates it, while it is being created; null for the JDK. */
  public static @Nullable Site creator(Timer timer) {
    Creation creation = new Creation("java.util.Timer", timer, CREATION.api());
    creation.look();
    return creation.creator();
  }

  /** Whether a timer would take it; it takes none twice. */
  public static boolean fresh(TimerTask task) {
    return (int) Parts.STATE.get(task) == VIRGIN;
  }

  /**
   * In which run a periodic task is, asked from within it. At a fixed rate its times are known;
   * with a fixed delay that it is the first, when there was no time for another.
   *
   * @param first when it was to run first
   * @return -1 when that is not known
   */
  public static long run(TimerTask task, long first) {
    long period = (long) Parts.PERIOD.get(task);
    if (period == 0) {
      return -1;
    }
    long run = ((long) Parts.NEXT.get(task) - first) / Math.abs(period);
    return run == 1 || (run > 1 && period > 0) ? run : -1;
  }

  private static final class Parts {
    private static final Class<?> THREAD = Internals.type("java.util.TimerThread");
    private static final Class<?> TASK_QUEUE = Internals.type("java.util.TaskQueue");
    static final VarHandle QUEUE = Internals.field(THREAD, "queue", TASK_QUEUE);
    static final VarHandle TASKS = Internals.field(TASK_QUEUE, "queue", TimerTask[].class);
    static final VarHandle STATE = Internals.field(TimerTask.class, "state", int.class);
    static final VarHandle NEXT = Internals.field(TimerTask.class, "nextExecutionTime", long.class);
    static final VarHandle PERIOD = Internals.field(TimerTask.class, "period", long.class);
    static final VarHandle OWN_THREAD = Internals.field(Timer.class, "thread", THREAD);

    private Parts() {}
  }
}
