package dev.startguard.core.pool;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** The threads of this JVM, without the locks of their groups. */
public final class Threads {
  private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker";

  private Threads() {}

  /** Those that live and are none of the JVM's own; virtual ones are not among them. */
  public static @Nullable Thread[] all() {
    try {
      return (Thread[]) Parts.ALL.invoke();
    } catch (Error fatal) {
      throw fatal;
    } catch (Throwable none) {
      return new Thread[0];
    }
  }

  /** Whether it is parked without a time limit at this moment. Its own methods are not asked. */
  public static boolean waits(Thread thread) {
    return (status(thread) & State.WAITING) != 0;
  }

  /** Whether it waits for the monitor of an object at this moment. */
  public static boolean blocked(Thread thread) {
    return (status(thread) & State.BLOCKED) != 0;
  }

  /** Whether it runs, or the JVM takes it for running, as in a native read. */
  public static boolean runs(Thread thread) {
    return (status(thread) & State.RUNNABLE) != 0;
  }

  /** As it was given, whatever a class of the application's says that its id is. */
  static long id(Thread thread) {
    return (long) State.ID.get(thread);
  }

  private static int status(Thread thread) {
    Object holder = State.HOLDER == null ? thread : State.HOLDER.get(thread);
    return holder == null ? 0 : (int) State.STATUS.getVolatile(holder);
  }

  /** Its stack, the latest frame first; empty when it has just ended. */
  public static StackTraceElement[] stack(Thread thread) {
    StackTraceElement[] stack = stacks(new Thread[] {thread})[0];
    return stack == null ? new StackTraceElement[0] : stack;
  }

  /** The stacks of all of these at one moment; null of who has just ended. */
  public static @Nullable StackTraceElement[][] stacks(Thread[] threads) {
    try {
      return (StackTraceElement[][]) Parts.STACKS.invoke(threads);
    } catch (Error fatal) {
      throw fatal;
    } catch (Throwable none) {
      return new StackTraceElement[threads.length][];
    }
  }

  /** What it was given to run; null when that is unknown. */
  public static @Nullable Object task(Thread thread) {
    Object holder = State.HOLDER == null ? thread : State.HOLDER.get(thread);
    return holder == null ? null : State.TASK.get(holder);
  }

  /** The pool whose worker it is; null when it is none's, or that is hidden in what it runs. */
  public static @Nullable ThreadPoolExecutor pool(Thread thread) {
    Object task = task(thread);
    return task != null && task.getClass().getName().equals(WORKER)
        ? (ThreadPoolExecutor) Worker.POOL.get(task)
        : null;
  }

  private static final class Worker {
    static final VarHandle POOL =
        Internals.field(Internals.type(WORKER), "this$0", ThreadPoolExecutor.class);

    private Worker() {}
  }

  private static final class Parts {
    static final MethodHandle ALL = Internals.function(Thread.class, "getThreads", Thread[].class);
    static final MethodHandle STACKS =
        Internals.function(
            Thread.class, "dumpThreads", StackTraceElement[][].class, Thread[].class);

    private Parts() {}
  }

  /** From 19 on they lie in an object beside the thread. */
  private static final class State {
    /** Of the JVM's tool interface: {@code JVMTI_THREAD_STATE_WAITING_INDEFINITELY}. */
    static final int WAITING = 0x10;

    /** {@code JVMTI_THREAD_STATE_BLOCKED_ON_MONITOR_ENTER}. */
    static final int BLOCKED = 0x400;

    /** {@code JVMTI_THREAD_STATE_RUNNABLE}. */
    static final int RUNNABLE = 0x04;

    static final VarHandle ID = Internals.field(Thread.class, "tid", long.class);
    static final @Nullable VarHandle HOLDER;
    static final VarHandle STATUS;
    static final VarHandle TASK;

    static {
      if (Runtime.version().feature() < 19) {
        HOLDER = null;
        STATUS = Internals.field(Thread.class, "threadStatus", int.class);
        TASK = Internals.field(Thread.class, "target", Runnable.class);
      } else {
        Class<?> holder = Internals.type("java.lang.Thread$FieldHolder");
        HOLDER = Internals.field(Thread.class, "holder", holder);
        STATUS = Internals.field(holder, "threadStatus", int.class);
        TASK = Internals.field(holder, "task", Runnable.class);
      }
    }

    private State() {}
  }
}
