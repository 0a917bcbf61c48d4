package dev.startguard.core.rule.future;

import dev.startguard.core.pool.Futures;
import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.rule.Failure;
import java.util.ArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The futures that somebody waited for, and gave up, for as long as they live: what they fail with,
 * at whatever moment, was not left unasked.
 */
final class AskedInVain {
  static final int MOST = 1 << 16;

  /** Each future beyond takes one of so many bits, for good, and with it all that share it. */
  private static final int BITS = 1 << 20;

  private static final int WORDS = BITS / Integer.SIZE;

  private final Failures failures;
  private final Cancels cancels = new Cancels();
  private final IdentityTable<Object, Boolean> futures = new IdentityTable<>(MOST);
  private final AtomicReference<@Nullable AtomicIntegerArray> others = new AtomicReference<>();

  /** By future that ends as another did: the failure of that one. */
  private final IdentityTable<Object, Lost> relayed = new IdentityTable<>(MOST);

  AskedInVain(Failures failures) {
    this.failures = failures;
  }

  void add(@Nullable Object future) {
    if (future == null) {
      return;
    }
    if (!FutureFields.over(future) && !remembers(future) && !futures.put(future, true)) {
      addOther(future);
    }
    Throwable failure = FutureFields.failure(future);
    if (failure != null) {
      failures.know(Failure.root(failure));
      return;
    }
    Lost lost = relayed.get(future);
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

  /**
   * One that is about to be cancelled. A task that nobody runs fails no more, unless it begins to
   * run at this moment: then it is found among the latest.
   */
  void cancel(@Nullable Object future) {
    if (future instanceof FutureTask<?> task) {
      cancels.add(task);
      if (FutureFields.over(task) || Futures.runner(task) != null) {
        add(task);
      }
    }
  }

  /** Who gives up on it at the moment in which it is to fail so is told by either table. */
  void relay(Object future, Lost lost) {
    if (!relayed.put(future, lost) || has(future)) {
      lost.know();
    }
  }

  /** Asked of what fails: whether somebody gave up on it, or is about to. */
  boolean has(Object future) {
    return remembers(future) || (future instanceof FutureTask && cancels.has(future));
  }

  private boolean remembers(Object future) {
    return futures.get(future) != null || hasOther(future);
  }

  private void addOther(Object future) {
    AtomicIntegerArray fresh = new AtomicIntegerArray(others.get() == null ? WORDS : 0);
    AtomicIntegerArray known = others.compareAndExchange(null, fresh);
    AtomicIntegerArray bits = known == null ? fresh : known;
    int bit = bit(future);
    int place = bit / Integer.SIZE;
    int old = bits.get(place);
    while (!bits.compareAndSet(place, old, old | 1 << bit)) {
      old = bits.get(place);
    }
  }

  private boolean hasOther(Object future) {
    AtomicIntegerArray bits = others.get();
    int bit = bits == null ? 0 : bit(future);
    return bits != null && (bits.get(bit / Integer.SIZE) & 1 << bit) != 0;
  }

  private static int bit(Object future) {
    int hash = System.identityHashCode(future);
    return (hash ^ hash >>> 15) & (BITS - 1);
  }
}
