package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * More tasks come than a pool can run, look after look: its queue grows, the task at its head
 * waits, or it rejects what comes.
 */
public final class QueueSaturationRule implements StandingRule, HookListener, Sampled {
  /** So many waiting tasks are more than a burst leaves. */
  static final int MANY = 1_000;

  /** In so many looks in a row there are more than in the one before, or some are rejected. */
  static final int LOOKS = 15;

  /** In so many looks in a row the same task is at the head. */
  static final int WAITING = 60;

  /** Pools whose rejections are counted at a time. */
  private static final int MOST = 10_000;

  private static final Call REJECTED =
      new Call(
          "java/util/concurrent/ThreadPoolExecutor",
          "reject",
          "(Ljava/lang/Runnable;)V",
          Look.THREW);

  private final Pools pools;
  private final IdentityTable<ThreadPoolExecutor, AtomicLong> rejected = new IdentityTable<>(MOST);

  /** The sampler's, and whoever has it forget. */
  private final Map<Pool, Backlog> backlogs = new ConcurrentHashMap<>();

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
  public List<Call> hooks() {
    return List.of(REJECTED);
  }

  /** A handler of the application's may throw, too; one that does not has found another way. */
  @Override
  public void passed(Passage passage) {
    if (passage.outcome() instanceof RejectedExecutionException
        && passage.receiver() instanceof ThreadPoolExecutor pool
        && Pool.running(pool)) {
      rejected.known(pool, new AtomicLong()).incrementAndGet();
    }
  }

  @Override
  public void sample(long nanos) {
    Docket to = docket;
    List<Pool> all = pools.all();
    if (to == null) {
      return;
    }
    backlogs.keySet().retainAll(new HashSet<>(all));
    for (Pool pool : all) {
      ThreadPoolExecutor live = pool.get();
      if (live != null && !Pool.scheduled(live) && Pool.running(live)) {
        Backlog backlog = backlogs.get(pool);
        if (backlog == null) {
          backlog = new Backlog();
          backlogs.put(pool, backlog);
        }
        look(to, pool.creator(), live, backlog);
      }
    }
  }

  @Override
  public void forget() {
    backlogs.clear();
  }

  private void look(Docket to, Site creator, ThreadPoolExecutor live, Backlog backlog) {
    Queue<Runnable> queue = Pool.queue(live);
    Object head = Queues.head(queue);
    backlog.head(head, head == null ? 0 : Pool.completed(live));
    String thread = ThreadName.current();
    int threads = Pool.threads(live);
    int size = Queues.size(queue);
    if (backlog.grows(Queues.unbounded(queue) ? size : -1)) {
      String task = head == null ? null : text(head);
      Case found =
          new GrowingQueue(size, backlog.from(), backlog.grown(), threads, task, backlog.waited());
      to.file(this, creator, found, thread);
    }
    if (backlog.waits() && head != null) {
      to.file(this, creator.of("head"), new WaitingHead(text(head), size, threads), thread);
    }
    AtomicLong count = rejected.get(live);
    if (count != null && backlog.rejects(count.get())) {
      Case found = new RejectingPool(backlog.rejected(), size, threads);
      to.file(this, creator.of("rejected"), found, thread);
    }
  }

  private static String text(Object task) {
    return Tasks.text(Tasks.bare(task).getClass());
  }
}
