package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Ending;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.Failure;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import java.lang.reflect.InvocationTargetException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored")
class PeriodicTaskDiedRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private final FakeDocket docket = new FakeDocket();
  private final PeriodicTaskDiedRule rule = new PeriodicTaskDiedRule(new Pools());
  private final AtomicInteger runs = new AtomicInteger();
  private ScheduledThreadPoolExecutor pool;

  @BeforeEach
  void listen() {
    LISTENING.to(rule, docket);
    pool = new ScheduledThreadPoolExecutor(1);
  }

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void reportsTheRunInWhichItThrew() {
    pool.schedule(() -> {}, 1, TimeUnit.HOURS);
    pool.scheduleAtFixedRate(() -> failIn(3), 0, 1, TimeUnit.MILLISECONDS);

    Finding finding = only();
    assertThat(finding.message())
        .startsWith(
            "the periodic task a lambda of "
                + getClass().getName()
                + " threw in run 3 and never runs again: java.lang.IllegalStateException at "
                + getClass().getName()
                + ".failIn(");
    assertThat(finding.notes())
        .anySatisfy(note -> assertThat(note.text()).contains("created at", ".listen("))
        .anySatisfy(note -> assertThat(note.text()).isEqualTo("1 other task waits"))
        .anySatisfy(note -> assertThat(note.text()).contains(".reportsTheRunInWhichItThrew("));
    assertThat(docket.filed().get(0).site().method()).isEqualTo("failIn");
    assertThat(finding.toString()).doesNotContain("secret");
  }

  /** The agent may have come later, or the rule may have been off for a while. */
  @Test
  void doesNotCountTheRunsOfATaskThatItHasNotSeenBegin() {
    CountDownLatch forgotten = new CountDownLatch(1);
    pool.scheduleAtFixedRate(
        () -> {
          await(forgotten);
          failIn(2);
        },
        0,
        1,
        TimeUnit.MILLISECONDS);
    rule.forget();
    forgotten.countDown();

    assertThat(only().message()).contains(" threw and never runs again: ");
  }

  @Test
  void countsTheRunsOfATaskThatBeganSince() {
    rule.forget();
    pool.scheduleAtFixedRate(() -> failIn(2), 0, 1, TimeUnit.MILLISECONDS);

    assertThat(only().message()).contains("threw in run 2 and");
  }

  @Test
  void reportsAFixedDelay() {
    pool.scheduleWithFixedDelay(() -> failIn(1), 0, 1, TimeUnit.MILLISECONDS);

    assertThat(only().message()).contains("threw in run 1 and");
    assertThat(only().notes()).anySatisfy(note -> assertThat(note.text()).isEqualTo("empty"));
  }

  @Test
  void reportsATaskOfItsOwnClass() {
    pool.scheduleAtFixedRate(new Refresh(), 0, 1, TimeUnit.MILLISECONDS);

    assertThat(only().message()).contains("the periodic task " + Refresh.class.getName());
    assertThat(docket.filed().get(0).site().className()).isEqualTo(Refresh.class.getName());
  }

  @Test
  void reportsTheFirstCause() {
    pool.scheduleAtFixedRate(
        () -> {
          throw new CompletionException(
              new RuntimeException("secret", new NumberFormatException("secret")));
        },
        0,
        1,
        TimeUnit.MILLISECONDS);

    assertThat(only().message())
        .contains("java.lang.RuntimeException, caused by java.lang.NumberFormatException at");
  }

  @Test
  void reportsAnErrorToo() {
    pool.scheduleAtFixedRate(
        () -> {
          throw new AssertionError("secret");
        },
        0,
        1,
        TimeUnit.MILLISECONDS);

    assertThat(only().message()).contains("java.lang.AssertionError at");
  }

  @Test
  void reportsEachTaskThatFailsAtOnePlace() {
    pool.scheduleAtFixedRate(() -> failIn(1), 0, 1, TimeUnit.MILLISECONDS);
    pool.scheduleAtFixedRate(new Shared(this), 0, 1, TimeUnit.MILLISECONDS);

    Until.holds(() -> docket.filed().size() == 2);
    assertThat(docket.filed().get(0).identity()).isNotEqualTo(docket.filed().get(1).identity());
  }

  @Test
  void reportsAPoolBehindAFacade() {
    ScheduledExecutorService single = Executors.newSingleThreadScheduledExecutor();
    single.scheduleAtFixedRate(() -> failIn(2), 0, 1, TimeUnit.MILLISECONDS);

    assertThat(only().message()).contains("threw in run 2 and");
    assertThat(only().notes())
        .anySatisfy(note -> assertThat(note.text()).contains(".reportsAPoolBehindAFacade("));
    single.shutdown();
  }

  @Test
  void reportsATimerThatAPeriodicTaskEnds() {
    Timer timer = new Timer(true);
    timer.schedule(task(() -> failIn(2)), 0, 1);

    assertThat(only().message())
        .contains(" threw, which ended the timer's thread: 1 task of it will never run: ");
  }

  @Test
  void reportsATimerThatHadMoreToDo() {
    Timer timer = new Timer(true);
    timer.schedule(task(() -> {}), 3_600_000);
    timer.schedule(task(() -> {}), 3_600_000, 1_000);
    timer.schedule(task(() -> failIn(1)), 0);

    assertThat(only().message()).contains("2 tasks of it will never run");
  }

  @Test
  void tellsTheRunOfATimersTaskAtAFixedRate() {
    Timer timer = new Timer(true);
    timer.schedule(new Idle(), 3_600_000);
    timer.scheduleAtFixedRate(task(() -> failIn(3)), 0, 1);

    assertThat(only().message()).contains(" threw in run 3, which ended the timer's thread: 2 ");
    assertThat(note("timer"))
        .startsWith(
            "created at " + getClass().getName() + ".tellsTheRunOfATimersTaskAtAFixedRate(");
    assertThat(note("scheduled at"))
        .startsWith(getClass().getName() + ".tellsTheRunOfATimersTaskAtAFixedRate(");
  }

  /** The others begin so long after one another as each of them lasts, too. */
  @Test
  void tellsOfAFixedDelayNoRunButTheFirst() {
    new Timer(true).schedule(task(() -> failIn(1)), 0, 3_600_000);
    Until.holds(() -> docket.filed().size() == 1);
    runs.set(0);
    new Timer(true).schedule(task(() -> failIn(2)), 0, 1);
    Until.holds(() -> docket.filed().size() == 2);

    assertThat(docket.findings())
        .extracting(Finding::message)
        .satisfiesExactly(
            first -> assertThat(first).contains(" threw in run 1, which ended the timer's"),
            second -> assertThat(second).contains(" threw, which ended the timer's thread: "));
  }

  @Test
  void tellsNoRunWhereSeveralTasksOfATimerAreOfOneClass() {
    Timer timer = new Timer(true);
    timer.scheduleAtFixedRate(task(() -> {}), 3_600_000, 3_600_000);
    timer.scheduleAtFixedRate(task(() -> failIn(1)), 0, 3_600_000);

    assertThat(only().message()).contains(" threw, which ended the timer's thread: 2 tasks ");
    assertThat(note("scheduled"))
        .startsWith("such a task at ")
        .contains(".tellsNoRunWhereSeveralTasksOfATimerAreOfOneClass(");
  }

  /** The stack names the class that run is of. */
  @Test
  void tellsNoRunWhereSeveralClassesHaveTheirRunOfOne() {
    Timer timer = new Timer(true);
    timer.scheduleAtFixedRate(new Ticking(() -> {}) {}, 3_600_000, 3_600_000);
    timer.scheduleAtFixedRate(new Ticking(() -> failIn(1)), 0, 3_600_000);

    assertThat(only().message())
        .startsWith(Ticking.class.getName() + " threw, which ended the timer's thread: 2 tasks ");
  }

  @Test
  void tellsTheRunOfAClassDerivedFromTheOneThatRunIsOf() {
    new Timer(true).scheduleAtFixedRate(new Ticking(() -> failIn(2)) {}, 0, 1);

    assertThat(only().message()).startsWith(Ticking.class.getName() + " threw in run 2, which ");
  }

  @Test
  void tellsNoRunOfATaskThatRunsOnce() {
    Timer timer = new Timer(true);
    timer.schedule(new Idle(), 3_600_000);
    timer.schedule(task(() -> failIn(1)), 0);

    assertThat(only().message()).contains(" threw, which ended the timer's thread: 1 task ");
    assertThat(note("scheduled at")).contains(".tellsNoRunOfATaskThatRunsOnce(");
  }

  @Test
  void countsNoTaskThatATimerRefused() {
    Timer timer = new Timer(true);
    TimerTask cancelled = task(() -> {});
    cancelled.cancel();
    assertThatThrownBy(() -> timer.schedule(cancelled, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> timer.schedule(task(() -> {}), Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    timer.scheduleAtFixedRate(task(() -> failIn(2)), 0, 1);

    assertThat(only().message()).contains(" threw in run 2, which ");
  }

  @Test
  void tellsWhoCreatedATimerOfAClassOfItsOwn() {
    new Clockwork().scheduleAtFixedRate(task(() -> failIn(1)), 0, 1);

    assertThat(only().message()).contains(" threw in run 1, which ");
    assertThat(note("timer")).contains(".tellsWhoCreatedATimerOfAClassOfItsOwn(");
  }

  /** The agent may have come later, or the rule may have been off for a while. */
  @Test
  void tellsNoRunOfATimerThatItHasNotSeenAllAlong() {
    Timer timer = new Timer(true);
    rule.forget();
    timer.scheduleAtFixedRate(task(() -> failIn(1)), 0, 1);

    assertThat(only().message()).contains(" threw, which ended ");
    assertThat(note("timer")).contains(".tellsNoRunOfATimerThatItHasNotSeenAllAlong(");
  }

  @Test
  void tellsTheTimersOfTwoPlacesApart() {
    Timer one = new Timer(true);
    Timer other = new Timer(true);
    one.scheduleAtFixedRate(new Ticking(() -> failIn(1)), 0, 1);
    other.scheduleAtFixedRate(new Ticking(() -> failIn(1)), 0, 1);

    Until.holds(() -> docket.filed().size() == 2);
    assertThat(docket.filed().get(0).identity()).isNotEqualTo(docket.filed().get(1).identity());
  }

  @Test
  void saysTheCauseThatOtherFindingsMayShare() {
    IllegalStateException thrown = new IllegalStateException("secret");
    pool.scheduleAtFixedRate(
        () -> {
          throw thrown;
        },
        0,
        1,
        TimeUnit.MILLISECONDS);

    only();
    assertThat(docket.filed().get(0).found().cause()).isEqualTo(new Failure(thrown).event());
  }

  @Test
  void leavesTheStackUnseenSoThatTheThreadsDeathIsToldToo() {
    IllegalStateException thrown = new IllegalStateException("secret");
    new Timer(true)
        .schedule(
            task(
                () -> {
                  Thread.currentThread().setUncaughtExceptionHandler((timer, handled) -> {});
                  throw thrown;
                }),
            0,
            1);

    only();
    assertThat(Failure.unseen(thrown)).isTrue();
    assertThat(docket.filed().get(0).found().cause()).isEqualTo(new Failure(thrown).event());
  }

  @Test
  void acceptsATaskThatCatchesWhatItThrows() {
    pool.scheduleAtFixedRate(
        () -> {
          try {
            failIn(1);
          } catch (IllegalStateException caught) {
            runs.addAndGet(10);
          }
        },
        0,
        1,
        TimeUnit.MILLISECONDS);

    Until.holds(() -> runs.get() > 30);
    nothing();
  }

  @Test
  void acceptsACancelledTask() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Future<?> task =
        pool.scheduleAtFixedRate(
            () -> {
              running.countDown();
              await(over);
              throw new IllegalStateException("cancelled by now");
            },
            0,
            1,
            TimeUnit.MILLISECONDS);
    running.await();
    task.cancel(false);
    over.countDown();

    nothing();
  }

  @Test
  void acceptsATaskThatIsInterrupted() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Future<?> task =
        pool.scheduleAtFixedRate(
            () -> {
              running.countDown();
              while (!Thread.interrupted()) {
                LockSupport.park();
              }
              throw new IllegalStateException(new InterruptedException());
            },
            0,
            1,
            TimeUnit.MILLISECONDS);
    running.await();
    task.cancel(true);

    nothing();
  }

  @Test
  void acceptsATaskOfAPoolThatEnds() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    pool.scheduleAtFixedRate(
        () -> {
          running.countDown();
          while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
          }
          throw new IllegalStateException("shut down");
        },
        0,
        1,
        TimeUnit.MILLISECONDS);
    running.await();
    pool.shutdownNow();

    nothing();
  }

  @Test
  void acceptsATaskThatDiesWhileTheJvmEnds() {
    Ending.begin();
    try {
      Future<?> task = pool.scheduleAtFixedRate(() -> failIn(1), 0, 1, TimeUnit.MILLISECONDS);
      Until.holds(task::isDone);
    } finally {
      Ending.undo();
    }

    nothing();
  }

  @Test
  void acceptsATimerThatDiesWhileTheJvmEnds() {
    Thread[] thread = new Thread[1];
    Ending.begin();
    try {
      new Timer(true)
          .schedule(
              task(
                  () -> {
                    thread[0] = Thread.currentThread();
                    failIn(1);
                  }),
              0,
              1);
      Until.holds(() -> runs.get() == 1 && !thread[0].isAlive());
    } finally {
      Ending.undo();
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsATaskThatSomebodyAsksRightAfter() {
    Future<?> task = pool.scheduleAtFixedRate(() -> failIn(1), 0, 1, TimeUnit.MILLISECONDS);
    Until.holds(task::isDone);
    assertThat(docket.findings()).hasSize(1);
    assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class);

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void acceptsATaskThatSomebodyPolls() throws Exception {
    for (String ask : new String[] {"state", "resultNow", "exceptionNow"}) {
      CountDownLatch polled = new CountDownLatch(1);
      AtomicBoolean threw = new AtomicBoolean();
      Future<?> task =
          pool.scheduleAtFixedRate(
              () -> {
                await(polled);
                threw.set(true);
                throw new IllegalStateException(ask);
              },
              0,
              1,
              TimeUnit.MILLISECONDS);
      ask(task, ask);
      polled.countDown();
      Until.holds(() -> threw.get() && task.isDone());
    }

    nothing();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void acceptsATaskThatSomebodyPollsRightAfter() throws Exception {
    Future<?> task = pool.scheduleAtFixedRate(() -> failIn(1), 0, 1, TimeUnit.MILLISECONDS);
    Until.holds(task::isDone);
    assertThat(docket.findings()).hasSize(1);
    ask(task, "exceptionNow");

    assertThat(docket.findings()).isEmpty();
  }

  private static void ask(Future<?> task, String method) throws ReflectiveOperationException {
    try {
      Future.class.getMethod(method).invoke(task);
    } catch (InvocationTargetException early) {
      assertThat(early).hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  /** As those of Guava's listeningDecorator. */
  @Test
  void acceptsATaskThatIsAFutureWithCallbacksOfItsOwn() {
    Telling telling = new Telling();
    Future<?> task = pool.scheduleAtFixedRate(telling, 0, 1, TimeUnit.MILLISECONDS);

    Until.holds(() -> telling.isCompletedExceptionally() && task.isDone());
    nothing();
  }

  @Test
  void reportsATaskOfWhichSomebodyAsksAnother() {
    pool.scheduleAtFixedRate(() -> failIn(1), 0, 1, TimeUnit.MILLISECONDS);
    Future<?> other = pool.submit(() -> failIn(1));
    assertThatThrownBy(other::get).isInstanceOf(ExecutionException.class);

    assertThat(docket.findings()).hasSize(1);
  }

  @Test
  void acceptsATaskThatEndsItself() {
    pool.scheduleAtFixedRate(
        () -> {
          runs.incrementAndGet();
          throw new CancellationException("done");
        },
        0,
        1,
        TimeUnit.MILLISECONDS);

    Until.holds(() -> runs.get() == 1);
    nothing();
  }

  @Test
  void acceptsATaskThatSomebodyWatches() throws InterruptedException {
    CountDownLatch awaited = new CountDownLatch(1);
    Future<?> task =
        pool.scheduleAtFixedRate(
            () -> {
              await(awaited);
              failIn(1);
            },
            0,
            1,
            TimeUnit.MILLISECONDS);
    Thread watch =
        new Thread(
            () ->
                assertThatThrownBy(task::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class));
    watch.start();
    Until.holds(() -> LockSupport.getBlocker(watch) == task);
    awaited.countDown();
    watch.join();

    nothing();
  }

  @Test
  void acceptsATaskThatRunsOnce() {
    Future<?> once = pool.schedule(() -> failIn(1), 0, TimeUnit.MILLISECONDS);
    Future<?> submitted = pool.submit(() -> failIn(2));

    Until.holds(() -> once.isDone() && submitted.isDone());
    nothing();
  }

  @Test
  void acceptsATimerWithNothingLeft() {
    Timer timer = new Timer(true);
    Thread[] thread = new Thread[1];
    TimerTask cancelled = task(() -> {});
    timer.schedule(cancelled, 3_600_000);
    cancelled.cancel();
    timer.schedule(
        task(
            () -> {
              thread[0] = Thread.currentThread();
              runs.incrementAndGet();
              throw new IllegalStateException("the last one");
            }),
        0);

    Until.holds(() -> runs.get() == 1 && !thread[0].isAlive());
    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsATimerThatIsCancelled() {
    Timer timer = new Timer(true);
    Thread[] thread = new Thread[1];
    timer.schedule(
        task(
            () -> {
              thread[0] = Thread.currentThread();
              timer.cancel();
              runs.incrementAndGet();
              throw new IllegalStateException("cancelled");
            }),
        0,
        1);

    Until.holds(() -> runs.get() == 1 && !thread[0].isAlive());
    assertThat(docket.filed()).isEmpty();
  }

  private void failIn(int run) {
    if (runs.incrementAndGet() >= run) {
      throw new IllegalStateException("secret");
    }
  }

  private Finding only() {
    Until.holds(() -> !docket.filed().isEmpty());
    assertThat(docket.findings()).hasSize(1);
    return docket.findings().get(0);
  }

  private String note(String name) {
    return only().notes().stream()
        .filter(note -> note.name().equals(name))
        .map(Note::text)
        .findFirst()
        .orElse("");
  }

  /** Once the pool's one thread, or a new one, has run another task, what was before is over. */
  private void nothing() {
    pool.shutdownNow();
    Until.holds(pool::isTerminated);
    assertThat(docket.filed()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private static TimerTask task(Runnable work) {
    return new TimerTask() {
      @Override
      public void run() {
        work.run();
      }
    };
  }

  private static final class Refresh implements Runnable {
    @Override
    public void run() {
      throw new IllegalArgumentException("secret");
    }
  }

  private static final class Idle extends TimerTask {
    @Override
    public void run() {}
  }

  private static class Ticking extends TimerTask {
    private final Runnable work;

    Ticking(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      work.run();
    }
  }

  private static final class Clockwork extends Timer {
    Clockwork() {
      super("clockwork", true);
    }
  }

  private static final class Telling extends CompletableFuture<Integer> implements Runnable {
    @Override
    public void run() {
      IllegalStateException failure = new IllegalStateException("told");
      completeExceptionally(failure);
      throw failure;
    }
  }

  private record Shared(PeriodicTaskDiedRuleTest test) implements Runnable {
    @Override
    public void run() {
      test.failIn(1);
    }
  }
}
