package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Futures;
import dev.startguard.core.pool.Locks;
import dev.startguard.core.pool.Monitors;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.pool.Threads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom at one moment: threads for FutureTasks and for locks, without a time limit;
 * tasks for the pools in whose queues they are, or for the threads that run them; locks for who has
 * them; pools for all their threads.
 */
final class WaitGraph {
  /** Beyond, a queue is not searched. */
  private static final int DEPTH = 10_000;

  private final IdentityHashMap<Thread, FutureTask<?>> waiting = new IdentityHashMap<>();
  private final IdentityHashMap<Thread, LockWait> locking = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Pool> queuedIn = new IdentityHashMap<>();

  /** Of the pools that cannot grow, in the order of their creation. */
  private final IdentityHashMap<Pool, Thread[]> crews = new IdentityHashMap<>();

  private final List<Pool> pools = new ArrayList<>();

  /** Looks at these threads, and at these pools if any of the threads waits. */
  WaitGraph(@Nullable Thread[] threads, Collection<Pool> all) {
    for (Thread thread : threads) {
      Object blocker = thread == null ? null : LockSupport.getBlocker(thread);
      if (thread == null || blocker == null) {
        continue;
      }
      if (blocker instanceof FutureTask<?> task) {
        if (Threads.waits(thread) && Futures.open(task)) {
          waiting.put(thread, task);
        }
      } else {
        Thread owner = Locks.owner(blocker);
        if (owner != null && Threads.waits(thread)) {
          locking.put(thread, new LockWait(blocker, owner));
        }
      }
    }
    if (!waiting.isEmpty()) {
      IdentityHashMap<Object, Object> awaited = new IdentityHashMap<>();
      for (FutureTask<?> task : waiting.values()) {
        awaited.put(task, task);
      }
      for (Pool pool : all) {
        ThreadPoolExecutor live = pool.get();
        if (live != null) {
          add(pool, live, awaited);
        }
      }
    }
  }

  private void add(Pool pool, ThreadPoolExecutor live, Map<Object, Object> awaited) {
    for (Object task : Queues.content(Pool.queue(live), DEPTH)) {
      if (awaited.containsKey(task)) {
        queuedIn.put(task, pool);
      }
    }
    boolean unbounded = Queues.unbounded(Pool.queue(live));
    int most = unbounded ? Math.max(Pool.core(live), 1) : Pool.maximum(live);
    if (Pool.threads(live) >= most) {
      Pool.Crew crew = Pool.crew(live);
      if (crew != null && crew.busy() == crew.threads().length && crew.busy() >= most) {
        crews.put(pool, crew.threads());
        pools.add(pool);
      }
    }
  }

  /** Each thread that waits for a task, and for which. */
  Map<Thread, FutureTask<?>> waiting() {
    return waiting;
  }

  /** Each thread that waits for a lock. */
  Map<Thread, LockWait> locking() {
    return locking;
  }

  /** The pool in whose queue it is; null when it is in none that is known. */
  @Nullable Pool queuedIn(FutureTask<?> task) {
    return queuedIn.get(task);
  }

  /**
   * The pools all of whose threads wait for tasks that only such pools could run: none of them ever
   * will.
   */
  List<Pool> stuck() {
    Map<Thread, Object> stuck = left(new IdentityHashMap<>(waiting));
    List<Pool> found = new ArrayList<>();
    for (Pool pool : pools) {
      if (all(pool, stuck)) {
        found.add(pool);
      }
    }
    return found;
  }

  /**
   * Who waits for a task that needs a lock which he has himself; each of them stays so for ever.
   */
  List<Knot> knots() {
    List<Knot> found = new ArrayList<>();
    if (!locking.isEmpty()) {
      IdentityHashMap<Thread, Object> all = new IdentityHashMap<>(waiting);
      all.putAll(locking);
      Map<Thread, Object> stuck = left(all);
      for (Map.Entry<Thread, FutureTask<?>> each : waiting.entrySet()) {
        Knot knot = stuck.containsKey(each.getKey()) ? knot(each.getKey(), each.getValue()) : null;
        if (knot != null) {
          found.add(knot);
        }
      }
    }
    return found;
  }

