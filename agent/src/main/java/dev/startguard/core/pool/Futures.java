package dev.startguard.core.pool;

import java.lang.invoke.VarHandle;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Reads what stands in a {@link FutureTask}, whose methods may be overridden. */
public final class Futures {
  private static final String SCHEDULED =
      "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask";

  private Futures() {}

  /** Whether it has not ended, and was not cancelled. */
  public static boolean open(FutureTask<?> task) {
    return (int) Parts.STATE.getVolatile(task) == 0;
  }

  /** Who runs it; null when it has not begun, or has ended. */
  public static @Nullable Thread runner(FutureTask<?> task) {
    return (Thread) Parts.RUNNER.getVolatile(task);
  }

  /** Whether somebody waits for it at this moment. */
  public static boolean awaited(FutureTask<?> task) {
    return (Object) Parts.WAITERS.getVolatile(task) != null;
  }

  /** Whether it is a scheduled pool's. */
  public static boolean scheduled(Object task) {
    return task.getClass().getName().equals(SCHEDULED);
  }

  /** Whether a scheduled pool runs it again and again. */
  public static boolean periodic(Object task) {
    return scheduled(task) && (long) Scheduled.PERIOD.get(task) != 0;
  }

  /** When a scheduled pool's task is due, by {@link System#nanoTime}. */
  public static long due(Object task) {
    return (long) Scheduled.TIME.getVolatile(task);
  }

  /** The scheduled pool that the task is of. */
  public static ThreadPoolExecutor owner(Object task) {
    return (ThreadPoolExecutor) Scheduled.OWNER.get(task);
  }

  private static final class Parts {
    static final VarHandle STATE = Internals.field(FutureTask.class, "state", int.class);
    static final VarHandle RUNNER = Internals.field(FutureTask.class, "runner", Thread.class);
    static final VarHandle WAITERS =
        Internals.field(
            FutureTask.class,
            "waiters",
            Internals.type("java.util.concurrent.FutureTask$WaitNode"));

    private Parts() {}
  }

  private static final class Scheduled {
    private static final Class<?> TYPE = Internals.type(SCHEDULED);
    static final VarHandle PERIOD = Internals.field(TYPE, "period", long.class);
    static final VarHandle TIME = Internals.field(TYPE, "time", long.class);
    static final VarHandle OWNER =
        Internals.field(TYPE, "this$0", ScheduledThreadPoolExecutor.class);

    private Scheduled() {}
  }
}
