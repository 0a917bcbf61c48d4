package dev.startguard.core.rule.future;

import dev.startguard.core.pool.Internals;
import dev.startguard.core.rule.Failure;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The stages that wait for a future, as it keeps them. */
final class Dependents {
  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  /** So many are looked at. */
  private static final int MOST = 1000;

  private static final Class<?> COMPLETION = Internals.type(FUTURE + "$Completion");
  private static final Class<?> ONE = Internals.type(FUTURE + "$UniCompletion");
  private static final Class<?> TWO = Internals.type(FUTURE + "$BiCompletion");
  private static final Class<?> SECOND = Internals.type(FUTURE + "$CoCompletion");
  private static final VarHandle STACK =
      Internals.field(CompletableFuture.class, "stack", COMPLETION);
  private static final VarHandle NEXT = Internals.field(COMPLETION, "next", COMPLETION);
  private static final VarHandle STAGE = Internals.field(ONE, "dep", CompletableFuture.class);
  private static final VarHandle FIRST_SOURCE =
      Internals.field(ONE, "src", CompletableFuture.class);
  private static final VarHandle SECOND_SOURCE =
      Internals.field(TWO, "snd", CompletableFuture.class);
  private static final VarHandle BASE = Internals.field(SECOND, "base", TWO);

  private Dependents() {}

  /**
   * Whether somebody behind a future that fails does without it: has ended already, or hands on the
   * failure of the one before it instead. The one behind it is excused in its turn.
   *
   * @param root what it fails with
   */
  static boolean excuse(Object future, Throwable root, Excuses excuses) {
    boolean excused = false;
    Object each = future instanceof CompletableFuture<?> known ? STACK.getVolatile(known) : null;
    for (int i = 0; each != null && i < MOST; i++) {
      Object stage = SECOND.isInstance(each) ? BASE.get(each) : each;
      if (ONE.isInstance(stage)) {
        excused |= ended(STAGE.get(stage), root);
      }
      if (TWO.isInstance(stage)) {
        Object first = FIRST_SOURCE.get(stage);
        Object second = SECOND_SOURCE.get(stage);
        if (first == future && second != null && second != future) {
          excuses.drop(second, root);
        } else if (second == future && first != null) {
          excused |= first != future && excuses.other(first, root);
        }
      }
      each = NEXT.getVolatile(each);
    }
    return excused;
  }

  /** Whether it has ended by something else. */
  private static boolean ended(@Nullable Object stage, Throwable root) {
    Throwable failure = FutureFields.failure(stage);
    return failure == null
        ? stage != null && !FutureFields.open(stage)
        : Failure.root(failure) != root;
  }
}
