package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.FakeDocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorLeakRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private static final Thread[] NONE = {};

  private final FakeDocket docket = new FakeDocket();
  private final ExecutorLeakRule rule = new ExecutorLeakRule(new Pools());
  private final List<ThreadPoolExecutor> pools = new ArrayList<>();
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
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void reportsPoolsThatGrowInNumber(int each) {
    for (int i = 0; i < 20 / each + 6; i++) {
      create(each);
      look(ExecutorLeakRule.IDLE);
    }

    assertThat(docket.findings()).hasSize(1);
    assertThat(docket.findings().get(0).message())
        .matches(
            "[2-4]\\d pools that were created here have nothing to do and hold [2-4]\\d threads;"
                + " they grow in number, and none was ever shut down");
    assertThat(docket.filed().get(0).site().method()).isEqualTo("pool");
  }

  @Test
  void reportsThemOnce() {
    for (int i = 0; i < 60; i++) {
      create(1);
      look(1);
    }

    assertThat(docket.findings()).hasSize(1);
  }

  @Test
  void reportsAJvmThatPoolsKeepAlive() {
    ThreadPoolExecutor pool = idle();
    Thread worker = worker(pool);
    Thread ours = named("startguard-sampler");
    ours.setDaemon(true);
    Thread cleaner =
        new Thread(new ThreadGroup(system(), "InnocuousThreadGroup"), () -> {}, "Common-Cleaner");
    cleaner.setDaemon(true);
    look(ExecutorLeakRule.IDLE);
    for (int i = 0; i < 20; i++) {
      rule.look(new Thread[] {named("DestroyJavaVM"), worker, ours, cleaner});
    }

    assertThat(docket.findings()).hasSize(1);
    assertThat(docket.findings().get(0).message())
        .isEqualTo(
            "main has ended, and for 9 seconds nothing lives but 1 idle thread of pools like"
                + " this one: the JVM will not end");
  }

  @Test
  void reportsAJvmThatAScheduledPoolKeepsAlive() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    pools.add(pool);
    pool.prestartAllCoreThreads();
    Until.holds(() -> pool.getActiveCount() == 0);
    Thread worker = worker(pool);
    look(ExecutorLeakRule.IDLE);
    keep(worker);

    assertThat(docket.findings()).hasSize(1);
  }

  /** Those of a slow start may be many, but then there are no more. */
  @Test
  void acceptsManyOfALongStart() {
    for (int i = 0; i < 25; i++) {
      create(1);
      look(ExecutorLeakRule.SPREAD / 5);
    }
    look(60);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsManyOfOneStartThatAreUsedOneByOne() {
    for (int i = 0; i < 40; i++) {
      pools.add(pool());
    }
    look(1);
    for (ThreadPoolExecutor pool : pools) {
      pool.prestartAllCoreThreads();
      Until.holds(() -> pool.getActiveCount() == 0);
      look(ExecutorLeakRule.IDLE);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsPoolsThatSomebodyStillUses() throws Exception {
    for (int i = 0; i < 40; i++) {
      create(1);
      look(ExecutorLeakRule.IDLE);
      for (ThreadPoolExecutor pool : pools) {
        pool.submit(() -> 5).get();
        Until.holds(() -> pool.getCompletedTaskCount() == pool.getTaskCount());
      }
      look(1);
    }

    assertThat(docket.filed()).isEmpty();
  }

  /** A pool counts its thread before it has it. */
  @Test
  void looksAtAPoolWhoseThreadIsJustMade() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.HOURS,
            new LinkedBlockingQueue<>(),
            task -> {
              look(10);
              return new Thread(task);
            });
    pools.add(pool);
    pool.prestartAllCoreThreads();

    assertThat(pool.getPoolSize()).isEqualTo(1);
    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void saysNothingOfPlacesThatItDidNotWatch() {
    create(1);
    look(ExecutorLeakRule.IDLE);
    rule.forget();
    for (int i = 0; i < 40; i++) {
      create(1);
      look(ExecutorLeakRule.IDLE);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsNineteen() {
    for (int i = 0; i < 19; i++) {
      create(1);
      look(ExecutorLeakRule.IDLE);
    }
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsManyThatAreCreatedAtOnce() {
    create(50);
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsManyThatAreCreatedBySlowStart() {
    for (int i = 0; i < 10; i++) {
      create(3);
      look(1);
    }
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsPoolsThatAreShutDown() {
    for (int i = 0; i < 50; i++) {
      create(1);
      look(1);
      pools.get(i).shutdown();
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAPlaceThatShutsSomeDown() {
    for (int i = 0; i < 30; i++) {
      create(1);
      look(ExecutorLeakRule.IDLE);
      if (i == 3) {
        busy(pools.get(0)).shutdown();
        look(1);
      }
    }

    assertThat(docket.filed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 15})
  void acceptsAPlaceThatShutsOneDownBetweenTwoLooks(int which) {
    for (int i = 0; i < 30; i++) {
      create(1);
      if (i == which) {
        ThreadPoolExecutor ended = pools.get(i);
        ended.shutdown();
        Until.holds(ended::isTerminated); // an idle pool has no threads left at the next look
      }
      look(ExecutorLeakRule.IDLE);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsPoolsAtWork() {
    for (int i = 0; i < 25; i++) {
      create(1);
      busy(pools.get(i));
      look(ExecutorLeakRule.IDLE);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsPoolsWithoutThreads() {
    for (int i = 0; i < 30; i++) {
      pools.add(pool());
      look(ExecutorLeakRule.IDLE);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAJvmWhoseMainRuns() {
    Thread worker = worker(idle());
    look(ExecutorLeakRule.IDLE);
    for (int i = 0; i < 20; i++) {
      rule.look(new Thread[] {worker});
    }

    assertThat(docket.filed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void acceptsAJvmWithAnyOtherThread(boolean daemon) {
    Thread worker = worker(idle());
    Thread server = named("server");
    server.setDaemon(daemon);
    look(ExecutorLeakRule.IDLE);
    for (int i = 0; i < 20; i++) {
      rule.look(new Thread[] {named("DestroyJavaVM"), worker, server});
    }

    assertThat(docket.filed()).isEmpty();
  }

  /** RMI's, or what waits for another process, may give the pool work. */
  @ParameterizedTest
  @ValueSource(strings = {"RMI Reaper", "process reaper", "Finalizer"})
  void acceptsAJvmWithAnotherThreadOfTheJdk(String name) {
    Thread worker = worker(idle());
    Thread other = new Thread(system(), () -> {}, name);
    other.setDaemon(name.equals("process reaper"));
    look(ExecutorLeakRule.IDLE);
    for (int i = 0; i < 20; i++) {
      rule.look(new Thread[] {named("DestroyJavaVM"), worker, other});
    }

    assertThat(docket.filed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void acceptsAJvmWhoseThreadsEndByThemselves(boolean core) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(core ? 1 : 0, 5, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
    pools.add(pool);
    pool.allowCoreThreadTimeOut(core);
    pool.execute(() -> {});
    Until.holds(() -> pool.getCompletedTaskCount() == 1);
    look(ExecutorLeakRule.IDLE);
    keep(worker(pool));

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAJvmThatPoolsKeepAtWork() {
    ThreadPoolExecutor pool = busy(idle());
    keep(worker(pool));

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAJvmWithScheduledTasks() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    pools.add(pool);
    var unused = pool.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
    Until.holds(() -> pool.getPoolSize() == 1 && pool.getActiveCount() == 0);
    keep(worker(pool));

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAJvmThatEndsAfterAWhile() {
    Thread worker = worker(idle());
    look(ExecutorLeakRule.IDLE);
    for (int i = 0; i < ExecutorLeakRule.KEPT - 1; i++) {
      rule.look(new Thread[] {named("DestroyJavaVM"), worker});
    }
    rule.look(new Thread[] {named("DestroyJavaVM"), worker, named("restarted")});
    for (int i = 0; i < ExecutorLeakRule.KEPT - 1; i++) {
      rule.look(new Thread[] {named("DestroyJavaVM"), worker});
    }

    assertThat(docket.filed()).isEmpty();
  }

  private void keep(Thread worker) {
    for (int i = 0; i < 20; i++) {
      rule.look(new Thread[] {named("DestroyJavaVM"), worker});
    }
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      rule.look(NONE);
    }
  }

  private ThreadPoolExecutor idle() {
    create(1);
    return pools.get(0);
  }

  private void create(int count) {
    for (int i = 0; i < count; i++) {
      ThreadPoolExecutor pool = pool();
      pool.prestartAllCoreThreads();
      pools.add(pool);
      Until.holds(() -> pool.getActiveCount() == 0); // a thread that has not begun counts
    }
  }

  private static ThreadPoolExecutor pool() {
    return new ThreadPoolExecutor(1, 1, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
  }

  private ThreadPoolExecutor busy(ThreadPoolExecutor pool) {
    CountDownLatch begun = new CountDownLatch(1);
    pool.execute(
        () -> {
          begun.countDown();
          try {
            release.await();
          } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
          }
        });
    Until.holds(() -> begun.getCount() == 0);
    return pool;
  }

  private static Thread worker(ThreadPoolExecutor pool) {
    return dev.startguard.core.pool.Pool.crew(pool).threads()[0];
  }

  private static ThreadGroup system() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private static Thread named(String name) {
    return new Thread(() -> {}, name);
  }
}
