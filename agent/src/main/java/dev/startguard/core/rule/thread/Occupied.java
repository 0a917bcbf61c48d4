package dev.startguard.core.rule.thread;

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

  /** Who entered an object while another thread was in it. */
  record Guest(String thread, String place) {}

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
      return false;
    }
    long holder = threads.get(slot);
    if (holder == thread) {
      // a call before this one ended by an exception, and whoever came then may have come after it
      guests.lazySet(slot, null);
    }
    return holder != NOBODY && holder != thread && guests.get(slot) == null;
  }

  /** Keeps who came while that thread's call went on; no more than one. */
  void came(Object object, long thread, Guest guest) {
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
    return guest;
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
