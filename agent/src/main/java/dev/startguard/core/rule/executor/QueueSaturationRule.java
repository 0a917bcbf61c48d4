package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** More tasks come than a pool can run, look after look. */
public final class QueueSaturationRule implements StandingRule, Sampled {
  /** So many waiting tasks are more than a burst leaves. */
  static final int MANY = 1_000;

  /** In so many looks in a row there are more than in the one before. */
  static final int LOOKS = 15;

  private final Pools pools;

  /** The sampler's alone. */
  private final Map<Pool, Growth> growths = new HashMap<>();

  private volatile @Nullable Docket docket;

  /**
   * @param pools who knows the pools that there are
   */
  public QueueSaturationRule(Pools pools) {
    this.pools = pools;
  }

  @Override
  public String id() {
    return "queue-saturation";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
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
  public void sample(long nanos) {
    Docket to = docket;
    List<Pool> all = pools.all();
    if (to == null) {
      return;
    }
    growths.keySet().retainAll(new HashSet<>(all));
    for (Pool pool : all) {
      ThreadPoolExecutor live = pool.get();
      if (live != null && !Pool.scheduled(live)) {
        look(to, pool, live);
      }
    }
  }

  private void look(Docket to, Pool pool, ThreadPoolExecutor live) {
    Queue<Runnable> queue = Pool.queue(live);
    int size = Queues.unbounded(queue) ? Queues.size(queue) : -1;
    Growth growth = growths.get(pool);
    if (growth == null) {
      growth = new Growth();
      growths.put(pool, growth);
    }
    if (growth.saturated(size)) {
      Case found = new Saturated(size, growth.from, Pool.threads(live));
      to.file(this, pool.creator(), found, Thread.currentThread().getName());
    }
  }

  /** How a queue grew. */
  private static final class Growth {
    private int last;
    private int looks;
    private int from;
    private boolean told;

    /** Once: when it has only grown, for long, and is long. */
    boolean saturated(int size) {
      if (size > last) {
        from = looks == 0 ? last : from;
        looks++;
      } else {
        looks = 0;
      }
      last = Math.max(size, 0);
      boolean saturated = !told && looks >= LOOKS && size >= MANY;
      told |= saturated;
      return saturated;
    }
  }

  private record Saturated(int size, int from, int threads) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("has a queue that only grows")
          .message(
              "the queue of this pool grew in "
                  + LOOKS
                  + " seconds from "
                  + from
                  + " to "
                  + size
                  + " tasks and shrank in none: "
                  + (threads == 1 ? "its thread does" : "its " + threads + " threads do")
                  + " not keep up")
          .why("an unbounded queue ends in long waits first, and in an OutOfMemoryError then")
          .fix("give the queue a bound, and slow down or turn away who submits")
          .fix("find out what the tasks wait for, or give the pool more threads");
    }
  }
}
