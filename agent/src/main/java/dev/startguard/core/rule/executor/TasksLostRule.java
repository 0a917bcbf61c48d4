package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Caller;
import dev.startguard.core.pool.CommonPool;
import dev.startguard.core.pool.ForkPool;
import dev.startguard.core.pool.ForkPools;
import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.pool.Threads;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.CodeSources;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.Ending;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A pool took tasks, and never ran them. */
public final class TasksLostRule implements StandingRule, HookListener, Ending {
  private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
  private static final String[] SHUTDOWNS = {
    "java/util/concurrent/ExecutorService",
    "java/util/concurrent/ScheduledExecutorService",
    POOL,
    "java/util/concurrent/ScheduledThreadPoolExecutor"
  };

  /** Pools whose rejections are counted at a time. */
  private static final int MOST = 1_000;

  private final Pools pools;
  private final ForkPools forkPools = new ForkPools();
  private final Submissions submissions;
  private final IdentityTable<ThreadPoolExecutor, AtomicLong> discarded = new IdentityTable<>(MOST);
  private volatile @Nullable Docket docket;

  /**
   * @param pools who knows the pools that there are
   * @param submissions who is told here where tasks are submitted, for other rules, too
   */
  public TasksLostRule(Pools pools, Submissions submissions) {
    this.pools = pools;
    this.submissions = submissions;
  }

  @Override
  public String id() {
    return "tasks-lost";
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
    return List.of(pools, forkPools);
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (String owner : SHUTDOWNS) {
      Call.add(calls, Look.IGNORED, owner, "shutdownNow()Ljava/util/List;");
    }
    Submissions.add(calls);
    return calls;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (sighting.call().look() == Look.FIRST) {
      submissions.take(sighting);
      return null;
    }
    if (!(sighting.result() instanceof ArrayList<?> list) || list.isEmpty()) {
      return null;
    }
    List<Object> lost = LostTasks.among(list);
    if (lost.isEmpty()) {
      return null;
    }
    Pool pool = null;
    if (sighting.receiver() instanceof ExecutorService ended) {
      if (!ended.getClass().getName().startsWith("java.")) {
        return null; // a method of its own may have looked at the list
      }
      pool = pools.of(ended);
    }
    Docket to = docket;
    boolean concerns =
        to == null
            || to.own(sighting.site())
            || (pool == null ? anyOwn(to, lost) : concerns(to, pool.creator(), lost));
    return !concerns
        ? null
        : new IgnoredTasks(lost, submissions, pool == null ? null : pool.origin());
  }

  @Override
  public List<Call> hooks() {
    return List.of(Discards.REJECT);
  }

  @Override
  public void passed(Passage passage) {
    Docket to = docket;
    if (to != null
        && passage.receiver() instanceof ThreadPoolExecutor rejecting
        && passage.argument(0) instanceof Runnable task) {
      rejected(to, rejecting, task);
    }
  }

  private void rejected(Docket to, ThreadPoolExecutor rejecting, Object task) {
    Object victim = Discards.victim(rejecting, task);
    RejectedExecutionHandler policy = Pool.handler(rejecting);
    if (victim == null || policy == null || LostTasks.among(List.of(victim)).isEmpty()) {
      return;
    }
    boolean contested = Discards.contested(victim, task);
    if (contested && !DiscardedTask.known(victim)) {
      return;
    }
    Pool pool = pools.of(rejecting);
    if (pool != null && concerns(to, pool.creator(), List.of(victim)) && due(rejecting)) {
      Site caller = Caller.of(POOL, Discards.REJECT.api());
      Case found =
          new DiscardedTask(
              victim,
              contested ? Pool.queue(rejecting) : null,
              policy.getClass().getSimpleName(),
              Pool.running(rejecting),
              Tasks.text(Tasks.bare(victim).getClass()),
              caller == null ? null : caller.text());
      Site site = pool.creator().of(Discards.REJECT.api());
      to.file(this, site, found, Thread.currentThread().getName());
    }
  }

  /** The first time, the tenth, the hundredth: a saturated pool discards many in a second. */
  private boolean due(ThreadPoolExecutor rejecting) {
    long rest = discarded.known(rejecting, new AtomicLong()).incrementAndGet();
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }

  @Override
  public void end() {
    Docket to = docket;
    if (to == null) {
      return;
    }
    for (Pool pool : pools.all()) {
      ThreadPoolExecutor ended = pool.get();
      if (ended != null) {
        left(to, pool.creator(), new Waiting.InQueue(Pool.queue(ended)));
      }
    }
    for (ForkPool pool : forkPools.all()) {
      ForkJoinPool ended = pool.get();
      if (ended != null) {
        left(to, pool.creator(), new Waiting.Forked(ended));
      }
    }
    if (!CommonPool.workers(Threads.all()).isEmpty()) {
      common(to);
    }
  }

  private void left(Docket to, Site creator, Waiting waiting) {
    List<Object> lost = LostTasks.among(waiting.content(LostTasks.MOST));
    if (!lost.isEmpty() && concerns(to, creator, lost)) {
      Case found = new LeftTasks(lost, submissions, waiting, null);
      to.file(this, creator.of("exit"), found, Thread.currentThread().getName());
    }
  }

  private void common(Docket to) {
    Waiting waiting = new Waiting.Common();
    List<Object> lost = LostTasks.among(waiting.content(LostTasks.MOST));
    for (Object task : lost) {
      Class<?> type = Tasks.bare(task).getClass();
      Site site = new Site(Tasks.host(type), "run", "", null, 0, "exit", 0, CodeSources.path(type));
      if (to.own(site)) {
        Case found =
            new LeftTasks(lost, submissions, waiting, "the common pool, whose threads are daemons");
        to.file(this, site, found, Thread.currentThread().getName());
        return;
      }
    }
  }

  /** What libraries leave undone among themselves is nobody's loss. */
  private static boolean concerns(Docket to, Site creator, List<Object> tasks) {
    return to.own(creator) || anyOwn(to, tasks);
  }

  private static boolean anyOwn(Docket to, List<Object> tasks) {
    for (Object task : tasks) {
      Class<?> type = Tasks.bare(task).getClass();
      if (to.own(new Site(Tasks.host(type), "run", "", null, 0, "", 0, CodeSources.path(type)))) {
        return true;
      }
    }
    return false;
  }
}
