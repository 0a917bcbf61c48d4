package dev.startguard.core.rule.future;

import dev.startguard.core.pool.CommonPool;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.ShutdownHooks;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.pool.Threads;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.Ending;
import dev.startguard.core.rule.Failure;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task or a CompletableFuture failed, and nobody ever asked, handled or logged it.
 *
 * <p>The key is the throwable itself, beneath what futures wrap around it: all futures that it made
 * fail have it in common. It is lost when nobody can have it any more, and it has passed none of
 * the ways on which somebody would have learnt of it.
 */
public final class ExceptionLostRule implements StandingRule, HookListener, Sampled, Ending {
  /** What the JDK attaches to a future with a time limit, to end the clock. */
  private static final String CANCELLER = "java.util.concurrent.CompletableFuture$Canceller";

  private static final String API = "java/util/concurrent/Future.get()Ljava/lang/Object;";

  private final Failures failures = new Failures();
  private final AskedInVain asked = new AskedInVain(failures);
  private final Excuses excuses = new Excuses(failures);
  private final Pools pools;
  private final Submissions submissions;
  private final Rule taker;
  private volatile @Nullable Docket docket;

  /** Whether there was a time at which it did not look. */
  private volatile boolean missed;

  /**
   * @param pools who knows where a pool is created
   * @param submissions who knows where tasks are submitted
   * @param taker who tells it
   */
  public ExceptionLostRule(Pools pools, Submissions submissions, Rule taker) {
    this.pools = pools;
    this.submissions = submissions;
    this.taker = taker;
  }

