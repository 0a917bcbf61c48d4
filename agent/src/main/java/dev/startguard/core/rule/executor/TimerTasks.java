package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Caller;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.pool.Timers;
import dev.startguard.core.rule.Site;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was scheduled with one {@link java.util.Timer}, by the names of the tasks' classes and of
 * those that they are derived from: of the task that ends it, the stack names one of them and no
 * more. Holds neither tasks nor classes.
 */
final class TimerTasks {
  /** Of more classes nothing is known. */
  private static final int MOST = 100;

  private final ConcurrentHashMap<String, Kind> kinds = new ConcurrentHashMap<>();

  /** Takes a task that is about to be scheduled; who does so is looked for once a class. */
  void add(TimerTask task, long first) {
    Site place = null;
    boolean sought = false;
    for (Class<?> type = task.getClass();
        type != null && type != TimerTask.class;
        type = type.getSuperclass()) {
      String name = Tasks.host(type);
      Kind kind = kinds.get(name);
      if (kind == null && kinds.size() < MOST) {
        if (!sought) {
          sought = true;
          place = Caller.of(Timers.SCHEDULE.owner(), Timers.SCHEDULE.api());
        }
        Kind fresh = new Kind(new AtomicLong(), first, place);
        Kind other = kinds.putIfAbsent(name, fresh);
        kind = other == null ? fresh : other;
      }
      if (kind != null) {
        kind.count.incrementAndGet();
      }
    }
  }

  /** The tasks of a class; null when none is known. */
  @Nullable Kind of(String type) {
    return kinds.get(type);
  }

  /**
   * Tasks of one class.
   *
   * @param count how many were scheduled
   * @param first when the first of them was to run first
   * @param place where that was scheduled, if that is known
   */
  record Kind(AtomicLong count, long first, @Nullable Site place) {
    /** Whether there was only one. */
    boolean single() {
      return count.get() == 1;
    }
  }
}
