package dev.startguard.core.rule.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.core.rule.executor.TasksLostRule;
import dev.startguard.core.weave.ClassBytes;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The throwables die by the collector, which is asked until it has done so. */
class ExceptionLostRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private static final Pools POOLS = new Pools();
  private static final Current CURRENT = new Current();
  private static final Submissions SUBMISSIONS = new Submissions();
  private static final TasksLostRule TAKER = new TasksLostRule(POOLS, SUBMISSIONS);

  private final FakeDocket docket = new FakeDocket();
  private final ExceptionLostRule rule = new ExceptionLostRule(POOLS, SUBMISSIONS, TAKER);
  private ScheduledExecutorService pool;

  /** With a thread for each task. */
  private ExecutorService waiting;

  @BeforeEach
  void begin() {
    LISTENING.to(List.of(POOLS, CURRENT));
    pool = Executors.newScheduledThreadPool(2);
    waiting = Executors.newCachedThreadPool();
    rule.begin(docket);
    CURRENT.rule = rule;
  }

  @AfterEach
  void end() {
    pool.shutdownNow();
    waiting.shutdownNow();
  }

  @Test
  @Timeout(60)
  void keepsNoLoaderWhoseClassesKeepWhatFailed() throws Exception {
    WeakReference<ClassLoader> loader = failed("fail", Executors.newSingleThreadExecutor());

    goes(loader);
    assertThat(lost().subject()).endsWith(".Kept.lambda$fail$0");
  }

  /** The failure is gone before it is looked at: what it was made of is kept by its cause. */
  @Test
  @Timeout(60)
  void keepsNoLoaderWhoseClassesKeepTheCauseOfWhatFailed() throws Exception {
    WeakReference<ClassLoader> loader = failed("wrap", Executors.newSingleThreadExecutor());

    assertThat(lost().subject()).contains(".Kept.lambda$wrap$");
    goes(loader);
  }

  private void goes(WeakReference<ClassLoader> loader) {
    while (loader.get() != null && !Thread.currentThread().isInterrupted()) {
      System.gc();
      rule.sample(0);
    }
    assertThat(loader.get()).isNull();
  }

  private static WeakReference<ClassLoader> failed(String method, ExecutorService own)
      throws Exception {
    String name = Kept.class.getName();
    Class<?> kept = ClassBytes.loader(name, (each, file) -> file).loadClass(name);
    kept.getMethod(method, ExecutorService.class).invoke(null, own);
    return new WeakReference<>(kept.getClassLoader());
  }

  // --- lost

  @Test
  void reportsATaskThatNobodyAsks() throws Exception {
    ignore(pool.submit(ExceptionLostRuleTest::fail));
    settle();

    Finding finding = lost();
    assertThat(finding.message())
        .isEqualTo(
            "a task failed with java.lang.IllegalStateException; nobody asked its future, or"
                + " printed its stack");
    assertThat(finding.fixes()).anyMatch(fix -> fix.contains("scheduled pool"));
    assertThat(finding.subject()).endsWith("ExceptionLostRuleTest.fail");
    assertThat(finding.notes())
        .extracting(Note::text)
        .contains("a lambda of " + getClass().getName())
        .anySatisfy(text -> assertThat(text).startsWith("pool created at " + getClass().getName()));
  }

  @Test
  void saysSinceWhenNobodyAsked() throws Exception {
    rule.forget();
    ignore(pool.submit(ExceptionLostRuleTest::fail));
    settle();

    assertThat(lost().message())
        .isEqualTo(
            "a task failed with java.lang.IllegalStateException; since this rule looks nobody has"
                + " asked its future, or printed its stack");
  }

  @Test
  void saysWhereSuchATaskWasSubmitted() throws Exception {
    Runnable failing = ExceptionLostRuleTest::fail;
    new RuleFixture(TAKER).in("mail").see("ExecutorService.submit", pool, null, failing);
    ignore(pool.submit(failing));
    settle();

    assertThat(rule.reliesOn()).isSameAs(TAKER);
    assertThat(lost().notes())
        .extracting(Note::text)
        .anySatisfy(text -> assertThat(text).startsWith("such a task at com.acme.CutOff.mail("));
  }

  @Test
  void saysWhichPoolRanAStage() throws Exception {
    ignore(CompletableFuture.runAsync(ExceptionLostRuleTest::fail, pool));
    settle();

    assertThat(lost().notes())
        .extracting(Note::text)
        .anySatisfy(text -> assertThat(text).startsWith("pool created at " + getClass().getName()));
  }

  @Test
  void saysThatTheCommonPoolRanATask() throws Exception {
    inTheCommonPool();

    assertThat(lost().notes()).extracting(Note::text).contains("the common pool");
  }

  @Test
  void saysNoPoolOfAThreadOfItsOwn() throws Exception {
    Thread thread = new Thread(new FutureTask<>(ExceptionLostRuleTest::fail, null));
    thread.start();
    thread.join();
    thread = null; // JDK 25 leaves it its task
    settle();

    assertThat(lost().notes()).extracting(Note::name).doesNotContain("ran in");
  }

  @Test
  void saysNoPoolThatMerelyHandsTheTaskToTheCaller() throws Exception {
    ThreadPoolExecutor full =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(1),
            new ThreadPoolExecutor.CallerRunsPolicy());
    CountDownLatch over = new CountDownLatch(1);
    ignore(full.submit(() -> over.await(1, TimeUnit.MINUTES)));
    ignore(full.submit(() -> 1));
    ignore(full.submit(ExceptionLostRuleTest::fail));
    over.countDown();
    full.shutdown();
    settle();

    assertThat(lost().notes()).extracting(Note::name).doesNotContain("ran in");
  }

  @Test
  void reportsADelayedTask() throws Exception {
    ignore(pool.schedule(ExceptionLostRuleTest::fail, 1, TimeUnit.NANOSECONDS));
    settle();

    assertThat(lost().message()).startsWith("a task failed with");
  }

  @Test
  void reportsACallableAndNamesItsCause() throws Exception {
    Callable<Integer> task =
        () -> {
          throw new IllegalArgumentException(new java.io.IOException("a secret"));
        };
    ignore(pool.submit(task));
    settle();

    assertThat(lost().message())
        .contains("java.lang.IllegalArgumentException, caused by java.io.IOException;")
        .doesNotContain("secret");
  }

  @Test
  void reportsAFutureTaskOfAThreadOfItsOwn() throws Exception {
    Thread thread = new Thread(new FutureTask<>(ExceptionLostRuleTest::fail, null));
    thread.start();
    thread.join();
    thread = null;

    assertThat(lost().message()).startsWith("a task failed with");
  }

  @Test
  void reportsAStageThatNobodyAsks() throws Exception {
    ignore(CompletableFuture.runAsync(ExceptionLostRuleTest::fail, pool));
    settle();

    assertThat(lost().message()).startsWith("a CompletableFuture failed with");
  }

  @Test
  void reportsAChainWhoseEndNobodyAsks() throws Exception {
    ignore(
        CompletableFuture.supplyAsync(() -> 1, pool)
            .thenApply(ExceptionLostRuleTest::divide)
            .thenApply(n -> n + 1)
            .thenAccept(n -> {}));
    settle();

    assertThat(lost().message()).contains("java.lang.ArithmeticException");
    assertThat(docket.filed()).hasSize(1);
  }

  @Test
  void reportsAStageThatFailsAtOnce() throws Exception {
    ignore(CompletableFuture.completedFuture(1).thenApply(ExceptionLostRuleTest::divide));

    assertThat(lost().message()).contains("java.lang.ArithmeticException");
  }

  @Test
  void reportsAFutureThatIsCompletedByHand() throws Exception {
    byHand();

    assertThat(lost().subject()).endsWith("ExceptionLostRuleTest.byHand");
  }

  @Test
  void reportsAHandlerThatFails() throws Exception {
    ignore(
        CompletableFuture.supplyAsync(() -> 1, pool)
            .whenComplete((n, e) -> ExceptionLostRuleTest.divide(n)));
    settle();

    assertThat(lost().message()).contains("java.lang.ArithmeticException");
  }

  @Test
  void reportsAWrapperThatNobodyAsks() throws Exception {
    Future<?> inner = pool.submit(ExceptionLostRuleTest::fail);
    ignore(
        pool.submit(
            () -> {
              try {
                inner.get();
              } catch (InterruptedException | ExecutionException e) {
                throw new IllegalArgumentException(e);
              }
            }));
    settle();

    assertThat(lost().message()).contains("java.lang.IllegalArgumentException");
    assertThat(docket.filed()).hasSize(1);
  }

  @Test
  void reportsTasksOfInvokeAllWhoseFuturesNobodyTakes() throws Exception {
    Callable<Integer> task = failsOnceAwaited(Thread.currentThread());
    assertThat(pool.invokeAll(List.of(task))).hasSize(1);
    LastThrown.forget(); // what invokeAll was given
    settle();

    assertThat(lost().message()).startsWith("a task failed with");
  }

  @Test
  void reportsTasksOfInvokeAllWithALimitWhoseFuturesNobodyTakes() throws Exception {
    Callable<Integer> task = failsOnceAwaited(Thread.currentThread());
    assertThat(pool.invokeAll(List.of(task), 1, TimeUnit.HOURS)).hasSize(1);
    LastThrown.forget();
    settle();

    assertThat(lost().message()).startsWith("a task failed with");
  }

  // --- known to somebody

  @Test
  void acceptsAFutureThatIsAsked() throws Exception {
    Future<?> future = pool.submit(ExceptionLostRuleTest::fail);
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
    Future<?> other = pool.submit(ExceptionLostRuleTest::fail);
    assertThatThrownBy(() -> other.get(1, TimeUnit.MINUTES)).isInstanceOf(ExecutionException.class);

    nothing();
  }

  /** Who asks meanwhile is not heard of. */
  @Test
  void acceptsWhatFailedBeforeItWasSwitchedOff() throws Exception {
    ignore(pool.submit(ExceptionLostRuleTest::fail));
    settle();
    rule.forget();

    nothing();
  }

  @Test
  void acceptsACauseThatFailedAnotherTaskWhoseFutureIsAsked() throws Exception {
    askForBoth();
    settle();

    nothing();
  }

  @Test
  void acceptsAChainThatIsJoined() throws Exception {
    CompletableFuture<Integer> future =
        CompletableFuture.supplyAsync(() -> 1, pool).thenApply(ExceptionLostRuleTest::divide);
    assertThatThrownBy(future::join).isInstanceOf(CompletionException.class);
    assertThatThrownBy(() -> run().getNow(null)).isInstanceOf(CompletionException.class);
    assertThatThrownBy(() -> run().get()).isInstanceOf(ExecutionException.class);
    assertThat(run().isCompletedExceptionally()).isTrue();
    assertThat(run().toString()).contains("exceptionally");

    nothing();
  }

  @Test
  void acceptsThatItFailsWhileSomebodyAsks() throws Exception {
    for (int i = 0; i < 500; i++) {
      CompletableFuture<Void> asked = later();
      while (!asked.isCompletedExceptionally()) {
        Thread.onSpinWait();
      }
      CompletableFuture<Void> shown = later();
      while (!shown.toString().contains("exceptionally")) {
        Thread.onSpinWait();
      }
      Future<?> task = pool.submit(ExceptionLostRuleTest::fail);
      while (!task.toString().contains("exceptionally")) {
        Thread.onSpinWait();
      }
    }

    nothing();
  }

  @Test
  void acceptsThatItFailsWhileAHandlerIsAttached() throws Exception {
    AtomicBoolean go = new AtomicBoolean();
    for (int i = 0; i < 1000; i++) {
      go.set(false);
      CompletableFuture<Integer> future = new CompletableFuture<>();
      pool.execute(() -> fails(future, go));
      go.set(true);
      for (int wait = i % 100; wait > 0; wait--) {
        Thread.onSpinWait();
      }
      ignore(future.exceptionallyCompose(e -> CompletableFuture.completedFuture(1)));
      while (!future.isDone()) {
        Thread.onSpinWait();
      }
    }
    settle();

    nothing();
  }

  @Test
  void acceptsHandlers() throws Exception {
    ignore(run().handle((n, e) -> 0));
    ignore(run().handleAsync((n, e) -> 0, pool));
    ignore(run().exceptionally(e -> null));
    ignore(run().whenComplete((n, e) -> {}));
    ignore(later().handle((n, e) -> 0));
    ignore(later().exceptionally(e -> null));
    ignore(later().whenComplete((n, e) -> {}));
    ignore(later().whenCompleteAsync((n, e) -> {}, pool));
    ignore(later().exceptionallyCompose(e -> CompletableFuture.completedFuture(null)));
    ignore(run().exceptionallyCompose(e -> CompletableFuture.completedFuture(null)));
    settle();

    nothing();
  }

  @Test
  void acceptsADerivedFutureOfALoggedOne() throws Exception {
    ignore(later().whenComplete((n, e) -> {}).thenApply(n -> 1).thenAccept(n -> {}));
    settle();

    nothing();
  }

  @Test
  void acceptsAllOfThatIsJoined() throws Exception {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(later(), CompletableFuture.runAsync(() -> {}));
    assertThatThrownBy(all::join).isInstanceOf(CompletionException.class);

    nothing();
  }

  @Test
  void acceptsThatOneOfSeveralFailuresIsHandedOn() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<?>> joined =
        List.of(
            CompletableFuture.allOf(run(), run(), run()),
            CompletableFuture.allOf(run(), failsAfter(go)),
            CompletableFuture.allOf(failsAfter(go), failsAfter(go), failsAfter(go)),
            run().thenCombine(run(), (a, b) -> 1),
            run().thenAcceptBoth(failsAfter(go), (a, b) -> {}),
            failsAfter(go).runAfterBoth(failsAfter(go), () -> {}));
    go.countDown();
    for (CompletableFuture<?> each : joined) {
      assertThatThrownBy(each::join).isInstanceOf(CompletionException.class);
    }
    settle();

    nothing();
  }

  @Test
  void reportsOneOfSeveralThatNobodyJoins() throws Exception {
    ignore(CompletableFuture.allOf(run(), run(), run()));
    settle();

    assertThat(lost().message()).startsWith("a CompletableFuture failed with");
  }

  @Test
  void acceptsThatItFailsAsSomebodyGivesUp() throws Exception {
    for (int i = 0; i < 1000; i++) {
      int spins = i % 500;
      CompletableFuture<Void> future =
          CompletableFuture.runAsync(
              () -> {
                for (int k = 0; k < spins; k++) {
                  Thread.onSpinWait();
                }
                fail();
              },
              pool);
      assertThatThrownBy(() -> future.get(20, TimeUnit.MICROSECONDS)).isNotNull();
    }
    settle();

    nothing();
  }

  @Test
  void acceptsWhatThousandsWaitedForInVain() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < 2000; i++) {
      inVain(failsAfter(go, pool));
    }
    go.countDown();
    settle();

    nothing();
  }

  @Test
  void acceptsAComposedFutureThatIsAskedInVain() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    inVain(CompletableFuture.completedFuture(1).thenCompose(n -> failsAfter(go)));
    inVain(CompletableFuture.runAsync(() -> {}, pool).thenCompose(n -> failsAfter(go)));
    inVain(failsAfter(go).copy());
    go.countDown();
    settle();

    nothing();
  }

  @Test
  void acceptsAFailureBehindAStageThatHasEnded() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    int value =
        failsAfter(go)
            .thenApply(n -> 1)
            .orTimeout(1, TimeUnit.NANOSECONDS)
            .exceptionally(e -> 2)
            .join();
    int late =
        failsAfter(go).thenApply(n -> 1).completeOnTimeout(2, 1, TimeUnit.NANOSECONDS).join();
    boolean cancelled = failsAfter(go).thenApply(n -> 1).cancel(false);
    boolean given = failsAfter(go).thenCombine(failsAfter(go), (a, b) -> 1).complete(1);
    go.countDown();
    settle();

    assertThat(value).isEqualTo(late);
    assertThat(cancelled).isEqualTo(given);
    nothing();
  }

  @Test
  void acceptsTheLosersOfARace() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Object> any =
        CompletableFuture.anyOf(CompletableFuture.completedFuture(1), failsAfter(go));
    CompletableFuture<Integer> winner = new CompletableFuture<>();
    CompletableFuture<Object> later = CompletableFuture.anyOf(failsAfter(go), winner);
    CompletableFuture<Integer> either =
        failsAfter(go).thenApply(n -> 1).applyToEither(winner, n -> n);
    CompletableFuture<Void> accepted =
        winner.acceptEither(failsAfter(go).thenApply(n -> 1), n -> {});
    CompletableFuture<Void> after = winner.runAfterEither(failsAfter(go), () -> {});
    winner.complete(1);
    CompletableFuture.allOf(any, later, either, accepted, after).join();
    go.countDown();
    settle();

    nothing();
  }

  @Test
  void acceptsTheLosersOfInvokeAny() throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>(List.of(() -> 1));
    for (int i = 0; i < 8; i++) {
      tasks.add(
          () -> {
            fail();
            return 2;
          });
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(pool.invokeAny(tasks)).isEqualTo(1);
    }
    settle();

    nothing();
  }

  @Test
  void acceptsTheLoserOfAnyOf() throws Exception {
    CompletableFuture<Integer> winner = new CompletableFuture<>();
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Void> loser =
        CompletableFuture.runAsync(
            () -> {
              await(go);
              fail();
            },
            pool);
    CompletableFuture<Object> any = CompletableFuture.anyOf(winner, loser);
    go.countDown();
    assertThatThrownBy(any::join).isInstanceOf(CompletionException.class);
    settle();

    nothing();
  }

  @Test
  void acceptsInvokeAllAndACompletionService() throws Exception {
    for (Future<Object> each :
        pool.invokeAll(List.of(Executors.callable(ExceptionLostRuleTest::fail)))) {
      assertThatThrownBy(each::get).isInstanceOf(ExecutionException.class);
    }
    for (Future<Integer> each :
        pool.invokeAll(List.of(failsOnceAwaited(Thread.currentThread())), 1, TimeUnit.HOURS)) {
      assertThatThrownBy(each::get).isInstanceOf(ExecutionException.class);
    }
    ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(pool);
    ignore(service.submit(ExceptionLostRuleTest::fail, 1));
    Future<Integer> done = service.take();
    assertThatThrownBy(done::get).isInstanceOf(ExecutionException.class);

    nothing();
  }

  @Test
  void acceptsWhatWasLoggedAndThrownOn() throws Exception {
    ignore(
        pool.submit(
            () -> {
              try {
                fail();
              } catch (IllegalStateException e) {
                e.printStackTrace(new java.io.PrintWriter(new StringWriter()));
                throw e;
              }
            }));
    ignore(
        pool.submit(
            () -> {
              try {
                fail();
              } catch (IllegalStateException e) {
                assertThat(e.getStackTrace()).isNotEmpty(); // as a logging library asks
                throw new IllegalArgumentException(e);
              }
            }));
    settle();

    nothing();
  }

  @Test
  void acceptsWhatIsLoggedAfterwards() throws Exception {
    IllegalStateException kept = new IllegalStateException();
    ignore(
        pool.submit(
            () -> {
              throw new IllegalArgumentException(kept);
            }));
    settle();
    kept.printStackTrace(new java.io.PrintWriter(new StringWriter()));

    nothing();
  }

  @Test
  void acceptsCancelledTasksAndInterruptedOnes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> future =
        pool.submit(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    begun.await();
    future.cancel(true);
    ThreadPoolExecutor other =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    CountDownLatch again = new CountDownLatch(1);
    ignore(
        other.submit(
            () -> {
              again.countDown();
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              fail();
            }));
    again.await();
    other.shutdownNow();
    assertThat(other.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    settle();

    nothing();
  }

  @Test
  void acceptsAfterExecuteThatAsks() throws Exception {
    try (Asking asking = new Asking()) {
      ignore(asking.submit(ExceptionLostRuleTest::fail));
    }

    nothing();
  }

  @Test
  void acceptsATaskWithCodeOfItsOwn() throws Exception {
    new FutureTask<>(ExceptionLostRuleTest::fail, null) {
      @Override
      protected void setException(Throwable failed) {
        super.setException(failed); // and tells who knows whom
      }
    }.run();
    new CompletableFuture<Integer>() {
      @Override
      public boolean completeExceptionally(Throwable failed) {
        return super.completeExceptionally(failed);
      }
    }.completeExceptionally(new IllegalStateException());

    nothing();
  }

  @Test
  void acceptsAPeriodicTask() throws Exception {
    Future<?> future =
        pool.scheduleAtFixedRate(ExceptionLostRuleTest::fail, 0, 1, TimeUnit.MILLISECONDS);
    while (!future.isDone()) {
      Thread.onSpinWait();
    }
    future = null;

    nothing();
  }

  @Test
  void acceptsWhatIsThrownToTheCallerToo() {
    CompletableFuture<Integer> promise = new CompletableFuture<>();
    assertThatThrownBy(() -> load(promise)).isInstanceOf(IllegalStateException.class);

    nothing();
  }

  @Test
  void acceptsWhatIsMadeForAFutureAndThrownToo() {
    assertThatThrownBy(ExceptionLostRuleTest::refuse).isInstanceOf(IllegalStateException.class);

    nothing();
  }

  @Test
  void acceptsWhatIsMadeForAFutureAndToldToAListener() {
    List<Class<?>> told = new ArrayList<>();
    tell(told);

    assertThat(told).isNotEmpty();
    nothing();
  }

  @Test
  void acceptsWhatALibraryMakesForAFuture() {
    rule.begin(docket.without(Library.class));
    Library.close(new CompletableFuture<>());

    nothing();
  }

  @Test
  void acceptsAFutureThatHadEnded() throws Exception {
    CompletableFuture<Integer> promise = CompletableFuture.completedFuture(1);
    assertThat(promise.completeExceptionally(new IllegalStateException())).isFalse();
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(
            () -> {
              await(go);
              fail();
            },
            pool);
    late.cancel(true);
    go.countDown();
    settle();

    nothing();
  }

  @Test
  void acceptsAFutureThatWasAskedInVain() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Runnable work =
        () -> {
          await(go);
          fail();
        };
    Future<?> task = pool.submit(work);
    CompletableFuture<Void> stage = CompletableFuture.runAsync(work, pool);
    assertThatThrownBy(() -> task.get(1, TimeUnit.NANOSECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> stage.get(1, TimeUnit.NANOSECONDS))
        .isInstanceOf(TimeoutException.class);
    go.countDown();
    settle();

    nothing();
  }

  @Test
  void acceptsAFutureWhoseWaiterIsInterrupted() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    interrupted(failsAfter(go));
    interrupted(
        pool.submit(
            () -> {
              await(go);
              fail();
            }));
    go.countDown();
    settle();

    nothing();
  }

  @Test
  void acceptsWhatIsCancelledWhenItHasFailed() throws Exception {
    assertThat(run().cancel(true)).isFalse();
    Future<?> task = pool.submit(ExceptionLostRuleTest::fail);
    while (!task.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(task.cancel(true)).isFalse();
    task = null;
    settle();

    nothing();
  }

  @Test
  void acceptsWhatFailsWhileItIsCancelled() throws Exception {
    for (int i = 0; i < 1000; i++) {
      CompletableFuture<Void> stage = later();
      Future<?> task = pool.submit(ExceptionLostRuleTest::fail);
      for (int wait = i; wait > 0; wait--) {
        Thread.onSpinWait();
      }
      stage.cancel(true);
      task.cancel(true);
    }
    settle();

    nothing();
  }

  @Test
  void acceptsAFailureThatIsReplaced() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Void> early = failsAfter(go);
    early.obtrudeValue(null);
    go.countDown();
    run().obtrudeValue(null);
    run().obtrudeException(new IllegalArgumentException());
    settle();

    nothing();
  }

  @Test
  void acceptsWhatSomebodyStillHas() throws Exception {
    Future<?> future = pool.submit(ExceptionLostRuleTest::fail);
    settle();
    nothing();

    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
  }

  @Test
  void acceptsWhatHasNoStack() throws Exception {
    ignore(
        pool.submit(
            () -> {
              throw new Bare();
            }));
    settle();

    nothing();
  }

  @Test
  void keepsNoMoreThanFits() throws Exception {
    for (int i = 0; i < 8000; i++) {
      ignore(CompletableFuture.completedFuture(1).thenApply(ExceptionLostRuleTest::divide));
    }

    assertThat(lost().message()).contains("java.lang.ArithmeticException");
  }

  /** The one finding. */
  private Finding lost() {
    collect(false);
    return docket.findings().get(0);
  }

  /** That later losses, of which it is known, were the only ones. */
  private void nothing() {
    for (int i = 0; i < 2; i++) {
      collect(true);
      assertThat(docket.findings())
          .extracting(Finding::message)
          .allMatch(message -> message.contains("Canary"));
      docket.clear();
    }
  }

  /**
   * Now and then, in spite of {@link LastThrown}, the JVM holds on to what a thread threw last,
   * beyond all collections, until the thread ends.
   */
  private void collect(boolean canaries) {
    long begin = System.nanoTime();
    long since = 0;
    while (docket.filed().isEmpty() && since < TimeUnit.MINUTES.toNanos(1)) {
      if (since > TimeUnit.SECONDS.toNanos(10)) {
        pool.shutdown();
      }
      if (canaries) {
        ignore(CompletableFuture.completedFuture(1).thenApply(Canary::sing));
      }
      System.gc();
      sample();
      since = System.nanoTime() - begin;
    }
    assertThat(docket.findings()).isNotEmpty();
  }

  /** What was collected is handed over by another thread, much sooner than collected again. */
  private void sample() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    while (docket.filed().isEmpty() && System.nanoTime() - end < 0) {
      rule.sample(0);
      Thread.onSpinWait();
    }
  }

  /** What ran before has ended. */
  private void settle() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      pool.execute(
          () -> {
            both.countDown();
            await(both);
          });
    }
    both.await();
    waiting.shutdown();
    assertThat(waiting.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  private static void inTheCommonPool() {
    FutureTask<?> future = new FutureTask<>(ExceptionLostRuleTest::fail, null);
    ForkJoinPool.commonPool().execute(future);
    while (!future.isDone()) {
      Thread.onSpinWait();
    }
  }

  private void askForBoth() {
    IllegalStateException cause = new IllegalStateException();
    Future<?> inner =
        pool.submit(
            () -> {
              throw new IllegalArgumentException(cause);
            });
    assertThatThrownBy(inner::get).isInstanceOf(ExecutionException.class);
    Future<?> outer =
        pool.submit(
            () -> {
              throw cause;
            });
    assertThatThrownBy(outer::get).isInstanceOf(ExecutionException.class);
  }

  private CompletableFuture<Void> run() {
    CompletableFuture<Void> future = later();
    while (!future.isDone()) {
      Thread.onSpinWait();
    }
    return future;
  }

  private CompletableFuture<Void> later() {
    return CompletableFuture.runAsync(ExceptionLostRuleTest::fail, pool);
  }

  private static void fails(CompletableFuture<Integer> future, AtomicBoolean go) {
    while (!go.get()) {
      Thread.onSpinWait();
    }
    future.completeExceptionally(new IllegalStateException());
  }

  private static void inVain(Future<?> future) {
    assertThatThrownBy(() -> future.get(1, TimeUnit.NANOSECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  private static void interrupted(Future<?> future) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);
  }

  private CompletableFuture<Void> failsAfter(CountDownLatch go) {
    return failsAfter(go, waiting);
  }

  private static CompletableFuture<Void> failsAfter(CountDownLatch go, Executor executor) {
    return CompletableFuture.runAsync(
        () -> {
          await(go);
          fail();
        },
        executor);
  }

  /** Fails when that thread waits. */
  private static Callable<Integer> failsOnceAwaited(Thread thread) {
    return () -> {
      while (thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      fail();
      return 1;
    };
  }

  private static void byHand() {
    new CompletableFuture<Integer>().completeExceptionally(new IllegalStateException());
  }

  private static void tell(List<Class<?>> told) {
    IllegalStateException failure = new IllegalStateException();
    told.add(failure.getClass());
    new CompletableFuture<Integer>().completeExceptionally(failure);
  }

  private static void refuse() {
    IllegalStateException refused = new IllegalStateException();
    new CompletableFuture<Integer>().completeExceptionally(refused);
    throw refused;
  }

  private static int load(CompletableFuture<Integer> promise) {
    try {
      fail();
      return 1;
    } catch (IllegalStateException e) {
      promise.completeExceptionally(e);
      throw e;
    }
  }

  private static void fail() {
    throw new IllegalStateException("a secret");
  }

  private static int divide(int number) {
    return BigInteger.valueOf(number).divide(BigInteger.ZERO).intValue(); // no fast throw
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ignore(Future<?> future) {
    assertThat(future.getClass()).isNotNull();
  }

  private static final class Library {
    static void close(CompletableFuture<Integer> open) {
      open.completeExceptionally(new IllegalStateException());
    }
  }

  private static final class Canary extends RuntimeException {
    private static final long serialVersionUID = 1;

    static int sing(int number) {
      if (number > 0) {
        throw new Canary();
      }
      return number;
    }
  }

  private static final class Bare extends RuntimeException {
    private static final long serialVersionUID = 1;

    Bare() {
      super("bare", null, false, false);
    }
  }

  /** Hooks are woven once: what they tell is told to the rule of the test that runs. */
  private static final class Current implements HookListener {
    private volatile ExceptionLostRule rule = new ExceptionLostRule(POOLS, SUBMISSIONS, TAKER);

    @Override
    public List<Call> hooks() {
      return rule.hooks();
    }

    @Override
    public Guard guard(Call hook) {
      return rule.guard(hook);
    }

    @Override
    public void passed(Passage passage) {
      rule.passed(passage);
    }
  }

  /** As the JDK's documentation has it. */
  private static final class Asking extends ThreadPoolExecutor implements AutoCloseable {
    Asking() {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      super.afterExecute(task, thrown);
      if (thrown == null && task instanceof Future<?> future && future.isDone()) {
        try {
          future.get();
        } catch (InterruptedException | ExecutionException failed) {
          return;
        }
      }
    }

    @Override
    public void close() {
      shutdown();
      try {
        assertThat(awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
