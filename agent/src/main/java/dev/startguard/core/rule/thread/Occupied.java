package dev.startguard.core.rule.thread;

import dev.startguard.core.rule.Site;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the midst of a call on what object: at most one thread for each, the first. Without a
 * lock and without an allocation, since it is asked at each call; what finds no place is not seen.
 */
final class Occupied {
  private static final int SLOTS = 1024;

  /** What no thread's number is. */
  private static final long NOBODY = 0;

  private final AtomicReferenceArray<@Nullable Object> objects = new AtomicReferenceArray<>(SLOTS);
  private final AtomicLongArray threads = new AtomicLongArray(SLOTS);
  private final AtomicReferenceArray<@Nullable Guest> guests = new AtomicReferenceArray<>(SLOTS);

  /** How often others found the slot taken, about: threads may count at the same moment. */
  private final int[] refused = new int[SLOTS];

  /** So often at the most: whoever is in the slot has left it by an exception. */
  private static final int PATIENCE = 1000;

  /**
   * Who entered an object while another thread was in it.
   *
   * @param object which one
   * @param use of a DecimalFormat, what for; else null
   * @param site of its call
   * @param place the same, or the application's frames, in words
   */
  record Guest(Object object, @Nullable DecimalUse use, String thread, Site site, String place) {}

  /**
   * A thread is about to call.
   *
   * @return whether another one is in the midst of a call, and has no guest yet
   */
  boolean enter(Object object, long thread) {
    int slot = slot(object);
    Object held = objects.get(slot);
    if (held == null) {
      if (objects.compareAndSet(slot, null, object)) {
        threads.lazySet(slot, thread);
      }
      return false;
    }
    if (held != object) {
      if (threads.get(slot) == thread || ++refused[slot] > PATIENCE) {
        take(slot, held, object, thread);
      }
      return false;
    }
    long holder = threads.get(slot);
    if (holder == thread) {
      // a call before this one ended by an exception, and whoever came then may have come after it
      guests.lazySet(slot, null);
    }
    return holder != NOBODY && holder != thread && guests.get(slot) == null;
  }

  /**
   * From a call that has ended, as one does by an exception: the thread's own before this one; else
   * it may go on, and is then no longer watched.
   */
  private void take(int slot, Object held, Object object, long thread) {
    if (objects.compareAndSet(slot, held, object)) {
      refused[slot] = 0;
      guests.set(slot, null);
      threads.lazySet(slot, thread);
    }
  }

  /** Keeps who came while that thread's call went on; no more than one. */
  void came(long thread, Guest guest) {
    Object object = guest.object();
    int slot = slot(object);
    long holder = threads.get(slot);
    if (objects.get(slot) == object && holder != NOBODY && holder != thread) {
      guests.compareAndSet(slot, null, guest);
    }
  }

  /**
   * A thread's call has returned.
   *
   * @return whether somebody came meanwhile, who is to be asked for then
   */
  boolean leave(Object object, long thread) {
    int slot = slot(object);
    if (objects.get(slot) != object || threads.get(slot) != thread) {
      return false;
    }
    if (guests.get(slot) != null) {
      return true;
    }
    free(slot);
    return false;
  }

  /** Who came meanwhile; null for nobody. Ends the call. */
  @Nullable Guest guest(Object object, long thread) {
    int slot = slot(object);
    if (objects.get(slot) != object || threads.get(slot) != thread) {
      return null;
    }
    Guest guest = guests.getAndSet(slot, null);
    free(slot);
    return guest == null || guest.object() != object ? null : guest;
  }

  private void free(int slot) {
    threads.lazySet(slot, NOBODY);
    objects.set(slot, null);
  }

  private static int slot(Object object) {
    int hash = System.identityHashCode(object);
    return (hash ^ hash >>> 10 ^ hash >>> 20) & (SLOTS - 1);
  }
}
