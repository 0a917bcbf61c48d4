package dev.startguard.core.rule.future;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The futures that were cancelled last, by identity and about: as good as always those that are
 * being cancelled at this moment. Without a lock and without an allocation: tasks with a time limit
 * are cancelled by the million.
 */
final class Cancels {
  /** Rows, one for each of so many threads. */
  private static final int ROWS = 64;

  /** How many of its cancellations a row remembers. */
  private static final int LENGTH = 16;

  private final AtomicIntegerArray next = new AtomicIntegerArray(ROWS);
  private final AtomicIntegerArray hashes = new AtomicIntegerArray(ROWS * LENGTH);

  void add(Object future) {
    int row = System.identityHashCode(Thread.currentThread()) & (ROWS - 1);
    int place = next.getAndIncrement(row) & (LENGTH - 1);
    hashes.set(row * LENGTH + place, System.identityHashCode(future));
  }

  boolean has(Object future) {
    int hash = System.identityHashCode(future);
    for (int i = 0; i < ROWS * LENGTH; i++) {
      if (hashes.get(i) == hash) {
        return true;
      }
    }
    return false;
  }
}
