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
    if (size.get() > 0) {
      int hash = hash(root);
      for (int i = 0; i < WINDOW; i++) {
        Entry entry = entry(hash, i, root);
        if (entry != null && entry.root) {
          return entry.lost;
        }
      }
    }
    return null;
  }

  /**
   * That somebody knows of a throwable: of the failure that it is, and of those that it is a cause
   * of.
   */
  void know(Throwable thrown) {
    if (size.get() > 0) {
      int hash = hash(thrown);
      for (int i = 0; i < WINDOW; i++) {
        Entry entry = entry(hash, i, thrown);
        if (entry != null) {
          entry.lost.know();
        }
      }
    }
  }

  /**
   * Keeps a failure: of two threads that fail with one throwable at once, at most the first.
   *
   * @param root true for the throwable itself; false for a cause of it
   */
  void add(Throwable thrown, Lost lost, boolean root) {
    Entry entry = new Entry(thrown, dead, lost, root);
    size.incrementAndGet(); // before it is there, for those who look only where something is
    for (int i = 0; i < WINDOW; i++) {
      int slot = (entry.hash + i) & (SLOTS - 1);
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, entry)) {
        if (root && another(entry, thrown)) {
          lost.know(); // the other one may have been asked already
        }
        return;
      }
    }
    size.decrementAndGet();
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

  /** Keeps none of them any more. */
  void forget() {
    for (int i = 0; i < SLOTS; i++) {
      Entry entry = slots.get(i);
      if (entry != null) {
        remove(entry);
      }
    }
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      remove((Entry) gone);
    }
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

  @SuppressWarnings("ReferenceEquality") // two of the same throwable are two
  private boolean another(Entry mine, Throwable thrown) {
    for (int i = 0; i < WINDOW; i++) {
      Entry entry = entry(mine.hash, i, thrown);
      if (entry != null && entry != mine && entry.root) {
        return true;
      }
    }
    return false;
  }

  /** The one in that slot of the throwable's window; null when it is not that throwable's. */
  private @Nullable Entry entry(int hash, int place, Throwable thrown) {
    Entry entry = slots.get((hash + place) & (SLOTS - 1));
    return entry != null && entry.hash == hash && entry.refersTo(thrown) ? entry : null;
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
