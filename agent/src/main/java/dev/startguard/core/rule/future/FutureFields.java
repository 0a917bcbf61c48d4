package dev.startguard.core.rule.future;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What futures and threads hold, read without their methods, of which the application may have its
 * own. Looked up when first needed, never before {@code main}.
 */
final class FutureFields {
  private static final VarHandle OUTCOME;
  private static final VarHandle RESULT;
  private static final Class<?> ALT_RESULT;
  private static final VarHandle EXCEPTION;
  private static final Class<?> DEPENDENT;
  private static final VarHandle SOURCE;
  private static final Class<?> ANY_OF;
  private static final VarHandle ANY_SOURCE;
  private static final VarHandle INTERRUPTED;
  private static final VarHandle SHUTDOWN_HOOKS;

  static {
    try {
      String future = "java.util.concurrent.CompletableFuture";
      OUTCOME = inside(FutureTask.class).findVarHandle(FutureTask.class, "outcome", Object.class);
      RESULT =
          inside(CompletableFuture.class)
              .findVarHandle(CompletableFuture.class, "result", Object.class);
      ALT_RESULT = type(future + "$AltResult");
      EXCEPTION = inside(ALT_RESULT).findVarHandle(ALT_RESULT, "ex", Throwable.class);
      DEPENDENT = type(future + "$UniCompletion");
      SOURCE = inside(DEPENDENT).findVarHandle(DEPENDENT, "src", CompletableFuture.class);
      ANY_OF = type(future + "$AnyOf");
      ANY_SOURCE = inside(ANY_OF).findVarHandle(ANY_OF, "src", CompletableFuture.class);
      INTERRUPTED = inside(Thread.class).findVarHandle(Thread.class, "interrupted", boolean.class);
      Class<?> hooks = type("java.lang.ApplicationShutdownHooks");
      SHUTDOWN_HOOKS = inside(hooks).findStaticVarHandle(hooks, "hooks", IdentityHashMap.class);
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

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

  /** Whether it is a {@link CompletableFuture} that has not ended. */
  static boolean open(Object future) {
    return future instanceof CompletableFuture<?> completable
        && RESULT.getVolatile(completable) == null;
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

  /** Whether the JVM has begun to run the application's shutdown hooks. */
  static boolean shuttingDown() {
    return SHUTDOWN_HOOKS.getVolatile() == null;
  }

  private static MethodHandles.Lookup inside(Class<?> type) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, null);
  }
}
