package dev.startguard.core.rule.future;

import dev.startguard.core.pool.Internals;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What futures and threads hold, read without their methods, of which the application may have its
 * own. Looked up when first needed, never before {@code main}.
 */
final class FutureFields {
  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  /** The least state of a task whose outcome is there. */
  private static final int ENDED = 2;

  private static final VarHandle STATE = Internals.field(FutureTask.class, "state", int.class);
  private static final VarHandle OUTCOME =
      Internals.field(FutureTask.class, "outcome", Object.class);
  private static final VarHandle RESULT =
      Internals.field(CompletableFuture.class, "result", Object.class);
  private static final Class<?> ALT_RESULT = Internals.type(FUTURE + "$AltResult");
  private static final VarHandle EXCEPTION = Internals.field(ALT_RESULT, "ex", Throwable.class);
  private static final Class<?> DEPENDENT = Internals.type(FUTURE + "$UniCompletion");
  private static final VarHandle SOURCE =
      Internals.field(DEPENDENT, "src", CompletableFuture.class);
  private static final Class<?> ANY_OF = Internals.type(FUTURE + "$AnyOf");
  private static final VarHandle ANY_SOURCE =
      Internals.field(ANY_OF, "src", CompletableFuture.class);
  private static final VarHandle INTERRUPTED =
      Internals.field(Thread.class, "interrupted", boolean.class);

  private FutureFields() {}

  /** What a future failed with; null when it did not, or not yet, or is none of the JDK's. */
  static @Nullable Throwable failure(@Nullable Object future) {
    if (future instanceof FutureTask<?> task) {
      return OUTCOME.getVolatile(task) instanceof Throwable thrown ? thrown : null;
    }
    return future instanceof CompletableFuture<?> completable
        ? exception(RESULT.getVolatile(completable))
        : null;
  }

  /** Whether it has ended, or was cancelled; false of one that is none of the JDK's. */
  static boolean over(Object future) {
    if (future instanceof FutureTask<?> task) {
      return (int) STATE.getVolatile(task) >= ENDED;
    }
    return future instanceof CompletableFuture<?> completable
        && RESULT.getVolatile(completable) != null;
  }

  /** Whether it is a {@link CompletableFuture} that has not ended. */
  static boolean open(Object future) {
    return future instanceof CompletableFuture && !over(future);
  }

  /** What a {@link CompletableFuture} keeps instead of a result; null for a result. */
  static @Nullable Throwable exception(@Nullable Object result) {
    return ALT_RESULT.isInstance(result) ? (Throwable) EXCEPTION.get(result) : null;
  }

  /** The future on whose end a stage waits; null when it has been told of it. */
  static @Nullable Object source(@Nullable Object stage) {
    return DEPENDENT.isInstance(stage)
        ? SOURCE.get(stage)
        : ANY_OF.isInstance(stage) ? ANY_SOURCE.get(stage) : null;
  }

  static boolean interrupted(Thread thread) {
    return (boolean) INTERRUPTED.getVolatile(thread);
  }
}