  /**
   * Learns who waits for the monitor of an object, and is needed by one who has it and waits for a
   * task.
   *
   * @param before how long each has waited: no other is asked than who has waited for a while
   */
  void addMonitors(Waits before) {
    for (Thread thread : waiting.keySet()) {
      if (before.looks(thread) >= WaitCycleRule.LOOKS - 1) {
        for (Thread other : needed(thread)) {
          Object wanted = Monitors.wanted(other);
          if (wanted != null && Monitors.has(thread, wanted)) {
            locking.put(other, new LockWait(wanted, thread));
          }
        }
      }
    }
  }

  private List<Thread> needed(Thread thread) {
    List<Thread> needed = new ArrayList<>();
    addNeeded(thread, needed);
    for (int i = 0; i < needed.size(); i++) {
      addNeeded(needed.get(i), needed);
    }
    return needed;
  }

  private @Nullable Knot knot(Thread thread, FutureTask<?> task) {
    List<Thread> needed = needed(thread);
    for (Thread other : needed) {
      LockWait wait = locking.get(other);
      if (wait != null && wait.owner() == thread) {
        return new Knot(thread, task, other, needed);
      }
    }
    return null;
  }

  private void addNeeded(Thread by, List<Thread> needed) {
    FutureTask<?> task = waiting.get(by);
    LockWait lock = locking.get(by);
    if (task != null) {
      Thread runner = Futures.runner(task);
      Pool pool = runner == null ? queuedIn.get(task) : null;
      if (runner != null) {
        addNew(runner, needed);
      } else if (pool != null) {
        for (Thread worker : crew(pool)) {
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

  /** What remains when all that can go on is taken away. */
  private Map<Thread, Object> left(Map<Thread, Object> stuck) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Thread thread : new ArrayList<>(stuck.keySet())) {
        Object need = stuck.get(thread);
        if (need != null && !never(need, stuck)) {
          stuck.remove(thread);
          changed = true;
        }
      }
    }
    return stuck;
  }

  private boolean never(Object need, Map<Thread, Object> stuck) {
    if (need instanceof LockWait lock) {
      return stuck.containsKey(lock.owner());
    }
    FutureTask<?> task = (FutureTask<?>) need;
    Thread runner = Futures.runner(task);
    if (runner != null) {
      return stuck.containsKey(runner);
    }
    Pool pool = queuedIn.get(task);
    return pool != null && all(pool, stuck);
  }

  private boolean all(Pool pool, Map<Thread, Object> stuck) {
    @Nullable Thread[] crew = crews.get(pool);
    if (crew == null) {
      return false;
    }
    for (Thread thread : crew) {
      if (thread == null || !stuck.containsKey(thread)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The pools that wait for this one in their turn, with itself if it waits for itself, over others
   * or not; empty when it only waits for such as do.
   */
  List<Pool> circle(Pool pool) {
    List<Pool> circle = new ArrayList<>();
    for (Pool other : reach(pool)) {
      if (reach(other).contains(pool)) {
        circle.add(other);
      }
    }
    return circle;
  }

  /** The pools that it waits for, and those that these wait for. */
  private List<Pool> reach(Pool from) {
    List<Pool> reached = new ArrayList<>();
    addNext(from, reached);
    for (int i = 0; i < reached.size(); i++) {
      addNext(reached.get(i), reached);
    }
    return reached;
  }

  private void addNext(Pool from, List<Pool> reached) {
    for (Thread thread : crew(from)) {
      FutureTask<?> task = thread == null ? null : waiting.get(thread);
      if (task != null) {
        Thread runner = Futures.runner(task);
        Pool next = runner == null ? queuedIn.get(task) : poolOf(runner);
        if (next != null && !reached.contains(next)) {
          reached.add(next);
        }
      }
    }
  }

  private @Nullable Pool poolOf(Thread worker) {
    for (Pool pool : pools) {
      for (Thread thread : crew(pool)) {
        if (thread == worker) {
          return pool;
        }
      }
    }
    return null;
  }

  /** The threads of a stuck pool. */
  @Nullable Thread[] crew(Pool pool) {
    return crews.getOrDefault(pool, new Thread[0]);
  }

  /** A thread waits for a lock that another has; not compared, since that has code of its own. */
  record LockWait(Object lock, Thread owner) {}

  /**
   * A thread waits for a task, and has a lock that is needed for it.
   *
   * @param other who waits for that lock
   * @param needed all that would have to go on first
   */
  record Knot(Thread thread, FutureTask<?> task, Thread other, List<Thread> needed) {}
}
