package dev.startguard.core.pool;

import dev.startguard.core.rule.Identity;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Tells what a task is that a pool has been given, beneath what the JDK wraps around it. */
public final class Tasks {
  /** Each pool that is given what the last one handed back adds two. */
  private static final int WRAPPERS = 100;

  private static final String CONCURRENT = "java.util.concurrent.";

  private static final String EXECUTED = CONCURRENT + "ForkJoinTask$RunnableExecuteAction";

  /** Of ForkJoinTasks that have a task of another kind within. */
  private static final String ADAPTED = CONCURRENT + "ForkJoinTask$Adapted";

  private Tasks() {}

  /** What the application wrote; the task itself, when it is not known any more. */
  public static Object bare(Object task) {
    Object bare = task;
    for (int i = 0; i < WRAPPERS; i++) {
      Object inner = inner(bare);
      if (inner == null) {
        return bare;
      }
      bare = inner;
    }
    return bare;
  }

  /**
   * Whether nobody needs it any more: it has ended or was cancelled, or what the JDK wrapped in it
   * has; or it is of a CompletableFuture that has its result.
   */
  public static boolean settled(Object task) {
    Object layer = task;
    for (int i = 0; i <= WRAPPERS && layer != null; i++) {
      if (over(layer)) {
        return true;
      }
      layer = inner(layer);
    }
    return false;
  }

  /**
   * Whether it is a future that is none of the JDK's, Guava's say: nobody can tell whether it was
   * cancelled, and whom it tells of its end.
   */
  public static boolean foreign(Object task) {
    return task instanceof java.util.concurrent.Future<?>
        && !(task instanceof FutureTask<?>)
        && !task.getClass().getName().startsWith("java.");
  }

  private static boolean over(Object task) {
    return task instanceof FutureTask<?> future
        ? !Futures.open(future)
        : (task instanceof ForkJoinTask<?> forked && forked.isDone()) || complete(task);
  }

  /** Whether it is a CompletableFuture's, which it lets go when it runs. */
  public static boolean ofStage(Object task) {
    return task.getClass().getName().startsWith(CONCURRENT) && future(task) != null;
  }

  /**
   * Whether a ForkJoinPool was given it by {@code execute}, and by nobody who may join it: it is no
   * part of another task.
   */
  static boolean executed(Object task) {
    return task.getClass().getName().equals(EXECUTED) || ofStage(task);
  }

  private static boolean complete(Object task) {
    if (!task.getClass().getName().startsWith(CONCURRENT)) {
      return false;
    }
    VarHandle part = future(task);
    Object future = part == null ? null : part.get(task);
    return part != null && (future == null || (Object) Result.RESULT.getVolatile(future) != null);
  }

  /** Where a CompletableFuture's task has its future, until it has run. */
  private static @Nullable VarHandle future(Object task) {
    if (Stage.TYPE.isInstance(task)) {
      return Stage.FUTURE;
    }
    return switch (task.getClass().getName()) {
      case CONCURRENT + "CompletableFuture$AsyncRun" -> Run.FUTURE;
      case CONCURRENT + "CompletableFuture$AsyncSupply" -> Supply.FUTURE;
      default -> null;
    };
  }

  /** The class that it is written in, were it a lambda: {@code com.acme.Prices}. */
  public static String host(Class<?> type) {
    return Identity.unhidden(type.getName());
  }

  /** {@code com.acme.Refresh}, {@code a lambda of com.acme.Prices}. */
  public static String text(Class<?> type) {
    String host = host(type);
    return host.length() < type.getName().length() ? "a lambda of " + host : host;
  }

