package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Locks;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.pool.Submissions;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("FutureReturnValueIgnored")
class WaitCycleRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private final FakeDocket docket = new FakeDocket();
  private final Submissions submissions = new Submissions();
  private final TasksLostRule taker = new TasksLostRule(new Pools(), submissions);
  private final WaitCycleRule rule = new WaitCycleRule(new Pools(), submissions, taker);
  private final List<ThreadPoolExecutor> pools = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

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
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (ThreadPoolExecutor pool : pools) {
      Until.holds(pool::isTerminated); // the next test's look meets every thread there is
    }
    for (Thread thread : threads) {
      Until.holds(() -> !thread.isAlive());
    }
  }

  @Test
  void reportsAThreadThatWaitsForWhatIsBehindIt() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get());
    waits(pool, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(only().message())
        .isEqualTo(
            "the only thread of this pool waits without a time limit for tasks that wait behind"
                + " it in its queue: "
                + Child.class.getName());
    assertThat(docket.filed().get(0).site().method()).isEqualTo("pool");
    assertThat(only().notes())
        .anySatisfy(note -> assertThat(note.text()).contains(getClass().getName() + ".lambda$"));
  }

  @Test
  void saysWhereSuchATaskWasSubmitted() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    new RuleFixture(taker).in("print").see("Executor.execute", pool, null, new Child());
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get());
    waits(pool, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(rule.reliesOn()).isSameAs(taker);
    assertThat(only().notes())
        .anySatisfy(
            note -> assertThat(note.text()).startsWith("such a task at com.acme.CutOff.print("));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void reportsAllThreadsOfAPool(int size) {
    ThreadPoolExecutor pool = pool(size, new LinkedBlockingQueue<>());
    CountDownLatch all = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      pool.submit(
          () -> {
            all.countDown();
            all.await();
            return pool.submit((Callable<Object>) new Child()).get();
          });
    }
    waits(pool, size);
    look(WaitCycleRule.LOOKS);

    assertThat(only().message()).startsWith("all " + size + " threads of this pool wait ");
  }

  @Test
  void reportsInvokeAll() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.submit(() -> pool.invokeAll(List.<Callable<Object>>of(new Child(), new Child())));
    waits(pool, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(only().message()).endsWith(Child.class.getName());
  }

  @Test
  void reportsACompletionServiceThatWaitsForWhatIsBehindIt() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.submit(() -> new ExecutorCompletionService<>(pool).submit(new Child()).get());
    waits(pool, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(only().message()).endsWith(Child.class.getName());
  }

  @Test
  void reportsACircleOfTwoPools() {
    ThreadPoolExecutor one = pool(1, new LinkedBlockingQueue<>());
    ThreadPoolExecutor other = pool(1, new LinkedBlockingQueue<>());
    one.submit(() -> other.submit(() -> one.submit((Callable<Object>) new Child()).get()).get());
    waits(one, 1);
    waits(other, 1);
    look(WaitCycleRule.LOOKS + 2);

    assertThat(docket.findings()).hasSize(1);
  }

  @Test
  void reportsEachOfSeveralPoolsAndNotWhoWaitsForThem() {
    ThreadPoolExecutor one = pool(1, new LinkedBlockingQueue<>());
    ThreadPoolExecutor other = pool(1, new LinkedBlockingQueue<>());
    ThreadPoolExecutor victim = pool(1, new LinkedBlockingQueue<>());
    one.submit(() -> one.submit((Callable<Object>) new Child()).get());
    Future<?> stuck = other.submit(() -> other.submit((Callable<Object>) new Child()).get());
    victim.submit((Callable<?>) stuck::get);
    waits(one, 1);
    waits(other, 1);
    waits(victim, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(docket.filed()).hasSize(2);
  }

  @Test
  void reportsABoundedPoolThatIsFullyGrown() {
    ThreadPoolExecutor pool = pool(1, new ArrayBlockingQueue<>(5));
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get());
    waits(pool, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(docket.findings()).hasSize(1);
  }

  @Test
  void reportsAWaitForADiscardedTask() {
    ThreadPoolExecutor pool =
        pool(1, 1, new SynchronousQueue<>(), new ThreadPoolExecutor.DiscardPolicy());
    pool.execute(this::block);
    Until.holds(() -> pool.getActiveCount() == 1);
    Future<?> discarded = pool.submit((Callable<Object>) new Child());
    Thread waiting = waiting(discarded);
    look(WaitCycleRule.LOOKS);

    assertThat(only().message())
        .isEqualTo(
            "this waits without a time limit for a task that a policy of its pool discarded, and"
                + " that nobody has run for 2 seconds: "
                + Child.class.getName());
    assertThat(docket.filed().get(0).thread()).isEqualTo(waiting.getName());
  }

  @Test
  void reportsAWaitForADrainedTask() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    Future<?> drained = pool.submit((Callable<Object>) new Child());
    waiting(drained);
    pool.shutdownNow();
    look(WaitCycleRule.LOOKS_AT_DRAINED);

    assertThat(only().message()).contains("a task that shutdownNow handed back, and that nobody");
    assertThat(only().notes())
        .anySatisfy(
            note -> {
              assertThat(note.name()).isEqualTo("pool");
              assertThat(note.text()).startsWith("created at " + getClass().getName() + ".pool(");
            });
  }

  @Test
  void reportsEachOnce() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get());
    waits(pool, 1);
    look(50);

    assertThat(docket.filed()).hasSize(1);
  }

  @Test
  void acceptsWhatLastsTwoLooks() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get());
    waits(pool, 1);
    look(WaitCycleRule.LOOKS - 1);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsATimeLimit() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get(1, TimeUnit.HOURS));
    blocks(pool, 1);
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAPoolWithAThreadLeft() {
    ThreadPoolExecutor pool = pool(2, new LinkedBlockingQueue<>());
    pool.submit(() -> pool.submit((Runnable) this::block).get());
    waits(pool, 1);
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAPoolOneOfWhoseThreadsWorks() {
    ThreadPoolExecutor pool = pool(2, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get());
    waits(pool, 1);
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAWaitForAnotherPool() {
    ThreadPoolExecutor one = pool(1, new LinkedBlockingQueue<>());
    ThreadPoolExecutor other = pool(1, new LinkedBlockingQueue<>());
    other.execute(this::block);
    one.submit(() -> other.submit((Callable<Object>) new Child()).get());
    waits(one, 1);
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAPoolThatMayGrow() {
    ThreadPoolExecutor pool =
        pool(1, 2, new ArrayBlockingQueue<>(5), new ThreadPoolExecutor.AbortPolicy());
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get());
    waits(pool, 1);
    look(10);

    assertThat(docket.filed()).isEmpty(); // its queue may fill, and then it has a second thread
  }

  @Test
  void acceptsAMainThatWaitsForABusyPool() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    waiting(pool.submit((Callable<Object>) new Child()));
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsATaskThatSomebodyRunsElsewhere() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    FutureTask<?> task = new FutureTask<>(this::block, null);
    pool.submit((Callable<?>) task::get);
    waits(pool, 1);
    look(10);

    assertThat(docket.filed()).isEmpty(); // whoever has it, may run it
  }

  @Test
  void acceptsATaskThatWaitsInTwoPools() {
    ThreadPoolExecutor other = pool(1, new LinkedBlockingQueue<>());
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    other.execute(this::block);
    FutureTask<?> task = new FutureTask<>((Callable<Object>) new Child());
    other.execute(task);
    pool.submit(
        () -> {
          pool.execute(task);
          return task.get();
        });
    waits(pool, 1);
    look(10);

    assertThat(docket.filed()).isEmpty(); // the other pool runs it
  }

  @Test
  void acceptsADrainedTaskThatIsCancelled() throws InterruptedException {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    Future<?> drained = pool.submit((Callable<Object>) new Child());
    Thread waiting = waiting(drained);
    pool.shutdownNow();
    drained.cancel(false);
    waiting.join();
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsADrainedTaskThatAnotherPoolHas() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    Future<?> drained = pool.submit((Callable<Object>) new Child());
    waiting(drained);
    List<Runnable> list = pool.shutdownNow();
    ThreadPoolExecutor other = pool(1, new LinkedBlockingQueue<>());
    other.execute(this::block);
    other.execute(list.get(list.size() - 1));
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  /** What is not looked into may have it. */
  @Test
  void acceptsADrainedTaskThatMayBeInAQueueOfAnotherClass() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    Future<?> drained = pool.submit((Callable<Object>) new Child());
    waiting(drained);
    List<Runnable> list = pool.shutdownNow();
    ThreadPoolExecutor other = pool(1, new LinkedBlockingQueue<>() {});
    other.execute(this::block);
    other.execute(list.get(list.size() - 1));
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsADrainedTaskThatMayBeFarBehind() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    Future<?> drained = pool.submit((Callable<Object>) new Child());
    waiting(drained);
    List<Runnable> list = pool.shutdownNow();
    ThreadPoolExecutor other = pool(1, new LinkedBlockingQueue<>());
    other.execute(this::block);
    for (int i = 0; i < 10_001; i++) {
      other.execute(new Child());
    }
    other.execute(list.get(list.size() - 1));
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void beginsAnewAfterItDidNotLook() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.submit(() -> pool.submit((Callable<Object>) new Child()).get());
    waits(pool, 1);
    look(WaitCycleRule.LOOKS - 1);
    rule.forget();
    look(WaitCycleRule.LOOKS - 1);
    assertThat(docket.filed()).isEmpty();
    look(1);

    assertThat(docket.filed()).hasSize(1);
  }

  /** The other pool may grow, which helps nobody. */
  @Test
  void reportsAPoolThatWaitsForItselfOverAnother() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    ThreadPoolExecutor elastic =
        pool(0, 5, new SynchronousQueue<>(), new ThreadPoolExecutor.AbortPolicy());
    Callable<Object> inner = () -> pool.submit((Callable<Object>) new Child()).get();
    pool.submit(() -> elastic.submit(inner).get());
    waits(pool, 1);
    waits(elastic, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(only().message())
        .isEqualTo(
            "the only thread of this pool waits without a time limit for tasks that wait in its"
                + " queue, or that wait for such themselves: a lambda of "
                + getClass().getName());
  }

  @Test
  void doesNotSayThatAllWaitInTheQueue() {
    ThreadPoolExecutor pool = pool(2, new LinkedBlockingQueue<>());
    CountDownLatch both = new CountDownLatch(2);
    Future<?> first =
        pool.submit(
            () -> {
              both.countDown();
              both.await();
              return pool.submit((Callable<Object>) new Child()).get();
            });
    pool.submit(
        () -> {
          both.countDown();
          return first.get();
        });
    waits(pool, 2);
    look(WaitCycleRule.LOOKS);

    assertThat(only().message())
        .isEqualTo(
            "all 2 threads of this pool wait without a time limit for tasks that wait in its"
                + " queue, or that wait for such themselves: "
                + Child.class.getName());
  }

  @Test
  void acceptsADrainedTaskThatIsSubmittedAgain() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    Future<?> drained = pool.submit((Callable<Object>) new Child());
    waiting(drained);
    for (int i = 0; i < 5; i++) { // each time in another wrapper
      List<Runnable> list = pool.shutdownNow();
      pool = pool(1, new LinkedBlockingQueue<>());
      pool.execute(this::block);
      pool.submit(list.get(list.size() - 1));
      look(20);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsADrainedTaskThatIsScheduledForLater() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    pool.execute(this::block);
    Future<?> drained = pool.submit((Callable<Object>) new Child());
    waiting(drained);
    List<Runnable> list = pool.shutdownNow();
    ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1);
    pools.add(later);
    later.schedule(list.get(list.size() - 1), 1, TimeUnit.HOURS);
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsACompletionService() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    ExecutorCompletionService<Object> service = new ExecutorCompletionService<>(pool);
    service.submit(new Child());
    Until.holds(() -> pool.getCompletedTaskCount() == 1);
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void reportsALockThatTheAwaitedTaskNeeds() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    ReentrantLock lock = new ReentrantLock();
    Thread holder = holds(lock, () -> pool.submit((Callable<Object>) new Locking(lock)));
    waitsForATask(holder);
    waitsForALock(pool, 1);
    look(WaitCycleRule.LOOKS + 5);

    assertThat(only().message())
        .isEqualTo(
            "this waits without a time limit for a task, and holds a lock without which the task"
                + " cannot end: "
                + Locking.class.getName());
    assertThat(docket.filed().get(0).thread()).isEqualTo(holder.getName());
    assertThat(docket.filed().get(0).site().method()).startsWith("lambda$holds$");
    assertThat(only().notes())
        .anySatisfy(note -> assertThat(note.text()).contains(Locking.class.getName() + ".call("))
        .anySatisfy(note -> assertThat(note.text()).startsWith("created at "));
  }

  @Test
  void reportsAWriteLockThatTheAwaitedTaskWantsToReadUnder() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    waitsForATask(
        holds(
            lock.writeLock(), () -> pool.submit((Callable<Object>) new Locking(lock.readLock()))));
    waitsForALock(pool, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(only().message()).contains("holds a lock without which the task cannot end");
  }

  @Test
  void reportsALockThatATaskOfTheAwaitedTaskNeeds() {
    ThreadPoolExecutor outer = pool(1, new LinkedBlockingQueue<>());
    ThreadPoolExecutor inner = pool(1, new LinkedBlockingQueue<>());
    ReentrantLock lock = new ReentrantLock();
    waitsForATask(
        holds(
            lock,
            () -> outer.submit(() -> inner.submit((Callable<Object>) new Locking(lock)).get())));
    waits(outer, 1);
    waitsForALock(inner, 1);
    look(WaitCycleRule.LOOKS);

    assertThat(docket.filed()).hasSize(1);
  }

  @Test
  void reportsALockThatAllThreadsOfTheTasksPoolNeed() {
    ThreadPoolExecutor pool = pool(2, new LinkedBlockingQueue<>());
    ReentrantLock lock = new ReentrantLock();
    waitsForATask(
        holds(
            lock,
            () -> {
              pool.execute(new Locking(lock));
              pool.execute(new Locking(lock));
              waitsForALock(pool, 2);
              return pool.submit((Callable<Object>) new Child());
            }));
    look(WaitCycleRule.LOOKS);

    assertThat(only().message())
        .isEqualTo(
            "this waits without a time limit for a task, and holds a lock without which nobody can"
                + " run the task: "
                + Child.class.getName());
  }

  @Test
  void reportsTwoHoldersOfOneKnotOnce() {
    ThreadPoolExecutor one = pool(1, new LinkedBlockingQueue<>());
    ThreadPoolExecutor other = pool(1, new LinkedBlockingQueue<>());
    ReentrantLock first = new ReentrantLock();
    ReentrantLock second = new ReentrantLock();
    CountDownLatch both = new CountDownLatch(2);
    Thread holder =
        holds(first, () -> after(both, () -> one.submit((Callable<Object>) new Locking(second))));
    Thread another =
        holds(second, () -> after(both, () -> other.submit((Callable<Object>) new Locking(first))));
    waitsForATask(holder);
    waitsForATask(another);
    waitsForALock(one, 1);
    waitsForALock(other, 1);
    look(WaitCycleRule.LOOKS + 2);

    assertThat(docket.filed()).hasSize(1);
  }

  @Test
  void acceptsALockKnotThatLastsTwoLooks() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    ReentrantLock lock = new ReentrantLock();
    waitsForATask(holds(lock, () -> pool.submit((Callable<Object>) new Locking(lock))));
    waitsForALock(pool, 1);
    look(WaitCycleRule.LOOKS - 1);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsALockThatSomebodyElseHolds() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    ReentrantLock lock = new ReentrantLock();
    ReentrantLock own = new ReentrantLock();
    holds(lock, this::untilReleased);
    holds(own, () -> pool.submit((Callable<Object>) new Locking(lock)));
    waitsForALock(pool, 1);
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsALockThatTheTaskDoesNotNeed() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    waitsForATask(holds(new ReentrantLock(), () -> pool.submit((Runnable) this::block)));
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsATaskThatTriesTheLockForAWhile() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    ReentrantLock lock = new ReentrantLock();
    waitsForATask(holds(lock, () -> pool.submit(() -> lock.tryLock(1, TimeUnit.HOURS))));
    Until.holds(lock::hasQueuedThreads);
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAHolderThatWaitsWithATimeLimit() {
    ThreadPoolExecutor pool = pool(1, new LinkedBlockingQueue<>());
    ReentrantLock lock = new ReentrantLock();
    holds(
        lock,
        () -> {
          Future<?> task = pool.submit((Callable<Object>) new Locking(lock));
          task.get(1, TimeUnit.HOURS);
          return task;
        });
    waitsForALock(pool, 1);
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAPoolOneOfWhoseThreadsNeedsNoLock() {
    ThreadPoolExecutor pool = pool(2, new LinkedBlockingQueue<>());
    ReentrantLock lock = new ReentrantLock();
    pool.execute(this::block);
    waitsForATask(
        holds(
            lock,
            () -> {
              pool.execute(new Locking(lock));
              waitsForALock(pool, 1);
              return pool.submit((Callable<Object>) new Child());
            }));
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsACircleOfLocksAlone() {
    ReentrantLock first = new ReentrantLock();
    ReentrantLock second = new ReentrantLock();
    CountDownLatch both = new CountDownLatch(2);
    holds(first, () -> after(both, () -> new Locking(second).call()));
    holds(second, () -> after(both, () -> new Locking(first).call()));
    Until.holds(() -> first.hasQueuedThreads() && second.hasQueuedThreads());
    look(10);

    assertThat(docket.filed()).isEmpty();
  }

  /** Until it waits: for what it got while it had the lock, if that is a future. */
  private Thread holds(Lock lock, Callable<?> then) {
    Thread thread =
        new Thread(
            () -> {
              try {
                lock.lockInterruptibly();
                try {
                  Object got = then.call();
                  if (got instanceof Future<?> task) {
                    task.get();
                  }
                } finally {
                  lock.unlock();
                }
              } catch (Exception over) {
                Thread.currentThread().interrupt();
              }
            });
    threads.add(thread);
    thread.start();
    Until.holds(
        () ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  private static void waitsForATask(Thread thread) {
    Until.holds(() -> LockSupport.getBlocker(thread) instanceof FutureTask);
  }

  private static <T> T after(CountDownLatch both, Callable<T> then) throws Exception {
    both.countDown();
    both.await();
    return then.call();
  }

  private Object untilReleased() throws InterruptedException {
    release.await();
    return "released";
  }

  private static void waitsForALock(ThreadPoolExecutor pool, int count) {
    Until.holds(
        () -> {
          int waiting = 0;
          var crew = dev.startguard.core.pool.Pool.crew(pool);
          for (Thread thread : crew == null ? new Thread[0] : crew.threads()) {
            waiting += Locks.owner(LockSupport.getBlocker(thread)) == null ? 0 : 1;
          }
          return waiting >= count;
        });
  }

  private void block() {
    boolean over = false;
    while (!over) {
      try {
        release.await();
        over = true;
      } catch (InterruptedException again) {
        over = release.getCount() == 0;
      }
    }
  }

  private Thread waiting(Future<?> task) {
    AtomicReference<Object> seen = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                seen.set(task.get());
              } catch (Exception over) {
                seen.set(over);
              }
            });
    threads.add(thread);
    thread.start();
    Until.holds(() -> LockSupport.getBlocker(thread) == task);
    return thread;
  }

  /** Until so many of its threads wait, without a limit, and its queue is as it stays. */
  private static void waits(ThreadPoolExecutor pool, int count) {
    Until.holds(() -> count(pool, Thread.State.WAITING) >= count);
  }

  private static void blocks(ThreadPoolExecutor pool, int count) {
    Until.holds(() -> count(pool, Thread.State.TIMED_WAITING) >= count);
  }

  private static int count(ThreadPoolExecutor pool, Thread.State state) {
    int count = 0;
    var crew = dev.startguard.core.pool.Pool.crew(pool);
    for (Thread thread : crew == null ? new Thread[0] : crew.threads()) {
      if (LockSupport.getBlocker(thread) instanceof FutureTask && thread.getState() == state) {
        count++;
      }
    }
    return count;
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      rule.sample(0);
    }
  }

  private Finding only() {
    assertThat(docket.findings()).hasSize(1);
    return docket.findings().get(0);
  }

  private ThreadPoolExecutor pool(int size, BlockingQueue<Runnable> queue) {
    return pool(size, size, queue, new ThreadPoolExecutor.AbortPolicy());
  }

  private ThreadPoolExecutor pool(
      int core, int most, BlockingQueue<Runnable> queue, RejectedExecutionHandler handler) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(core, most, 1, TimeUnit.HOURS, queue, Thread::new, handler);
    pools.add(pool);
    return pool;
  }

  private static final class Child implements Callable<Object>, Runnable {
    @Override
    public Object call() {
      return "done";
    }

    @Override
    public void run() {}
  }

  private record Locking(Lock lock) implements Callable<Object>, Runnable {
    @Override
    public Object call() throws InterruptedException {
      lock.lockInterruptibly();
      lock.unlock();
      return "done";
    }

    @Override
    public void run() {
      try {
        call();
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
