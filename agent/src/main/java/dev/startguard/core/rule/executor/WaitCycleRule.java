package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Futures;
import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.pool.Monitors;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.pool.Threads;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.rule.ThreadName;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Threads wait for tasks that nobody will ever run. */
public final class WaitCycleRule implements StandingRule, HookListener, Sampled {
  /** So many looks in a row each waits for the same. */
  static final int LOOKS = 3;

  /** The same, of what {@code shutdownNow} handed back: somebody may yet run it. */
  static final int LOOKS_AT_DRAINED = 5;

  private static final String DISCARDED = "a policy of its pool discarded";
  private static final String DRAINED = "shutdownNow handed back";

  private static final Call DRAIN =
      new Call(
          "java/util/concurrent/ThreadPoolExecutor",
          "drainQueue",
          "()Ljava/util/List;",
          Look.RETURNED);

  /** Dropped tasks that are remembered at a time. */
  private static final int MOST = 10_000;

  private final Pools pools;
  private final Submissions submissions;
  private final Rule taker;

  /** What became of tasks that no pool has any more. */
  private final IdentityTable<Object, Dropped> dropped = new IdentityTable<>(MOST);

  /** The sampler's, and whoever has it forget. */
  private volatile Waits waits = new Waits();

  private final IdentityTable<Object, Boolean> told = new IdentityTable<>(MOST);
  private volatile @Nullable Docket docket;

  /**
   * @param pools who knows the pools that there are
   * @param submissions who knows where tasks are submitted
   * @param taker who tells it
   */
  public WaitCycleRule(Pools pools, Submissions submissions, Rule taker) {
    this.pools = pools;
    this.submissions = submissions;
    this.taker = taker;
  }

  @Override
  public String id() {
    return "wait-cycle";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public void begin(Docket to) {
    docket = to;
  }

  @Override
  public List<HookListener> sources() {
    return List.of(pools);
  }

  @Override
  public Rule reliesOn() {
    return taker;
  }

  @Override
  public List<Call> hooks() {
    return List.of(Discards.REJECT, DRAIN);
  }

  @Override
  public void passed(Passage passage) {
    if (passage.of(DRAIN.name())) {
      if (passage.outcome() instanceof ArrayList<?> list) {
        Dropped drained = dropped(DRAINED, passage.receiver());
        for (Object task : list) {
          if (task instanceof FutureTask<?>) {
            dropped.put(task, drained);
          }
        }
      }
    } else if (passage.receiver() instanceof ThreadPoolExecutor pool
        && passage.argument(0) instanceof Runnable task
        && Discards.victim(pool, task) instanceof FutureTask<?> victim) {
      dropped.put(victim, dropped(DISCARDED, pool));
    }
  }

  private Dropped dropped(String fate, @Nullable Object by) {
    Pool pool = by instanceof ThreadPoolExecutor executor ? pools.of(executor) : null;
    return new Dropped(fate, pool == null ? null : pool.origin());
  }

  @Override
  public void sample(long nanos) {
    Docket to = docket;
    if (to == null) {
      return;
    }
    WaitGraph graph = new WaitGraph(Threads.all(), pools.all());
    Knots knots = new Knots(graph);
    if (Monitors.told()) {
      knots.addMonitors(waits);
    }
    waits.look(graph);
    if (graph.waiting().isEmpty()) {
      return;
    }
    cycles(to, graph);
    knots(to, graph, knots.all());
    dead(to, graph);
  }

  @Override
  public void forget() {
    waits = new Waits();
  }

  private void cycles(Docket to, WaitGraph graph) {
    for (Pool pool : graph.stuck()) {
      List<Pool> circle =
          told.get(pool) == null && lasting(graph.crew(pool)) ? graph.circle(pool) : List.of();
      Thread thread = circle.isEmpty() ? null : graph.first(pool);
      FutureTask<?> task = thread == null ? null : graph.waiting().get(thread);
      if (thread == null || task == null) {
        continue;
      }
      for (Pool each : circle) {
        told.put(each, true);
      }
      Pool behind = graph.queuedIn(task);
      Class<?> type = Tasks.bare(task).getClass();
      Case found =
          new WaitCycle(
              graph.crew(pool).length,
              graph.allForQueue(pool),
              Tasks.text(type),
              submissions.of(type),
              circle.size() < 2 || behind == null ? null : behind.text(),
              circle.size(),
              WaitCycle.place(Threads.stack(thread)));
      to.file(this, pool.creator(), found, ThreadName.of(thread));
    }
  }

  private void knots(Docket to, WaitGraph graph, List<Knots.Knot> knots) {
    for (Knots.Knot knot : knots) {
      FutureTask<?> task = knot.task();
      if (told.get(task) != null
          || waits.looks(knot.thread()) < LOOKS
          || !lasting(knot.needed().toArray(new Thread[0]))) {
        continue;
      }
      told.put(task, true);
      for (Thread needed : knot.needed()) { // who of them has a lock too, is in the same knot
        FutureTask<?> other = graph.waiting().get(needed);
        if (other != null) {
          told.put(other, true);
        }
      }
      Thread runner = Futures.runner(task);
      ThreadPoolExecutor executor = Threads.pool(knot.other());
      Pool pool = executor == null ? null : pools.of(executor);
      Class<?> type = Tasks.bare(task).getClass();
      Case found =
          new HeldLock(
              Tasks.text(type),
              submissions.of(type),
              runner != null,
              WaitCycle.place(Threads.stack(knot.other())),
              ThreadName.of(knot.other()),
              pool == null ? null : pool.origin());
      StackTraceElement[] stack = Threads.stack(knot.thread());
      to.file(this, DeadWait.site(stack), found, ThreadName.of(knot.thread()));
    }
  }

  private boolean lasting(@Nullable Thread[] crew) {
    for (Thread thread : crew) {
      if (thread == null || waits.looks(thread) < LOOKS) {
        return false;
      }
    }
    return true;
  }

  private void dead(Docket to, WaitGraph graph) {
    for (Map.Entry<Thread, FutureTask<?>> each : graph.waiting().entrySet()) {
      FutureTask<?> task = each.getValue();
      int looks = waits.looks(each.getKey());
      Dropped drop = dropped.get(task);
      if (drop != null
          && looks >= (drop.drained() ? LOOKS_AT_DRAINED : LOOKS)
          && Futures.open(task)
          && Futures.runner(task) == null
          && graph.queuedIn(task) == null
          && !(drop.drained() && graph.hides())
          && told.get(task) == null) {
        told.put(task, true);
        StackTraceElement[] stack = Threads.stack(each.getKey());
        Class<?> type = Tasks.bare(task).getClass();
        to.file(
            this,
            DeadWait.site(stack),
            new DeadWait(Tasks.text(type), submissions.of(type), drop.fate(), drop.origin(), looks),
            ThreadName.of(each.getKey()));
      }
    }
  }

  /**
   * @param origin where the pool was created that has dropped it; null when that is not known
   */
  private record Dropped(String fate, @Nullable String origin) {
    boolean drained() {
      return fate.equals(DRAINED);
    }
  }
}
