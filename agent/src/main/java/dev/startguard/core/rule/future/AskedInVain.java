package dev.startguard.core.rule.future;

import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.rule.Failure;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The futures that somebody waited for, and gave up, for as long as they live: what they fail with,
 * at whatever moment, was not left unasked.
 */
final class AskedInVain {
  private static final int MOST = 1 << 16;

  private final Failures failures;
  private final IdentityTable<Object, Boolean> futures = new IdentityTable<>(MOST);

  /** By future that ends as another did: the failure of that one. */
  private final IdentityTable<Object, Lost> relayed = new IdentityTable<>(MOST);

  /** There were too many to remember: since then it may have been any. */
  private volatile boolean full;

  AskedInVain(Failures failures) {
    this.failures = failures;
  }

  void add(@Nullable Object future) {
    if (future == null) {
      return;
    }
    if (!FutureFields.over(future) && futures.get(future) == null && !futures.put(future, true)) {
      full = true;
    }
    Throwable failure = FutureFields.failure(future);
    Lost lost = failure == null ? relayed.get(future) : failures.find(Failure.root(failure));
    if (lost != null) {
      lost.know();
    }
  }

  /** Each future in an array or a list. */
  void addAll(Object group) {
    if (group instanceof Object[] array) {
      for (Object each : array) {
        add(each);
      }
    } else if (group instanceof ArrayList<?> list) {
      for (Object each : list) {
        add(each);
      }
    }
  }

  /** Who gives up on it at the moment in which it is to fail so is told by either table. */
  void relay(Object future, Lost lost) {
    relayed.put(future, lost);
    if (has(future)) {
      lost.know();
    }
  }

  boolean has(Object future) {
    return full || futures.get(future) != null;
  }
}
