package dev.startguard.core.rule.thread;

import dev.startguard.core.rule.Site;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one ThreadLocal on one worker's thread. Written and read by that thread alone;
 * keeps nothing alive.
 */
final class Local extends WeakReference<ThreadLocal<?>> {
  private static final WeakReference<Object> NOTHING = new WeakReference<>(null);
  private static final long NEVER = -1;

  /** Where fewer of a worker's tasks than one in so many set it, they set it for the others. */
  private static final int OFTEN = 16;

  private final WeakReference<Object> worker;
  private WeakReference<Object> value = NOTHING;
  private long asked = NEVER;
  private long first = NEVER;
  private long set = NEVER;
  private long taken = NEVER;
  private int settings;
  private boolean kept;
  private @Nullable Site place;
  private @Nullable Bled read;

  Local(ThreadLocal<?> local, Object worker) {
    super(local);
    this.worker = new WeakReference<>(worker);
  }

  boolean of(Object local, Object owner) {
    return refersTo((ThreadLocal<?>) local) && worker.refersTo(owner);
  }

  /** Whether nobody can use it any more. */
  boolean dead() {
    return refersTo(null) || worker.refersTo(null);
  }

  /** A task asked, and there was nothing: what it sets next is made once, to be kept. */
  void asked(long task) {
    asked = task;
  }

  boolean wasAsked(long task) {
    return asked == task;
  }

  /** A task read what it had not set, and may set anew. */
  void read(Bled bled) {
    read = bled;
  }

  /** A task set a value. */
  void set(long task, Object given, Site site) {
    Bled known = read;
    read = null;
    if (known != null && known.task() == task && known.beside(site)) {
      known.withdraw();
    }
    kept |= asked == task;
    settings += set == task ? 0 : 1;
    first = first == NEVER ? task : first;
    set = task;
    if (!value.refersTo(given)) {
      value = new WeakReference<>(given);
    }
    place = site;
  }

  /** A task found a value: what an earlier one left to be kept it may take out, and give back. */
  void found(long task) {
    if (kept && set < task) {
      taken = task;
    }
  }

  /** A task left no value. */
  void forget(long task) {
    value = NOTHING;
    kept &= taken == task;
  }

  /**
   * Whether an earlier task set that value, as tasks do here again and again, and not once for the
   * thread.
   */
  boolean bleeds(long task, Object seen) {
    return set < task && set != NEVER && !kept && often(task) && value.refersTo(seen);
  }

  private boolean often(long task) {
    return settings > 1 && task - first <= (long) OFTEN * settings;
  }

  /** How many tasks ago it was set. */
  long age(long task) {
    return task - set;
  }

  /** Where it was set. */
  @Nullable String place() {
    return place == null ? null : place.text();
  }
}
