package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Futures;
import dev.startguard.core.pool.Locks;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.pool.Threads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** What several pools have: any of them may run it. */
  private final IdentityHashMap<Object, Pool> shared = new IdentityHashMap<>();

  /** Of the pools that cannot grow, in the order of their creation. */
  private final IdentityHashMap<Pool, Thread[]> crews = new IdentityHashMap<>();

  private final List<Pool> pools = new ArrayList<>();

  /** Whether a pool may have tasks that were not looked at. */
  private boolean hidden;

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
    List<Object> content = Queues.content(Pool.queue(live), DEPTH);
    hidden |=
        !Pool.terminated(live) && (content.size() == DEPTH || !Queues.known(Pool.queue(live)));
    for (Object task : content) {
      for (Object layer = task; layer != null; layer = Tasks.inner(layer)) {
        if (awaited.containsKey(layer)) {
          Pool other = queuedIn.put(layer, pool);
          if (other != null && other != pool) {
            shared.put(layer, pool);
          }
        }
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

  /** Learns that this thread waits for a lock. */
  void add(Thread thread, LockWait wait) {
    locking.put(thread, wait);
  }

  /**
   * The pool in whose queue it is, or something around it; null when it is in none that is known.
   */
  @Nullable Pool queuedIn(FutureTask<?> task) {
    return queuedIn.get(task);
  }

  /** Whether a pool may have tasks that were not looked at. */
  boolean hides() {
    return hidden;
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

  /** The threads that wait for what only such threads could do: none of them ever goes on. */
  Set<Thread> stuckThreads() {
    IdentityHashMap<Thread, Object> all = new IdentityHashMap<>(waiting);
    all.putAll(locking);
    return left(all).keySet();
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
    return pool != null && !shared.containsKey(task) && all(pool, stuck);
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
      Pool next = thread == null ? null : next(thread);
      if (next != null && !reached.contains(next)) {
        reached.add(next);
      }
    }
  }

  /**
   * The pool without which the thread does not go on: over threads of other pools, or of none, that
   * wait in their turn; null when there is none.
   */
  private @Nullable Pool next(Thread thread) {
    FutureTask<?> task = waiting.get(thread);
    for (int i = 0; task != null && i <= waiting.size(); i++) {
      Thread runner = Futures.runner(task);
      Pool pool = runner == null ? queuedIn.get(task) : poolOf(runner);
      if (runner == null || pool != null) {
        return pool;
      }
      task = waiting.get(runner);
    }
    return null;
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

  /**
   * One of the threads of a stuck pool: one that waits for a task in its queue, if there is one.
   */
  @Nullable Thread first(Pool pool) {
    for (Thread thread : crew(pool)) {
      FutureTask<?> task = thread == null ? null : waiting.get(thread);
      if (task != null && Futures.runner(task) == null && queuedIn.get(task) == pool) {
        return thread;
      }
    }
    return crew(pool)[0];
  }

  /** Whether all threads of a stuck pool wait for tasks in its queue, not for each other's. */
  boolean allForQueue(Pool pool) {
    for (Thread thread : crew(pool)) {
      FutureTask<?> task = thread == null ? null : waiting.get(thread);
      if (task == null || Futures.runner(task) != null || queuedIn.get(task) != pool) {
        return false;
      }
    }
    return true;
  }

  /** The threads of a stuck pool. */
  @Nullable Thread[] crew(Pool pool) {
    return crews.getOrDefault(pool, new Thread[0]);
  }
}
