package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored")
class TasksLostRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private final FakeDocket docket = new FakeDocket();
  private final TasksLostRule rule = new TasksLostRule(new Pools(), new Submissions());
  private final RuleFixture calls = new RuleFixture(rule);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<ThreadPoolExecutor> pools = new ArrayList<>();
  private final List<ForkJoinPool> forks = new ArrayList<>();

  @BeforeEach
  void listen() {
    LISTENING.to(rule, docket);
  }

  @AfterEach
  void stop() {
    release.countDown();
    for (ThreadPoolExecutor pool : pools) {
      pool.shutdownNow();
    }
    for (ForkJoinPool pool : forks) {
      pool.shutdownNow();
    }
    Until.holds(() -> ForkJoinPool.commonPool().isQuiescent()); // it is the next test's, too
  }

  @Test
  void reportsWhatWaitsWhenTheJvmEnds() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    pool.execute(new Receipt());
    pool.submit(new Receipt());
    pool.submit(() -> "lambda");
    rule.end();

    assertThat(only().message())
        .isEqualTo(
            "3 tasks waited in this pool when the JVM ended: 2 of "
                + Receipt.class.getName()
                + ", 1 of a lambda of "
                + getClass().getName());
    assertThat(docket.filed().get(0).site().method()).isEqualTo("pool");
  }

  @Test
  void reportsAPoolThatWasShutDownAndNotAwaited() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    pool.execute(new Receipt());
    pool.shutdown();
    rule.end();

    assertThat(only().message()).startsWith("1 task waited in this pool when the JVM ended: ");
  }

  @Test
  void reportsACompletableFuturesTask() {
    CompletableFuture.runAsync(new Receipt(), busy(new ThreadPoolExecutor.AbortPolicy()));
    rule.end();

    assertThat(only().message()).endsWith(Receipt.class.getName());
  }

  @Test
  void reportsAStageThatIsReady() {
    CompletableFuture.completedFuture("ready")
        .thenApplyAsync(String::length, busy(new ThreadPoolExecutor.AbortPolicy()));
    rule.end();

    assertThat(only().message()).startsWith("1 task waited in this pool when the JVM ended: ");
  }

  @Test
  void reportsTheCommonPool() {
    CountDownLatch begun = new CountDownLatch(ForkJoinPool.getCommonPoolParallelism());
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool().execute(() -> block(begun));
    }
    Until.holds(() -> begun.getCount() == 0);
    while (docket.findings().isEmpty()) { // a thread that another test has left over may take one
      CountDownLatch taken = new CountDownLatch(1);
      ForkJoinPool.commonPool().execute(() -> block(taken));
      rule.end();
      Until.holds(() -> taken.getCount() == 0 || !docket.findings().isEmpty());
    }

    assertThat(only().message())
        .startsWith("1 task waited in the common pool, whose threads are daemons when the JVM");
  }

  @Test
  void reportsWhatWaitsInAForkJoinPool() {
    ForkJoinPool pool = forked();
    pool.execute(new Receipt());
    pool.submit(new Receipt());
    pool.submit(new Receipt(), "result");
    pool.submit(() -> "lambda");
    pool.execute(new Sum());
    rule.end();

    assertThat(only().message())
        .isEqualTo(
            "5 tasks waited in this pool when the JVM ended: 3 of "
                + Receipt.class.getName()
                + ", 1 of a lambda of "
                + getClass().getName()
                + ", 1 of "
                + Sum.class.getName());
    assertThat(docket.filed().get(0).site().method()).isEqualTo("forked");
  }

  @Test
  void reportsAWorkStealingPoolThatWasShutDownAndNotAwaited() {
    ExecutorService pool = Executors.newWorkStealingPool(1);
    forks.add((ForkJoinPool) pool);
    busy(pool);
    CompletableFuture.runAsync(new Receipt(), pool);
    pool.shutdown();
    rule.end();

    assertThat(only().message())
        .isEqualTo("1 task waited in this pool when the JVM ended: " + Receipt.class.getName());
    assertThat(docket.filed().get(0).site().method())
        .isEqualTo("reportsAWorkStealingPoolThatWasShutDownAndNotAwaited");
  }

  @Test
  void reportsWhatAForkJoinPoolsOwnThreadExecutes() {
    ForkJoinPool pool = new ForkJoinPool(1);
    forks.add(pool);
    CountDownLatch begun = new CountDownLatch(1);
    pool.execute(
        () -> {
          pool.execute(new Receipt());
          CompletableFuture.runAsync(new Receipt(), pool);
          block(begun);
        });
    Until.holds(() -> begun.getCount() == 0);
    rule.end();

    assertThat(only().message()).startsWith("2 tasks waited in this pool when the JVM ended: ");
  }

  /** Whoever joins them waits at this moment, or needs them no more. */
  @Test
  void acceptsWhatATaskOfAForkJoinPoolForks() {
    ForkJoinPool pool = new ForkJoinPool(1);
    forks.add(pool);
    CountDownLatch begun = new CountDownLatch(1);
    pool.execute(
        () -> {
          new Sum().fork();
          ForkJoinTask.adapt(new Receipt()).fork();
          block(begun);
        });
    Until.holds(() -> begun.getCount() == 0);
    rule.end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsADrainedForkJoinPool() {
    ForkJoinPool pool = new ForkJoinPool(2);
    forks.add(pool);
    for (int i = 0; i < 100; i++) {
      pool.execute(new Receipt());
    }
    pool.invoke(new Sum());
    assertThat(pool.awaitQuiescence(1, TimeUnit.MINUTES)).isTrue();
    rule.end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsWhatAForkJoinPoolNoLongerOwesAnybody() {
    ForkJoinPool pool = forked();
    pool.submit(new Receipt()).cancel(false);
    CompletableFuture.runAsync(new Receipt(), pool).complete(null);
    Sum sum = new Sum();
    pool.execute(sum);
    sum.complete(1);
    ForkJoinPool stopped = forked();
    stopped.submit(new Receipt());
    stopped.shutdownNow(); // which cancels them
    rule.end();

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsWhatAForkJoinPoolStillRuns() {
    ForkJoinPool pool = forked();
    pool.execute(new Receipt());
    rule.end();
    release.countDown();
    assertThat(pool.awaitQuiescence(1, TimeUnit.MINUTES)).isTrue();

    assertThat(docket.filed()).hasSize(1);
    assertThat(docket.findings()).isEmpty();
  }

  /** From JDK 25 on. */
  @Test
  void acceptsWhatAForkJoinPoolRunsLaterOrAgain() {
    ForkJoinPool pool = forked();
    if ((Object) pool instanceof ScheduledExecutorService later) {
      later.schedule(new Receipt(), 1, TimeUnit.HOURS);
      later.scheduleAtFixedRate(new Receipt(), 0, 1, TimeUnit.HOURS);
      Until.holds(pool::hasQueuedSubmissions);
    }
    rule.end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAForkJoinPoolOfALibrary() {
    rule.begin(docket.without(getClass()));
    ForkJoinPool pool = forked();
    pool.submit(() -> "lambda");
    rule.end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void reportsAListThatNobodyLooksAt() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    pool.execute(new Receipt());
    pool.submit(new Receipt());

    assertThat(calls.see("ExecutorService.shutdownNow", null, pool.shutdownNow()).message())
        .isEqualTo(
            "2 tasks that shutdownNow gave back never ran, since nobody looked at its list: "
                + Receipt.class.getName());
  }

  @Test
  void saysWhereThePoolOfAListWasCreatedThatNobodyLooksAt() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    pool.execute(new Receipt());
    ExecutorService facade = Executors.unconfigurableExecutorService(pool);

    assertThat(calls.see("ExecutorService.shutdownNow", facade, facade.shutdownNow()).notes())
        .anySatisfy(
            note ->
                assertThat(note.text())
                    .startsWith("created at " + getClass().getName() + ".pool("));
  }

  @Test
  void saysWhereSuchATaskWasSubmitted() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    Runnable receipt = new Receipt();
    assertThat(calls.in("close").see("Executor.execute", pool, null, receipt)).isNull();
    assertThat(calls.in("later").see("ExecutorService.submit", pool, null, receipt)).isNull();
    pool.execute(receipt);
    rule.end();

    assertThat(only().notes())
        .anySatisfy(
            note -> {
              assertThat(note.name()).isEqualTo("submitted");
              assertThat(note.text()).startsWith("such a task at com.acme.CutOff.close(");
            });
  }

  @Test
  void saysNothingOfAPoolThatIsNotKnown() {
    ExecutorService other = new ForkJoinPool(1);
    List<Runnable> list = new ArrayList<>(List.of(new Receipt()));

    assertThat(calls.see("ExecutorService.shutdownNow", other, list).notes())
        .noneSatisfy(note -> assertThat(note.text()).contains("created"));
    other.shutdownNow();
  }

  @Test
  void reportsWhatADiscardPolicyDiscards() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardPolicy());
    pool.execute(() -> {});
    pool.execute(new Receipt());

    assertThat(only().message())
        .isEqualTo(
            "the pool discarded a task without a word, by DiscardPolicy: "
                + Receipt.class.getName());
    assertThat(only().notes())
        .anySatisfy(note -> assertThat(note.text()).contains(".reportsWhatADiscardPolicyDiscards"));
  }

  @Test
  void reportsTheOldest() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardOldestPolicy());
    pool.submit(new Receipt());
    pool.execute(() -> {});

    assertThat(only().message()).endsWith("DiscardOldestPolicy: " + Receipt.class.getName());
  }

  @Test
  void reportsTheOldestOfAFuture() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardOldestPolicy());
    CompletableFuture.runAsync(new Receipt(), pool);
    pool.execute(() -> {});

    assertThat(only().message()).endsWith("DiscardOldestPolicy: " + Receipt.class.getName());
  }

  /** Between the look and the policy's, a thread may take it. */
  @Test
  void acceptsAnOldestThatIsRun() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardOldestPolicy());
    FutureTask<?> oldest = (FutureTask<?>) pool.submit(new Receipt());
    pool.execute(() -> {});
    oldest.run();

    assertThat(docket.filed()).hasSize(1);
    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAnOldestThatWaitsAllTheSame() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardOldestPolicy());
    Runnable oldest = (Runnable) pool.submit(new Receipt());
    pool.execute(() -> {});
    pool.getQueue().clear();
    pool.getQueue().add(oldest);

    assertThat(docket.filed()).hasSize(1);
    assertThat(docket.findings()).isEmpty();
  }

  /** Whether it was run cannot be told. */
  @Test
  void acceptsAnOldestWithoutAFuture() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardOldestPolicy());
    pool.execute(new Receipt());
    pool.execute(() -> {});

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void reportsWhatWaitsBehindACancelledTask() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    Future<?> cancelled = pool.submit(new Receipt());
    pool.execute(new Receipt());
    pool.execute(new Receipt());
    cancelled.cancel(false);
    rule.end();

    assertThat(only().message()).startsWith("2 tasks waited in this pool when the JVM ended: ");
  }

  @Test
  void reportsTheRestOfAQueueThatGoesOn() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    pools.add(pool);
    CountDownLatch begun = new CountDownLatch(1);
    pool.execute(() -> block(begun));
    Until.holds(() -> begun.getCount() == 0);
    for (int i = 0; i < 20_000; i++) {
      pool.execute(new Receipt());
    }
    rule.end();
    for (int i = 0; i < 500; i++) {
      pool.getQueue().poll();
    }

    assertThat(only().message())
        .startsWith("at least 9500 tasks waited in this pool when the JVM ended: ");
  }

  @Test
  void saysWhatItFoundWhenItWasAskedWhetherItStands() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    pool.execute(new Receipt());
    rule.end();
    var filed = docket.filed().get(0);
    assertThat(filed.found().stands()).isTrue();
    pool.getQueue().clear();

    assertThat(filed.finding().message()).startsWith("1 task waited");
    assertThat(filed.found().stands()).isFalse();
  }

  @Test
  void reportsACallerThatDoesNotRunWhatComesAfterTheShutdown() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.CallerRunsPolicy());
    pool.shutdown();
    pool.execute(new Receipt());

    assertThat(only().message()).contains("by CallerRunsPolicy, after its shutdown: ");
  }

  @Test
  void countsManyByMilestones() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardPolicy());
    for (int i = 0; i < 101; i++) {
      pool.execute(new Receipt());
    }

    assertThat(docket.filed()).hasSize(3); // one found room
  }

  @Test
  void acceptsADrainedPool() throws InterruptedException {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    pool.execute(new Receipt());
    release.countDown();
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    rule.end();

    assertThat(docket.filed()).isEmpty();
    assertThat(calls.see("ExecutorService.shutdownNow", null, pool.shutdownNow())).isNull();
  }

  @Test
  void acceptsCancelledTasks() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    Future<?> task = pool.submit(new Receipt());
    task.cancel(false);
    rule.end();

    assertThat(docket.filed()).isEmpty();
    assertThat(calls.see("ExecutorService.shutdownNow", null, pool.shutdownNow())).isNull();
  }

  @Test
  void acceptsACancelledTaskOfTheForkJoinPools() {
    ForkJoinTask<?> cancelled = ForkJoinTask.adapt(new Receipt());
    cancelled.cancel(false);
    List<Object> list = new ArrayList<>(List.of(cancelled));

    assertThat(calls.see("ExecutorService.shutdownNow", null, list)).isNull();
  }

  @Test
  void acceptsWhatACompletionServiceCancelled() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    new ExecutorCompletionService<>(pool).submit(new Receipt(), null).cancel(false);
    rule.end();

    assertThat(docket.filed()).isEmpty();
    assertThat(calls.see("ExecutorService.shutdownNow", null, pool.shutdownNow())).isNull();
  }

  @Test
  void acceptsThatInvokeAnyNeedsOneOnly() throws Exception {
    ThreadPoolExecutor pool = pool(new ThreadPoolExecutor.AbortPolicy());
    pools.add(pool);
    CountDownLatch begun = new CountDownLatch(1);
    Callable<String> first =
        () -> {
          pool.execute(() -> block(begun));
          Until.holds(() -> pool.getQueue().size() == 2);
          return "first";
        };
    List<Callable<String>> tasks =
        new AbstractList<>() {
          @Override
          public Callable<String> get(int index) {
            if (index == 0) {
              return first;
            }
            Until.holds(() -> pool.getQueue().size() == 1); // behind what blocks
            return () -> "second";
          }

          @Override
          public int size() {
            return 2;
          }
        };
    assertThat(pool.invokeAny(tasks)).isEqualTo("first");
    Until.holds(() -> begun.getCount() == 0);

    List<Runnable> left = pool.shutdownNow();
    assertThat(left).hasSize(1);
    assertThat(calls.see("ExecutorService.shutdownNow", null, left)).isNull();
  }

  @Test
  void acceptsAListWhoseTasksAreCancelledAtOnce() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    Future<?> task = pool.submit(new Receipt());
    var filed = calls.filed("ExecutorService.shutdownNow", null, pool.shutdownNow());
    task.cancel(false);

    assertThat(filed.found().stands()).isFalse();
  }

  @Test
  void acceptsPeriodicTasksAndThoseThatAreNotDue() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    pools.add(pool);
    pool.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
    pool.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.HOURS);
    pool.schedule(new Receipt(), 1, TimeUnit.HOURS);
    rule.end();

    assertThat(docket.filed()).isEmpty();
    assertThat(calls.see("ScheduledExecutorService.shutdownNow", null, pool.shutdownNow()))
        .isNull();
  }

  @Test
  void acceptsATaskThatIsJustDue() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    pools.add(pool);
    CountDownLatch begun = new CountDownLatch(1);
    pool.execute(() -> block(begun));
    Until.holds(() -> begun.getCount() == 0);
    pool.schedule(new Receipt(), 0, TimeUnit.NANOSECONDS);
    rule.end();

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsWhatADaemonStillRuns() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    pool.execute(new Receipt());
    rule.end();
    release.countDown();
    Until.holds(() -> pool.getQueue().isEmpty());

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsARejectionThatIsThrown() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    for (int i = 0; i < 3; i++) {
      pool.execute(() -> {});
    }
    try {
      pool.execute(new Receipt());
    } catch (RejectedExecutionException known) {
      assertThat(docket.filed()).isEmpty();
      return;
    }
    throw new AssertionError("was not rejected");
  }

  @Test
  void acceptsACallerThatRunsIt() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.CallerRunsPolicy());
    pool.execute(() -> {});
    pool.execute(new Receipt());

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAHandlerOfTheApplications() {
    ThreadPoolExecutor pool =
        busy(
            new ThreadPoolExecutor.DiscardPolicy() {
              @Override
              public void rejectedExecution(Runnable task, ThreadPoolExecutor by) {
                release.getCount(); // and counts it, perhaps
              }
            });
    pool.execute(() -> {});
    pool.execute(new Receipt());

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsADiscardedTaskThatItsSubmitterRuns() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardPolicy());
    pool.execute(() -> {});
    FutureTask<String> helped = new FutureTask<>(() -> "done");
    pool.execute(helped);
    helped.run();

    assertThat(docket.filed()).hasSize(1);
    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAFutureThatIsNotTheJdks() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    pool.execute(new Listenable());
    rule.end();

    assertThat(docket.filed()).isEmpty();
    assertThat(calls.see("ExecutorService.shutdownNow", pool, pool.shutdownNow())).isNull();
  }

  /** As Guava has it: a task that is a future, and no FutureTask. */
  private static final class Listenable extends CompletableFuture<String> implements Runnable {
    @Override
    public void run() {
      complete("");
    }
  }

  @Test
  void acceptsAListAtWhichThePoolItselfMayHaveLooked() {
    ThreadPoolExecutor own =
        new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
          @Override
          public List<Runnable> shutdownNow() {
            List<Runnable> left = super.shutdownNow();
            left.forEach(Runnable::run);
            return left;
          }
        };
    List<Runnable> left = List.of(new Receipt());

    assertThat(calls.see("ExecutorService.shutdownNow", own, new ArrayList<>(left))).isNull();
    own.shutdownNow();
  }

  @Test
  void acceptsACancelledTaskThatIsDiscarded() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardPolicy());
    pool.execute(() -> {});
    FutureTask<?> cancelled = new FutureTask<>(new Receipt(), null);
    cancelled.cancel(false);
    pool.execute(cancelled);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsACompletionServicesCancelledTaskThatIsTheOldest() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.DiscardOldestPolicy());
    new ExecutorCompletionService<>(pool).submit(new Receipt(), null).cancel(false);
    pool.execute(() -> {});

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAFutureThatNobodyNeeds() {
    CompletableFuture.runAsync(new Receipt(), busy(new ThreadPoolExecutor.AbortPolicy()))
        .complete(null);
    rule.end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAStageThatIsCompletedMeanwhile() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    CompletableFuture<String> ready = CompletableFuture.completedFuture("ready");
    ready.thenApplyAsync(String::length, pool).complete(5);
    ready.thenCombineAsync(ready, String::concat, pool).completeExceptionally(new Exception());
    ready.applyToEitherAsync(ready, String::length, pool).cancel(false);
    rule.end();

    assertThat(docket.filed()).isEmpty();
    assertThat(calls.see("ExecutorService.shutdownNow", null, pool.shutdownNow())).isNull();
  }

  @Test
  void acceptsAStageThatIsCompletedRightAfter() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    CompletableFuture<Integer> stage =
        CompletableFuture.completedFuture("ready").thenApplyAsync(String::length, pool);
    var filed = calls.filed("ExecutorService.shutdownNow", null, pool.shutdownNow());
    stage.complete(5);

    assertThat(filed.found().stands()).isFalse();
  }

  @Test
  void acceptsACompletedFutureWhoseTaskIsSubmitted() {
    ThreadPoolExecutor pool = busy(new ThreadPoolExecutor.AbortPolicy());
    CompletableFuture.runAsync(new Receipt(), pool::submit).complete(null);
    rule.end();

    assertThat(docket.filed()).isEmpty();
  }

  /**
   * Its one thread is taken, and its queue has room for one more; for three, where it may throw.
   */
  private ThreadPoolExecutor busy(RejectedExecutionHandler handler) {
    ThreadPoolExecutor pool = pool(handler);
    pools.add(pool);
    busy(pool);
    return pool;
  }

  private ForkJoinPool forked() {
    ForkJoinPool pool = new ForkJoinPool(1);
    forks.add(pool);
    busy(pool);
    return pool;
  }

  private void busy(ExecutorService pool) {
    CountDownLatch begun = new CountDownLatch(1);
    pool.execute(() -> block(begun));
    Until.holds(() -> begun.getCount() == 0);
  }

  private static ThreadPoolExecutor pool(RejectedExecutionHandler handler) {
    boolean roomy = handler.getClass() == ThreadPoolExecutor.AbortPolicy.class;
    return new ThreadPoolExecutor(
        1,
        1,
        1,
        TimeUnit.MINUTES,
        roomy ? new LinkedBlockingQueue<>(3) : new ArrayBlockingQueue<>(1),
        Thread::new,
        handler);
  }

  private void block(CountDownLatch begun) {
    begun.countDown();
    try {
      release.await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private Finding only() {
    assertThat(docket.findings()).hasSize(1);
    return docket.findings().get(0);
  }

  private static final class Receipt implements Runnable {
    @Override
    public void run() {}
  }

  private static final class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;

    @Override
    protected Integer compute() {
      return 1;
    }
  }
}
