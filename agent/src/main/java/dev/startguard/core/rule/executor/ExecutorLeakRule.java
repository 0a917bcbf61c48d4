package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.pool.Threads;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.rule.ThreadName;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Pools are created again and again and never shut down, or keep a JVM from its end. */
public final class ExecutorLeakRule implements StandingRule, HookListener, Sampled {
  /** Each shutdown, of whichever kind: an idle pool has ended by the next look. */
  private static final Call SHUTDOWN =
      new Call("java/util/concurrent/ThreadPoolExecutor", "advanceRunState", "(I)V", Look.ENTERED);

  /** So many pools of one place are no habit any more. */
  static final int MANY = 20;

  /** Places that are told apart. */
  private static final int SITES = 1_000;

  /** After those, more come in so many looks: a start creates all it needs, and no more. */
  static final int GROWTHS = 5;

  /** And the last of them so many looks after the first many: a start may be slow. */
  static final int SPREAD = 12;

  /** A pool that did nothing in so many looks in a row is forgotten, or waits for nothing. */
  static final int IDLE = 3;

  /** For so many looks in a row nothing but idle pools keeps the JVM from its end. */
  static final int KEPT = 10;

  private final Pools pools;

  private final Map<Site, Count> counts = new ConcurrentHashMap<>();

  /** The sampler's, and whoever has it forget. */
  private final Map<Pool, Past> pasts = new ConcurrentHashMap<>();

  private int round;
  private int looksAtEnd;
  private volatile @Nullable Docket docket;

  /**
   * @param pools who knows the pools that there are
   */
  public ExecutorLeakRule(Pools pools) {
    this.pools = pools;
  }

  @Override
  public String id() {
    return "executor-leak";
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
  public List<Call> hooks() {
    return List.of(SHUTDOWN);
  }

  @Override
  public void passed(Passage passage) {
    Pool pool = passage.receiver() instanceof ThreadPoolExecutor ended ? pools.of(ended) : null;
    Count count = pool == null ? null : at(pool.creator());
    if (count != null) {
      count.managed = true;
    }
  }

  @Override
  public void sample(long nanos) {
    look(Threads.all());
  }

  /**
   * @param threads those of this JVM
   */
  void look(@Nullable Thread[] threads) {
    Docket to = docket;
    List<Pool> all = pools.all();
    if (to == null || all.isEmpty()) {
      return;
    }
    round++;
    pasts.keySet().retainAll(new HashSet<>(all));
    for (Count count : counts.values()) {
      count.begin();
    }
    boolean allIdle = true;
    // By identity: a thread may have a hash code of the application's.
    Set<Thread> workers = Collections.newSetFromMap(new IdentityHashMap<>());
    Pool keeper = null;
    Thread kept = null;
    for (Pool pool : all) {
      Past past = past(pool);
      ThreadPoolExecutor live = pool.get();
      Pool.Crew crew = live == null || Pool.threads(live) == 0 ? null : Pool.crew(live);
      if (live != null && crew != null) {
        past.look(live, crew);
        count(pool, past, live, crew);
        Thread thread = add(crew, workers);
        if (keeper == null && thread != null && Pool.staffed(live)) {
          keeper = pool;
          kept = thread;
        }
      } else {
        past.idle = 0;
      }
      // one without threads has nothing to keep the JVM with, and nothing to do
      allIdle &= past.idle >= IDLE || live == null || Pool.threads(live) == 0;
    }
    for (Map.Entry<Site, Count> each : counts.entrySet()) {
      if (each.getValue().leaks()) {
        Count count = each.getValue();
        to.file(this, each.getKey(), new LeakedPools(count.now, count.threads), count.thread);
      }
    }
    keeps(to, keeper != null && allIdle && Ended.but(workers, threads), workers, keeper, kept);
  }

  /** What is shut down meanwhile is not heard of: of the places that there are nothing is said. */
  @Override
  public void forget() {
    pasts.clear();
    looksAtEnd = 0;
    for (Pool pool : pools.all()) {
      Count count = at(pool.creator());
      if (count != null) {
        count.managed = true;
      }
    }
  }

  private void keeps(
      Docket to, boolean ended, Set<Thread> workers, @Nullable Pool keeper, @Nullable Thread by) {
    looksAtEnd = ended ? looksAtEnd + 1 : 0;
    if (looksAtEnd == KEPT && keeper != null && by != null) {
      int threads = 0;
      for (Thread worker : workers) {
        threads += worker.isDaemon() ? 0 : 1;
      }
      to.file(this, keeper.creator(), new KeptAlive(threads), ThreadName.of(by));
    }
  }

  /** Who of them keeps a JVM from its end; null for nobody. */
  private static @Nullable Thread add(Pool.Crew crew, Set<Thread> workers) {
    Thread keeper = null;
    for (Thread thread : crew.threads()) {
      if (thread != null) {
        workers.add(thread);
        keeper = keeper == null && !thread.isDaemon() ? thread : keeper;
      }
    }
    return keeper;
  }

  private Past past(Pool pool) {
    Past past = pasts.get(pool);
    if (past == null) {
      past = new Past(round);
      pasts.put(pool, past);
    }
    return past;
  }

  private void count(Pool pool, Past past, ThreadPoolExecutor live, Pool.Crew crew) {
    Count count = at(pool.creator());
    if (count != null && past.idle >= IDLE && !past.used && Pool.running(live)) {
      count.add(past.born, crew);
    }
  }

  /** Null when there is no room, now or later. */
  private @Nullable Count at(Site creator) {
    Count count = counts.get(creator);
    if (count == null && counts.size() < SITES) {
      Count fresh = new Count();
      Count other = counts.putIfAbsent(creator, fresh);
      count = other == null ? fresh : other;
    }
    return count;
  }

  /** What a pool did from look to look. */
  private static final class Past {
    /** The look that found it. */
    private final int born;

    /** For so many looks in a row it has had nothing to do, and done nothing. */
    private int idle;

    private long done = -1;

    /** Whether it ran a task after it had rested: somebody has it, and uses it. */
    private boolean used;

    Past(int born) {
      this.born = born;
    }

    void look(ThreadPoolExecutor live, Pool.Crew crew) {
      boolean worked = crew.done() != done && done >= 0;
      boolean rests =
          crew.threads().length > 0
              && crew.busy() == 0
              && !worked
              && Queues.size(Pool.queue(live)) == 0;
      used |= idle >= IDLE && (worked || crew.busy() > 0);
      idle = rests ? idle + 1 : 0;
      done = crew.done();
    }
  }

  /**
   * The pools of one place that have done nothing for a while, and how they became so many. They
   * are added in the order of their creation.
   */
  private static final class Count {
    private int now;
    private int threads;
    private int many;
    private int latest;
    private int growths;
    private boolean told;

    /** Told by whoever shuts a pool down. */
    private volatile boolean managed;

    private String thread = "";

    void begin() {
      now = 0;
      threads = 0;
      growths = 0;
    }

    void add(int born, Pool.Crew crew) {
      now++;
      threads += crew.threads().length;
      Thread worker = crew.threads()[0];
      thread = worker == null ? thread : ThreadName.of(worker);
      if (now <= MANY) {
        many = born;
        latest = born;
      } else if (born > latest) {
        latest = born;
        growths++;
      }
    }

    /** Once: when they are many, more come again and again, and none was ever shut down. */
    boolean leaks() {
      boolean leaks = !told && !managed && growths >= GROWTHS && latest - many >= SPREAD;
      told |= leaks;
      return leaks;
    }
  }
}