  /** What the JDK wrapped so, one layer below; null for what it did not, or does not know. */
  public static @Nullable Object inner(Object task) {
    if (task instanceof FutureTask<?>) {
      return Future.CALLABLE.get(task);
    }
    String name = task.getClass().getName();
    if (!name.startsWith(CONCURRENT)) {
      return null;
    }
    return switch (name.substring(CONCURRENT.length())) {
      case "Executors$RunnableAdapter" -> Adapter.TASK.get(task);
      case "CompletableFuture$AsyncRun" -> Run.FUNCTION.get(task);
      case "CompletableFuture$AsyncSupply" -> Supply.FUNCTION.get(task);
      case "ForkJoinTask$RunnableExecuteAction" -> Execute.RUNNABLE.get(task);
      case "ForkJoinTask$AdaptedRunnable" -> Adapted.RUNNABLE.get(task);
      case "ForkJoinTask$AdaptedRunnableAction" -> AdaptedAction.RUNNABLE.get(task);
      case "ForkJoinTask$AdaptedCallable" -> AdaptedCall.CALLABLE.get(task);
      case "ForkJoinTask$AdaptedInterruptibleRunnable" -> Interruptible.RUNNABLE.get(task);
      case "ForkJoinTask$AdaptedInterruptibleCallable" -> InterruptibleCall.CALLABLE.get(task);
      default -> null;
    };
  }

  private static final class Future {
    static final VarHandle CALLABLE = Internals.field(FutureTask.class, "callable", Callable.class);

    private Future() {}
  }

  private static final class Adapter {
    static final VarHandle TASK =
        Internals.field(
            Internals.type(CONCURRENT + "Executors$RunnableAdapter"), "task", Runnable.class);

    private Adapter() {}
  }

  private static final class Run {
    private static final Class<?> TYPE = Internals.type(CONCURRENT + "CompletableFuture$AsyncRun");
    static final VarHandle FUNCTION = Internals.field(TYPE, "fn", Runnable.class);
    static final VarHandle FUTURE = Internals.field(TYPE, "dep", CompletableFuture.class);

    private Run() {}
  }

  private static final class Supply {
    private static final Class<?> TYPE =
        Internals.type(CONCURRENT + "CompletableFuture$AsyncSupply");
    static final VarHandle FUNCTION =
        Internals.field(TYPE, "fn", java.util.function.Supplier.class);
    static final VarHandle FUTURE = Internals.field(TYPE, "dep", CompletableFuture.class);

    private Supply() {}
  }

  /** Of {@code thenApplyAsync} and its like. */
  private static final class Stage {
    static final Class<?> TYPE = Internals.type(CONCURRENT + "CompletableFuture$UniCompletion");
    static final VarHandle FUTURE = Internals.field(TYPE, "dep", CompletableFuture.class);

    private Stage() {}
  }

  private static final class Result {
    static final VarHandle RESULT =
        Internals.field(CompletableFuture.class, "result", Object.class);

    private Result() {}
  }

  private static final class Execute {
    static final VarHandle RUNNABLE =
        Internals.field(Internals.type(EXECUTED), "runnable", Runnable.class);

    private Execute() {}
  }

  private static final class Adapted {
    static final VarHandle RUNNABLE = adapted("Runnable", "runnable", Runnable.class);

    private Adapted() {}
  }

  private static final class AdaptedAction {
    static final VarHandle RUNNABLE = adapted("RunnableAction", "runnable", Runnable.class);

    private AdaptedAction() {}
  }

  private static final class AdaptedCall {
    static final VarHandle CALLABLE = adapted("Callable", "callable", Callable.class);

    private AdaptedCall() {}
  }

  private static final class Interruptible {
    static final VarHandle RUNNABLE = adapted("InterruptibleRunnable", "runnable", Runnable.class);

    private Interruptible() {}
  }

  private static final class InterruptibleCall {
    static final VarHandle CALLABLE = adapted("InterruptibleCallable", "callable", Callable.class);

    private InterruptibleCall() {}
  }

  private static VarHandle adapted(String kind, String field, Class<?> type) {
    return Internals.field(Internals.type(ADAPTED + kind), field, type);
  }
}
