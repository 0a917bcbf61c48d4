package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Futures;
import dev.startguard.core.pool.Monitors;
import dev.startguard.core.pool.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Who waits, at one moment, for a task that needs a lock which he has himself. */
final class Knots {
  private final WaitGraph graph;

  /**
   * @param graph who waits for whom
   */
  Knots(WaitGraph graph) {
    this.graph = graph;
  }

  /**
   * Adds to the graph who waits for the monitor of an object, and is needed by one who has it and
   * waits for a task.
   *
   * @param before how long each has waited: no other is asked than who has waited for a while
   */
  void addMonitors(Waits before) {
    for (Thread owner : graph.waiting().keySet()) {
      if (before.looks(owner) >= WaitCycleRule.LOOKS - 1) {
        for (Thread blocked : needed(owner)) {
          if (Monitors.waits(blocked, owner)) {
            graph.add(blocked, new LockWait(null, owner));
          }
        }
      }
    }
  }

  /** Those of which each stays so for ever. */
  List<Knot> all() {
    List<Knot> found = new ArrayList<>();
    if (!graph.locking().isEmpty()) {
      Set<Thread> stuck = graph.stuckThreads();
      for (Map.Entry<Thread, FutureTask<?>> each : graph.waiting().entrySet()) {
        Knot knot = stuck.contains(each.getKey()) ? knot(each.getKey(), each.getValue()) : null;
        if (knot != null) {
          found.add(knot);
        }
      }
    }
    return found;
  }

  private @Nullable Knot knot(Thread thread, FutureTask<?> task) {
    List<Thread> needed = needed(thread);
    for (Thread other : needed) {
      LockWait wait = graph.locking().get(other);
      if (wait != null && wait.owner() == thread) {
        return new Knot(thread, task, other, needed);
      }
    }
    return null;
  }

  private List<Thread> needed(Thread thread) {
    List<Thread> needed = new ArrayList<>();
    addNeeded(thread, needed);
    for (int i = 0; i < needed.size(); i++) {
      addNeeded(needed.get(i), needed);
    }
    return needed;
  }

  private void addNeeded(Thread by, List<Thread> needed) {
    FutureTask<?> task = graph.waiting().get(by);
    LockWait lock = graph.locking().get(by);
    if (task != null) {
      Thread runner = Futures.runner(task);
      Pool pool = runner == null ? graph.queuedIn(task) : null;
      if (runner != null) {
        addNew(runner, needed);
      } else if (pool != null) {
        for (Thread worker : graph.crew(pool)) {
          addNew(worker, needed);
        }
      }
    } else if (lock != null) {
      addNew(lock.owner(), needed);
    }
  }

  private static void addNew(@Nullable Thread thread, List<Thread> to) {
    for (Thread known : to) {
      if (known == thread) { // its own equals is the application's code
        return;
      }
    }
    if (thread != null) {
      to.add(thread);
    }
  }

  /**
   * A thread waits for a task, and has a lock that is needed for it.
   *
   * @param other who waits for that lock
   * @param needed all that would have to go on first
   */
  record Knot(Thread thread, FutureTask<?> task, Thread other, List<Thread> needed) {}
}
