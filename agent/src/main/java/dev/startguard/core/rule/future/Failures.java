package dev.startguard.core.rule.future;

import dev.startguard.core.rule.Docket;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The throwables that made futures fail, for as long as they live, by identity. From any thread,
 * without a lock; bounded: what does not fit is counted, and never told of.
 */
final class Failures {
  private static final int SLOTS = 4096;

  /** How many slots a throwable may take; beyond, there is no room for it. */
  private static final int WINDOW = 16;

  /** Each takes the time of putting a stack into words. */
  private static final int SETTLED_AT_A_LOOK = 64;

  private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);
  private final ReferenceQueue<Throwable> dead = new ReferenceQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();

  /** The failure of exactly that throwable; null when it is not known. */
  @Nullable Lost find(Throwable root) {
    Entry entry = entry(root);
    return entry != null && entry.root ? entry.lost : null;
  }

  /** The same, or the failure that it is a cause of. */
  @Nullable Lost findCause(Throwable cause) {
    Entry entry = entry(cause);
    return entry == null ? null : entry.lost;
  }

  /**
   * Keeps a failure.
   *
   * @param root true for the throwable itself; false for a cause of it
   */
  void add(Throwable thrown, Lost lost, boolean root) {
    Entry entry = new Entry(thrown, dead, lost, root);
    for (int i = 0; i < WINDOW; i++) {
      int slot = (entry.hash + i) & (SLOTS - 1);
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, entry)) {
        size.incrementAndGet();
        return;
      }
    }
    if (root) {
      refused.incrementAndGet();
    } else {
      lost.know(); // who prints the cause would not be seen
    }
  }

  /** The next failure whose throwable nobody can have any more; null when there is none. */
  @Nullable Lost poll() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      Entry entry = (Entry) gone;
      remove(entry);
      if (entry.root) {
        return entry.lost;
      }
    }
    return null;
  }

  /** Settles those that were there at the last look, some at a time. */
  void settle(Docket docket, String api) {
    int left = size.get() == 0 ? 0 : SETTLED_AT_A_LOOK;
    for (int i = 0; i < SLOTS && left > 0; i++) {
      Entry entry = slots.get(i);
      if (entry != null && entry.root && !entry.settled) {
        if (entry.looked) {
          entry.lost.settle(docket, api);
          entry.settled = true;
          left--;
        }
        entry.looked = true;
      }
    }
  }

  /** All that are still kept. */
  List<Lost> rest() {
    List<Lost> rest = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      Entry entry = slots.get(i);
      if (entry != null && entry.root) {
        rest.add(entry.lost);
      }
    }
    return rest;
  }

  /** How many there was no room for. */
  long refused() {
    return refused.get();
  }

  private void remove(Entry entry) {
    for (int i = 0; i < WINDOW; i++) {
      if (slots.compareAndSet((entry.hash + i) & (SLOTS - 1), entry, null)) {
        size.decrementAndGet();
        return;
      }
    }
  }

  private @Nullable Entry entry(Throwable thrown) {
    if (size.get() == 0) {
      return null;
    }
    int hash = hash(thrown);
    for (int i = 0; i < WINDOW; i++) {
      Entry entry = slots.get((hash + i) & (SLOTS - 1));
      if (entry != null && entry.hash == hash && entry.refersTo(thrown)) {
        return entry;
      }
    }
    return null;
  }

  private static int hash(Throwable thrown) {
    int hash = System.identityHashCode(thrown);
    return hash ^ hash >>> 15;
  }

  /** Not a weak one: a finalizer might still ask. */
  private static final class Entry extends PhantomReference<Throwable> {
    private final int hash;
    private final Lost lost;
    private final boolean root;

    /** For the sampler's thread. */
    private boolean looked;

    private boolean settled;

    Entry(Throwable thrown, ReferenceQueue<Throwable> dead, Lost lost, boolean root) {
      super(thrown, dead);
      hash = hash(thrown);
      this.lost = lost;
      this.root = root;
    }
  }
}
