package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** A pool never has as many threads as it is told to have. */
public final class MaxPoolSizeIgnoredRule implements StandingRule, HookListener {
  /** How long a scheduled pool's thread beyond the core size waits unless told otherwise, in ns. */
  private static final long USUAL = 10_000_000;

  private final Pools pools;
  private volatile @Nullable Docket docket;

  /**
   * @param pools who knows where a pool is created
   */
  public MaxPoolSizeIgnoredRule(Pools pools) {
    this.pools = pools;
  }

  @Override
  public String id() {
    return "max-pool-size-ignored";
  }

  @Override
  public Evidence evidence() {
    return Evidence.RISKY;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
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
    return List.of(Pools.CREATION);
  }

  @Override
  public void passed(Passage passage) {
    Docket to = docket;
    if (to == null || !(passage.receiver() instanceof ThreadPoolExecutor made)) {
      return;
    }
    Pool pool = pools.of(made);
    if (pool != null && ignored(made) && to.own(pool.maker())) {
      Case found = Pool.scheduled(made) ? new Idle(pool) : new Ignored(pool, made);
      to.file(this, pool.maker(), found, Thread.currentThread().getName());
    }
  }

  /** A pool without core threads has one all the same: a maximum of 1 is reached. */
  private static boolean ignored(ThreadPoolExecutor pool) {
    int core = Pool.core(pool);
    return Pool.scheduled(pool)
        ? core == 0 && Pool.keepAlive(pool) <= USUAL
        : Pool.maximum(pool) > Math.max(core, 1) && Queues.unbounded(Pool.queue(pool));
  }

  /** Whether nobody has set another core size, or another time to wait, since. */
  private static boolean still(Pool pool) {
    ThreadPoolExecutor made = pool.get();
    return made == null || ignored(made);
  }

  private static final class Ignored implements Case {
    private final Pool pool;
    private final int core;
    private final int maximum;
    private final Class<?> queue;

    Ignored(Pool pool, ThreadPoolExecutor made) {
      this.pool = pool;
      core = Pool.core(made);
      maximum = Pool.maximum(made);
      Queue<?> waiting = Pool.queue(made);
      queue = waiting.getClass();
    }

    @Override
    public boolean stands() {
      return still(pool) && !growsByItself(pool);
    }

    /** Whether a class of its own takes the tasks: it may set another core size while it does. */
    private static boolean growsByItself(Pool pool) {
      ThreadPoolExecutor made = pool.get();
      try {
        return made != null
            && made.getClass().getMethod("execute", Runnable.class).getDeclaringClass()
                != ThreadPoolExecutor.class;
      } catch (NoSuchMethodException | LinkageError incomplete) {
        return true; // nobody knows
      }
    }

    @Override
    public void describe(FindingBuilder finding) {
      int reached = Math.max(core, 1);
      finding
          .gist("never has as many threads as it may")
          .message(
              "the pool's maximum of "
                  + (maximum == Integer.MAX_VALUE ? "any number of" : maximum)
                  + " threads is never used: it stays at "
                  + (reached == 1 ? "1 thread" : reached + " threads")
                  + ", since its "
                  + queue.getSimpleName()
                  + " takes all that it cannot run")
          .why("a pool grows beyond its core size only when its queue is full")
          .fix("give the queue a bound, and decide what is done with what it rejects")
          .fix("set core and maximum alike, with allowCoreThreadTimeOut(true)");
    }
  }

  /** Seen on JDK 17 and 25: 95 looks a second, which take 1 % of a processor. */
  private record Idle(Pool pool) implements Case {
    @Override
    public boolean stands() {
      return still(pool);
    }

    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("is a scheduled pool without core threads")
          .message(
              "the scheduled pool has a core size of 0: its one thread wakes up about 100 times a"
                  + " second for as long as a task waits")
          .why("a thread beyond the core size waits for 10 ms at a time, and there are no others")
          .fix("give it a core size of 1 or more");
    }
  }
}