  @Override
  public String id() {
    return "exception-lost";
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
  public void begin(Docket given) {
    docket = given;
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
    return Ways.hooks();
  }

  @Override
  public @Nullable Guard guard(Call hook) {
    return Ways.of(hook).guarded() ? Ways.FAILURE : null;
  }

  @Override
  public void passed(Passage passage) {
    switch (Ways.of(passage.call())) {
      case HANDLED -> handled(passage);
      case BEGINS -> begins(passage.receiver(), passage.argument(0));
      case FAILS -> {
        begins(passage.receiver(), passage.argument(0));
        fails(passage);
      }
      case ENDED -> ended(passage);
      case ASKED -> know(FutureFields.failure(passage.receiver()));
      case POLLED -> asked.add(passage.receiver());
      case CANCELLED -> asked.cancel(passage.receiver());
      case BOTH ->
          other(
              FutureFields.exception(passage.argument(0)),
              FutureFields.exception(passage.argument(1)));
      case ALL -> excuses.all(passage.argument(0));
      case RACED -> raced(passage);
      case RELAYED -> relayed(passage);
      case TOLD -> know(FutureFields.failure(FutureFields.source(passage.receiver())));
      case GIVEN -> {
        given(passage.argument(0));
        given(passage.argument(1));
      }
      case THROWN -> thrown(passage);
      case SEEN -> {
        if (passage.receiver() instanceof Throwable seen) {
          failures.know(seen);
        }
      }
    }
  }

  private void begins(@Nullable Object future, @Nullable Object thrown) {
    if (future != null && thrown instanceof Throwable known) {
      excuses.begin(future, Failure.root(known));
    }
  }

  private void fails(Passage passage) {
    Object future = passage.receiver();
    if (!(passage.argument(0) instanceof Throwable thrown)
        || FutureFields.exception(passage.argument(1)) != null // which it only passes on
        || (future != null && future.getClass().getClassLoader() != null)) {
      return; // of a future with code of its own, which may have been told
    }
    Throwable root = Failure.root(thrown);
    if (failures.find(root) != null
        || Quiet.is(root)
        || !Failure.unseen(thrown)
        || FutureFields.interrupted(Thread.currentThread())
        || ShutdownHooks.begun()) {
      return;
    }
    if (future instanceof RunnableScheduledFuture<?> again && again.isPeriodic()) {
      return; // periodic-task-died tells of it
    }
    Lost lost;
    if (future != null && future.getClass() == CompletableFuture.class) {
      Completer completer = Completer.find();
      if (completer == null) {
        return;
      }
      lost = new Lost(root, null, completer, null, submissions, !missed);
    } else {
      Class<?> task = future == null ? null : Tasks.bare(future).getClass();
      lost = new Lost(root, task, null, runner(), submissions, !missed);
    }
    if (future != null && asked.has(future)) {
      lost.know();
    }
    failures.add(root, lost, true);
    for (Throwable cause : Failure.causes(root)) {
      failures.add(cause, lost, false);
    }
    LastThrown.forget();
  }

  /** What this thread works for; null when that is not known. */
  private @Nullable String runner() {
    Thread thread = Thread.currentThread();
    if (CommonPool.has(thread)) {
      return "the common pool";
    }
    ThreadPoolExecutor executor = Threads.pool(thread);
    Pool pool = executor == null ? null : pools.of(executor);
    return pool == null ? null : pool.text();
  }

  /** A future that had ended before keeps no failure; one that was asked in vain was asked. */
  private void ended(Passage passage) {
    Object future = passage.receiver();
    if (!(passage.argument(0) instanceof Throwable thrown) || future == null) {
      return;
    }
    boolean failed =
        passage.outcome() instanceof Boolean completed
            ? completed
            : FutureFields.failure(future) == thrown;
    if (!failed || asked.has(future) || excuses.end(future, Failure.root(thrown))) {
      know(thrown);
    }
  }

  /** The first is handed on, in place of the other, too. */
  private void other(@Nullable Throwable first, @Nullable Throwable second) {
    if (first != null && second != null && Failure.root(first) != Failure.root(second)) {
      know(second);
    }
  }

  private void raced(Passage passage) {
    Object first = passage.argument(0);
    if (first instanceof Object[] || first instanceof ArrayList) {
      asked.addAll(first);
    } else { // a stage and another: the first argument is their executor
      asked.add(passage.receiver());
      asked.add(passage.argument(1));
    }
  }

  private void relayed(Passage passage) {
    Object future = passage.receiver();
    Throwable thrown = FutureFields.exception(passage.argument(0));
    if (future == null || thrown == null) {
      return;
    }
    Throwable root = Failure.root(thrown);
    excuses.begin(future, root);
    Lost lost = failures.find(root);
    if (lost != null) {
      asked.relay(future, lost);
      if (excuses.has(future)) {
        lost.know();
      }
    }
  }

  private void handled(Passage passage) {
    Throwable thrown = FutureFields.exception(passage.argument(0));
    Object handler = passage.argument(1);
    if (thrown != null && handler != null && !handler.getClass().getName().equals(CANCELLER)) {
      know(thrown);
    }
  }

  private void given(@Nullable Object thrown) {
    if (thrown instanceof Throwable known) {
      Lost lost = failures.find(Failure.root(known));
      if (lost == null || lost.known() || !Asker.onlyWaits()) {
        know(known);
      }
    }
  }

  private void thrown(Passage passage) {
    Object thrown = passage.outcome();
    if (thrown instanceof TimeoutException || thrown instanceof InterruptedException) {
      asked.add(passage.receiver());
    } else if (!(thrown instanceof ExecutionException)) { // which was given
      know(thrown);
    }
  }

  private void know(@Nullable Object thrown) {
    if (thrown instanceof Throwable known) {
      failures.know(Failure.root(known));
    }
  }

  @Override
  public void sample(long nanos) {
    Docket open = docket;
    for (Lost lost = failures.poll(); lost != null; lost = failures.poll()) {
      if (open != null) {
        lost.settle(open, API); // its cause may live on, and keep it
      }
      report(lost);
    }
    if (open != null) {
      failures.settle(open, API);
    }
  }

  @Override
  public void forget() {
    missed = true;
    failures.forget();
  }

  /** What is still kept then nobody asks any more, unless the JVM was ended in the midst of it. */
  @Override
  public void end() {
    sample(0);
    if (LastThreads.gone()) {
      for (Lost lost : failures.rest()) {
        report(lost);
      }
    }
  }

  private void report(Lost lost) {
    Docket open = docket;
    Site site = open == null || lost.known() ? null : lost.site(open, API);
    if (open != null && site != null) {
      open.file(this, site, lost, lost.thread());
    }
    lost.know();
  }
}
