package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Caller;
import dev.startguard.core.pool.Futures;
import dev.startguard.core.pool.IdentityTable;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.pool.ShutdownHooks;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.pool.Timers;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.Failure;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.rule.ThreadName;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A task that was to run again and again threw an exception, and never runs again. */
public final class PeriodicTaskDiedRule implements StandingRule, HookListener {
  /** More tasks, and more timers, at a time are reported without their runs and their origin. */
  private static final int MOST = 10_000;

  private static final String TASK =
      "java/util/concurrent/ScheduledThreadPoolExecutor$ScheduledFutureTask";

  private static final String FUTURE = "java/util/concurrent/FutureTask";

  /** The release that brought {@link #POLLED}. */
  private static final int NOW = 19;

  private static final Call FAILED =
      new Call(FUTURE, "setException", "(Ljava/lang/Throwable;)V", Look.ENTERED);

  private static final Call RAN = new Call(TASK, "setNextRunTime", "()V", Look.ENTERED);

  /** The constructor of periodic ones, before any of them can run. */
  private static final Call CREATED =
      new Call(
          TASK,
          "<init>",
          "(Ljava/util/concurrent/ScheduledThreadPoolExecutor;Ljava/lang/Runnable;"
              + "Ljava/lang/Object;JJJ)V",
          Look.RETURNED);

  private static final Call TIMER_DIED =
      new Call("java/util/TimerThread", "mainLoop", "()V", Look.THREW);

  /** What {@code get()} makes of a failure. */
  private static final Call TOLD =
      new Call(
          "java/util/concurrent/ExecutionException",
          "<init>",
          "(Ljava/lang/Throwable;)V",
          Look.ENTERED);

  /** Somebody asks a future how it is, and may do so again. */
  private static final String[] POLLED = {
    "state()Ljava/util/concurrent/Future$State;",
    "resultNow()Ljava/lang/Object;",
    "exceptionNow()Ljava/lang/Throwable;"
  };

  private final Pools pools;

  /** Of those that were seen to be created; emptied where runs are missed. */
  private volatile IdentityTable<Object, AtomicLong> runs = new IdentityTable<>(MOST);

  private final IdentityTable<Object, Site> origins = new IdentityTable<>(MOST);

  /** Where each timer was created, by its thread. */
  private final IdentityTable<Thread, Site> timers = new IdentityTable<>(MOST);

  /** What was scheduled with each timer of which all was seen; emptied where some is missed. */
  private volatile IdentityTable<Thread, TimerTasks> scheduled = new IdentityTable<>(MOST);

  /** Whether somebody was told of what a task threw. */
  private final IdentityTable<Throwable, AtomicBoolean> told = new IdentityTable<>(MOST);

  /** Whether somebody polls a periodic task. */
  private final IdentityTable<Object, AtomicBoolean> polled = new IdentityTable<>(MOST);

  private volatile @Nullable Docket docket;

  /**
   * @param pools who knows where a pool is created
   */
  public PeriodicTaskDiedRule(Pools pools) {
    this.pools = pools;
  }

  @Override
  public String id() {
    return "periodic-task-died";
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
    List<Call> hooks =
        new ArrayList<>(
            List.of(FAILED, RAN, CREATED, TIMER_DIED, Timers.CREATION, Timers.SCHEDULE, TOLD));
    Call.add(hooks, Look.ENTERED, NOW, FUTURE, POLLED);
    return hooks;
  }

  @Override
  public void passed(Passage passage) {
    Docket to = docket;
    Object receiver = passage.receiver();
    if (to == null) {
      return;
    }
    if (receiver == null) {
      told(passage.argument(0)); // of the constructors only that one is seen as it begins
    } else if (passage.of(RAN.name())) {
      ran(receiver);
    } else if (passage.of(FAILED.name())) {
      if (receiver instanceof FutureTask<?> task
          && passage.argument(0) instanceof Throwable thrown
          && Futures.periodic(task)) {
        failed(to, task, thrown);
      }
    } else if (passage.of(TIMER_DIED.name())) {
      if (receiver instanceof Thread timer && passage.outcome() instanceof Throwable thrown) {
        timerDied(to, timer, thrown);
      }
    } else if (receiver instanceof Timer timer) {
      if (passage.of(Timers.SCHEDULE.name())) {
        scheduled(timer, passage);
      } else {
        created(timer);
      }
    } else if (passage.call().since() == NOW) {
      if (Futures.periodic(receiver)) {
        polled.known(receiver, new AtomicBoolean()).set(true);
      }
    } else {
      created(receiver);
    }
  }

