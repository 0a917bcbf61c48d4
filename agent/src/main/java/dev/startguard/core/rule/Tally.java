package dev.startguard.core.rule;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how many times each case was seen. From any thread; never blocks for long. */
final class Tally {
  /** No more cases are told apart: what comes then is not reported. */
  static final int MOST = 10_000;

  private final ConcurrentHashMap<Identity, AtomicLong> counts = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();

  /** Counts one; how many there are now. 0 when it is one case too many. */
  long count(Identity identity) {
    AtomicLong count = counts.get(identity);
    if (count == null) {
      if (counts.size() >= MOST) {
        refused.incrementAndGet();
        return 0;
      }
      AtomicLong fresh = new AtomicLong();
      AtomicLong other = counts.putIfAbsent(identity, fresh);
      count = other == null ? fresh : other;
    }
    return count.incrementAndGet();
  }

  /** Counts that case from the beginning. */
  void forget(Identity identity) {
    counts.remove(identity);
  }

  /** How many times it was one case too many. */
  long refused() {
    return refused.get();
  }

  /** Whether it is 10, 100, 1000 … */
  static boolean milestone(long count) {
    long rest = count;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return count >= 10 && rest == 1;
  }
}
