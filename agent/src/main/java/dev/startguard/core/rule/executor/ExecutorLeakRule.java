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
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.Collections;
import java.util.HashMap;
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

  /** In so many looks there have to be more of them than ever before. */
  static final int GROWTHS = 5;

  /** From the first of these to the last there are so many: a slow start creates all it needs. */
  static final int SPREAD = 12;

  /** A pool that did nothing in so many looks in a row is forgotten, or waits for nothing. */
  static final int IDLE = 3;

  /** For so many looks in a row nothing but idle pools keeps the JVM from its end. */
  static final int KEPT = 10;

  private final Pools pools;

  private final Map<Site, Count> counts = new ConcurrentHashMap<>();

  /** The sampler's alone, as the others. */
  private final Map<Pool, Integer> idle = new HashMap<>();

  private int round;
  private int kept;
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
    idle.keySet().retainAll(new HashSet<>(all));
    for (Count count : counts.values()) {
      count.begin();
    }
    boolean allIdle = true;
    // By identity: a thread may have a hash code of the application's.
    Set<Thread> workers = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Pool pool : all) {
      ThreadPoolExecutor live = pool.get();
      if (live != null && Pool.threads(live) > 0) {
        allIdle &= count(pool, live, workers);
      }
    }
    for (Map.Entry<Site, Count> each : counts.entrySet()) {
      if (each.getValue().leaks(round)) {
        Count count = each.getValue();
        to.file(this, each.getKey(), new LeakedPools(count.now, count.threads), count.thread);
      }
    }
    kept = allIdle && !workers.isEmpty() && ended(threads, workers) ? kept + 1 : 0;
    if (kept == KEPT) {
      Pool first = all.get(0);
      Site site = first.creator();
      to.file(this, site, new KeptAlive(workers.size()), "DestroyJavaVM");
    }
  }

  /** Whether it has had nothing to do for a while. */
  private boolean count(Pool pool, ThreadPoolExecutor live, Set<Thread> workers) {
    Pool.Crew crew = Pool.crew(live);
    boolean rests = crew != null && crew.busy() == 0 && Queues.size(Pool.queue(live)) == 0;
    int looks = rests ? idle.getOrDefault(pool, 0) + 1 : 0;
    idle.put(pool, looks);
    Count count = at(pool.creator());
    if (count != null && crew != null) {
      count.add(looks >= IDLE, Pool.running(live), crew);
    }
    if (crew != null) {
      for (Thread thread : crew.threads()) {
        if (thread != null) {
          workers.add(thread);
        }
      }
    }
    return looks >= IDLE;
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

  /** Whether {@code main} is over, and no thread but these, the JVM's and ours lives. */
  private static boolean ended(@Nullable Thread[] threads, Set<Thread> workers) {
    boolean over = false;
    boolean held = false;
    for (Thread thread : threads) {
      if (thread == null) {
        continue;
      }
      if (thread.getName().equals("DestroyJavaVM")) {
        over = true;
      } else if (workers.contains(thread)) {
        held |= !thread.isDaemon();
      } else if (!ofJvm(thread)) {
        return false;
      }
    }
    return over && held;
  }

  private static boolean ofJvm(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null // it has just ended
        || group.getParent() == null
        || thread.getName().startsWith("startguard-");
  }

  /** The pools of one place that have done nothing for a while, and how they became so many. */
  private static final class Count {
    private int now;
    private int threads;
    private int most;
    private int growths;
    private int first;
    private int last;
    private boolean told;

    /** Told by whoever shuts a pool down. */
    private volatile boolean managed;

    private String thread = "";

    void begin() {
      now = 0;
      threads = 0;
    }

    void add(boolean rests, boolean running, Pool.Crew crew) {
      if (rests && running) {
        now++;
        threads += crew.threads().length;
        Thread worker = crew.threads()[0];
        thread = worker == null ? thread : worker.getName();
      }
    }

    /** Once: when they are many, became so little by little, and none was ever shut down. */
    boolean leaks(int round) {
      if (now > most) {
        first = most == 0 ? round : first;
        last = round;
        most = now;
        growths++;
      }
      boolean grew = growths >= GROWTHS && last - first >= SPREAD;
      boolean leaks = !told && !managed && now >= MANY && grew;
      told |= leaks;
      return leaks;
    }
  }
}
