package dev.startguard.core.rule.future;

import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.rule.Failure;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The futures that fail, and whose failures nobody needs: a stage behind it has ended without it,
 * or hands on the failure of the one before it. Two that fail at the same moment are marked first,
 * and look then: one of them at least sees the other.
 */
final class Excuses {
  private static final int MOST = 10_000;

  private final Failures failures;

  /** By future that is about to fail: whether it is excused. One without room is. */
  private final IdentityTable<Object, Boolean> failing = new IdentityTable<>(MOST);

  Excuses(Failures failures) {
    this.failures = failures;
  }

  /**
   * Remembers that it is about to fail, unless it has ended.
   *
   * @param root what with
   */
  void begin(Object future, Throwable root) {
    if (!FutureFields.open(future) || failing.get(future) != null) {
      return;
    }
    if (failing.put(future, false) && Dependents.excuse(future, root, this)) {
      failing.put(future, true);
    }
  }

  private boolean failing(@Nullable Object future) {
    return future != null && failing.get(future) != null;
  }

  /** Whether one that is about to fail is excused. */
  boolean has(Object future) {
    Boolean excused = failing.get(future);
    return excused == null || excused;
  }

  /**
   * Whether one that has failed is excused.
   *
   * @param root what it failed with
   */
  boolean end(Object future, Throwable root) {
    if (!(future instanceof CompletableFuture)) {
      return false;
    }
    Boolean excused = failing.remove(future);
    return excused == null || excused || Dependents.excuse(future, root, this);
  }

  /** Whether this one's failure, or what it is about to fail with, is not that one. */
  boolean other(Object future, Throwable root) {
    Throwable failure = FutureFields.failure(future);
    return failure == null ? failing(future) : Failure.root(failure) != root;
  }

  /**
   * Excuses one whose failure is not handed on.
   *
   * @param instead what is; null when it is not known yet
   */
  void drop(Object future, @Nullable Throwable instead) {
    if (failing.get(future) != null) {
      failing.put(future, true); // it may not have come so far that it is known
    }
    Throwable failure = FutureFields.failure(future);
    Throwable root = failure == null ? null : Failure.root(failure);
    if (root != null && !is(root, instead)) {
      failures.know(root);
    }
  }

  /** Of the futures in an array one failure is handed on: the first in their order. */
  void all(@Nullable Object group) {
    Object first = null;
    for (Object each : group instanceof Object[] array ? array : new Object[0]) {
      if (first != null && each != null) {
        drop(each, FutureFields.failure(first));
      }
      if (first == null && (failing(each) || FutureFields.failure(each) != null)) {
        first = each;
      }
    }
  }

  private static boolean is(Throwable root, @Nullable Throwable thrown) {
    return thrown != null && Failure.root(thrown) == root;
  }
}