  @Override
  public void forget() {
    runs = new IdentityTable<>(MOST);
    scheduled = new IdentityTable<>(MOST);
  }

  private void told(@Nullable Object thrown) {
    AtomicBoolean known = thrown instanceof Throwable cause ? told.get(cause) : null;
    if (known != null) {
      known.set(true);
    }
  }

  private void ran(Object task) {
    AtomicLong count = runs.get(task);
    if (count != null) {
      count.incrementAndGet();
    }
  }

  private void created(Object task) {
    if (!Futures.periodic(task)) {
      return;
    }
    runs.put(task, new AtomicLong());
    Site origin = Caller.of(TASK, CREATED.api());
    if (origin != null) {
      origins.put(task, origin);
    }
  }

  private void created(Timer timer) {
    Thread thread = Timers.thread(timer);
    scheduled.put(thread, new TimerTasks());
    Site creator = Timers.creator(timer);
    if (creator != null) {
      timers.put(thread, creator);
    }
  }

  private void scheduled(Timer timer, Passage passage) {
    TimerTasks tasks = scheduled.get(Timers.thread(timer));
    if (tasks != null
        && passage.argument(0) instanceof TimerTask task
        && passage.argument(1) instanceof Long first
        && first >= 0
        && Timers.fresh(task)) {
      tasks.add(task, first);
    }
  }

  private void failed(Docket to, FutureTask<?> task, Throwable thrown) {
    ThreadPoolExecutor owner = Futures.owner(task);
    Object bare = Tasks.bare(task);
    AtomicBoolean asked = polled.known(task, new AtomicBoolean());
    if (!Futures.open(task)
        || Futures.awaited(task)
        || asked.get()
        || Tasks.foreign(bare) // which may tell its own callbacks
        || !Pool.running(owner)
        || ShutdownHooks.begun()
        || meant(Failure.innermost(thrown))) {
      return;
    }
    AtomicLong count = runs.get(task);
    Failure failure = new Failure(Failure.root(thrown));
    Site origin = origins.get(task);
    Pool pool = pools.of(owner);
    Class<?> type = bare.getClass();
    String host = Tasks.host(type);
    Site site = failure.site(to, host, type, host + (origin == null ? "" : origin.text()));
    to.file(
        this,
        site,
        new DeadTask(
            Tasks.text(type),
            count == null ? -1 : count.get(),
            failure,
            List.of(told.known(thrown, new AtomicBoolean()), asked),
            pool == null ? null : pool.origin(),
            Queues.size(Pool.queue(owner)),
            origin == null ? null : origin.text()),
        ThreadName.current());
  }

  /** To throw one of these is how a task ends itself, or is ended. */
  private static boolean meant(Throwable root) {
    return root instanceof CancellationException
        || root instanceof InterruptedException
        || root instanceof ThreadDeath;
  }

  private void timerDied(Docket to, Thread timer, Throwable thrown) {
    List<TimerTask> lost = Timers.tasks(timer);
    if (lost.isEmpty() || ShutdownHooks.begun() || meant(Failure.innermost(thrown))) {
      return; // it has nothing left to do, was cancelled, or all ends
    }
    Failure failure = new Failure(thrown);
    String culprit = failure.below("java.util.TimerThread");
    String name = culprit == null ? "a task" : culprit;
    TimerTasks tasks = scheduled.get(timer);
    TimerTasks.Kind kind = tasks == null || culprit == null ? null : tasks.of(culprit);
    TimerTasks.Kind only = kind != null && kind.single() ? kind : null;
    Class<?> type = null;
    long run = -1;
    for (TimerTask task : lost) {
      type = task.getClass().getName().equals(culprit) ? task.getClass() : type;
      run = only != null && derived(task, name) ? Timers.run(task, only.first()) : run;
    }
    Site created = timers.get(timer);
    Site place = kind == null ? null : kind.place();
    Site site =
        failure.site(
            to, name, type, "Timer." + name + (created == null ? "" : " " + created.text()));
    Case found =
        new DeadTimer(
            name,
            lost.size(),
            failure,
            run,
            created == null ? null : created.text(),
            place == null ? null : place.text(),
            only != null);
    to.file(this, site, found, timer.getName());
  }

  /** Whether the task is of that class, or one derived from it. */
  private static boolean derived(TimerTask task, String name) {
    Class<?> type = task.getClass();
    while (type != null && !Tasks.host(type).equals(name)) {
      type = type.getSuperclass();
    }
    return type != null;
  }
}
