package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tasks that throw kill a pool's threads again and again. */
public final class WorkerChurnRule implements StandingRule, HookListener {
  /** So many threads of one pool have died. */
  static final int MANY = 10;

  /** Pools that are counted at a time. */
  private static final int MOST = 10_000;

  private static final Call EXIT =
      new Call(
          "java/util/concurrent/ThreadPoolExecutor",
          "processWorkerExit",
          "(Ljava/util/concurrent/ThreadPoolExecutor$Worker;Z)V",
          Look.ENTERED);

  private final Pools pools;
  private final IdentityTable<ThreadPoolExecutor, AtomicLong> deaths = new IdentityTable<>(MOST);
  private volatile @Nullable Docket docket;

  /**
   * @param pools who knows where a pool is created
   */
  public WorkerChurnRule(Pools pools) {
    this.pools = pools;
  }

  @Override
  public String id() {
    return "worker-churn";
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
    return List.of(EXIT);
  }

  @Override
  public void passed(Passage passage) {
    Docket to = docket;
    if (to == null
        || !Boolean.TRUE.equals(passage.argument(1))
        || !(passage.receiver() instanceof ThreadPoolExecutor dying)
        || !Pool.running(dying)) {
      return;
    }
    long now = deaths.known(dying, new AtomicLong()).incrementAndGet();
    Pool pool = now % MANY == 0 ? pools.of(dying) : null;
    if (pool != null) {
      Case found = new Churn(now, !Pool.plain(dying));
      to.file(this, pool.creator(), found, Thread.currentThread().getName());
    }
  }

  /**
   * @param own whether the pool is of a class of its own, whose methods around a task may throw
   */
  private record Churn(long deaths, boolean own) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("loses its threads to exceptions")
          .message(
              deaths
                  + " threads of this pool died of exceptions that tasks"
                  + (own ? ", or the pool's own beforeExecute or afterExecute," : "")
                  + " threw, and were replaced")
          .why("what a task given to execute() throws ends the thread that runs it")
          .fix("catch and log in the task")
          .fix("use submit(), and ask its future");
    }
  }
}
