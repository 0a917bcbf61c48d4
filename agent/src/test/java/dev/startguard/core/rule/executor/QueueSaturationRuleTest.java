package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.FakeDocket;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSaturationRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private final FakeDocket docket = new FakeDocket();
  private final QueueSaturationRule rule = new QueueSaturationRule(new Pools());
  private final CountDownLatch release = new CountDownLatch(1);
  private ThreadPoolExecutor pool;

  @BeforeEach
  void listen() {
    LISTENING.to(rule, docket);
  }

  @AfterEach
  void stop() {
    release.countDown();
    pool.shutdownNow();
  }

  static List<BlockingQueue<Runnable>> unbounded() {
    return List.of(
        new LinkedBlockingQueue<>(), new LinkedBlockingDeque<>(), new PriorityBlockingQueue<>());
  }

  @ParameterizedTest
  @MethodSource("unbounded")
  void reportsAQueueThatOnlyGrows(BlockingQueue<Runnable> queue) {
    busy(queue);
    grow(QueueSaturationRule.LOOKS, 100);

    assertThat(docket.findings()).hasSize(1);
    assertThat(docket.findings().get(0).message())
        .isEqualTo(
            "the queue of this pool grew in 15 seconds from 0 to 1500 tasks and shrank in none:"
                + " its thread does not keep up");
  }

  @ParameterizedTest
  @ValueSource(ints = {67, 70, 1_000, 5_000})
  void reportsAnyPace(int each) {
    busy(new LinkedBlockingQueue<>());
    grow(QueueSaturationRule.LOOKS, each);

    assertThat(docket.findings()).hasSize(1);
  }

  @Test
  void reportsItOnce() {
    busy(new LinkedBlockingQueue<>());
    grow(4 * QueueSaturationRule.LOOKS, 100);

    assertThat(docket.filed()).hasSize(1);
    assertThat(docket.findings().get(0).notes())
        .anySatisfy(
            note ->
                assertThat(note.text())
                    .isEqualTo(Work.class.getName() + " has waited for 14 seconds at least"));
  }

  @Test
  void beginsAnewAfterItDidNotLook() {
    busy(new LinkedBlockingQueue<>());
    grow(QueueSaturationRule.LOOKS - 1, 100);
    rule.forget();
    grow(QueueSaturationRule.LOOKS - 2, 100);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void reportsSlowGrowthWhenItIsLong() {
    busy(new LinkedBlockingQueue<>());
    grow(100, 10);

    assertThat(docket.findings().get(docket.findings().size() - 1).message())
        .contains("grew in 100 seconds from 0 to 1000 tasks");
  }

  static List<BlockingQueue<Runnable>> queues() {
    return List.of(
        new LinkedBlockingQueue<>(5),
        new LinkedBlockingDeque<>(),
        new PriorityBlockingQueue<>(),
        new LinkedTransferQueue<>(),
        new ArrayBlockingQueue<>(2));
  }

  @ParameterizedTest
  @MethodSource("queues")
  void reportsATaskThatWaitsAtTheHead(BlockingQueue<Runnable> queue) {
    busy(queue);
    pool.execute(new Work());
    look(3 * QueueSaturationRule.WAITING);

    assertThat(docket.findings()).hasSize(1);
    assertThat(docket.findings().get(0).message())
        .isEqualTo(
            "the task at the head of this pool's queue has waited for 60 seconds at least, in"
                + " which its thread was done with none: "
                + Work.class.getName());
  }

  @Test
  void saysHowManyWaitBehindIt() {
    busy(new LinkedBlockingQueue<>());
    grow(1, 3);
    look(QueueSaturationRule.WAITING);

    assertThat(docket.findings().get(0).message()).endsWith("; behind it 2 wait");
  }

  @Test
  void acceptsATaskThatHasNotWaitedForLong() {
    busy(new LinkedBlockingQueue<>());
    pool.execute(new Work());
    look(QueueSaturationRule.WAITING);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsOneObjectThatIsSubmittedAgainAndAgain() {
    pool = pool(new LinkedBlockingQueue<>());
    Semaphore turns = new Semaphore(0);
    Runnable singleton = turns::acquireUninterruptibly;
    for (int i = 0; i < 2 * QueueSaturationRule.WAITING; i++) {
      pool.execute(singleton);
    }
    for (int i = 1; i < 2 * QueueSaturationRule.WAITING; i++) {
      int done = i;
      turns.release();
      Until.holds(() -> pool.getCompletedTaskCount() == done && pool.getActiveCount() == 1);
      look(1);
    }
    turns.release();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAHeadThatIsReplaced() {
    busy(new LinkedBlockingQueue<>());
    for (int i = 0; i < 3; i++) {
      pool.execute(new Work());
      look(QueueSaturationRule.WAITING);
      pool.getQueue().clear();
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsTheRestOfAPoolThatIsShutDown() {
    busy(new LinkedBlockingQueue<>());
    pool.execute(new Work());
    pool.shutdown();
    look(3 * QueueSaturationRule.WAITING);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void reportsRejectionsThatDoNotEnd() {
    busy(new ArrayBlockingQueue<>(2));
    fill(2);
    for (int i = 0; i < 2 * QueueSaturationRule.LOOKS; i++) {
      rejected(3);
      look(1);
    }

    assertThat(docket.findings()).hasSize(1);
    assertThat(docket.findings().get(0).message())
        .isEqualTo(
            "this pool rejected tasks in each of 15 seconds, 45 in all: it has 1 thread, and 2"
                + " tasks wait");
  }

  @Test
  void reportsRejectionsOfAPoolWithoutAQueue() {
    busy(new SynchronousQueue<>());
    for (int i = 0; i < QueueSaturationRule.LOOKS; i++) {
      rejected(1);
      look(1);
    }

    assertThat(docket.findings().get(0).message()).endsWith("it has 1 thread, and 0 tasks wait");
  }

  @Test
  void reportsRejectionsByAHandlerOfTheApplication() {
    busy(new SynchronousQueue<>());
    pool.setRejectedExecutionHandler(
        (task, rejecting) -> {
          throw new RejectedExecutionException("secret");
        });
    for (int i = 0; i < QueueSaturationRule.LOOKS; i++) {
      rejected(1);
      look(1);
    }

    assertThat(docket.findings()).hasSize(1);
    assertThat(docket.findings().get(0).toString()).doesNotContain("secret");
  }

  @Test
  void acceptsABurstOfRejections() {
    busy(new ArrayBlockingQueue<>(1));
    fill(1);
    rejected(5_000);
    look(30);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsALookWithoutRejections() {
    busy(new ArrayBlockingQueue<>(1));
    fill(1);
    for (int i = 0; i < 3 * QueueSaturationRule.LOOKS; i++) {
      if (i % QueueSaturationRule.LOOKS != 0) {
        rejected(1);
      }
      look(1);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsTasksThatTheCallerRuns() {
    busy(new SynchronousQueue<>());
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    grow(2 * QueueSaturationRule.LOOKS, 2);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsRejectionsOfAPoolThatIsShutDown() {
    busy(new LinkedBlockingQueue<>());
    pool.shutdown();
    for (int i = 0; i < 2 * QueueSaturationRule.LOOKS; i++) {
      rejected(1);
      look(1);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsABurst() {
    busy(new LinkedBlockingQueue<>());
    grow(1, 5_000);
    look(QueueSaturationRule.WAITING - 1);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsBurstsThatDrain() {
    busy(new LinkedBlockingQueue<>());
    for (int i = 0; i < 5; i++) {
      grow(QueueSaturationRule.LOOKS - 1, 100);
      pool.getQueue().clear();
      look(1);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsALookWithoutGrowth() {
    busy(new LinkedBlockingQueue<>());
    for (int i = 0; i < 4; i++) {
      grow(QueueSaturationRule.LOOKS - 1, 100);
      look(1);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAFewTasks() {
    busy(new LinkedBlockingQueue<>());
    grow(50, 10);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAQueueWithABound() {
    busy(new ArrayBlockingQueue<>(10_000));
    grow(30, 100);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsALinkedQueueWithABound() {
    busy(new LinkedBlockingQueue<>(10_000));
    grow(30, 100);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAScheduledPool() {
    pool = new ScheduledThreadPoolExecutor(1);
    for (int i = 0; i < 30; i++) {
      for (int k = 0; k < 100; k++) {
        var unused = ((ScheduledThreadPoolExecutor) pool).schedule(() -> {}, 1, TimeUnit.HOURS);
      }
      look(1);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAQueueOfTheApplications() {
    busy(new LinkedBlockingQueue<Runnable>() {});
    grow(30, 100);

    assertThat(docket.filed()).isEmpty();
  }

  private void busy(BlockingQueue<Runnable> queue) {
    CountDownLatch begun = new CountDownLatch(1);
    pool = pool(queue);
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
  }

  private static ThreadPoolExecutor pool(BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(1, 1, 1, TimeUnit.HOURS, queue);
  }

  private void grow(int looks, int each) {
    for (int i = 0; i < looks; i++) {
      for (int k = 0; k < each; k++) {
        pool.execute(new Work());
      }
      look(1);
    }
  }

  private void fill(int tasks) {
    for (int i = 0; i < tasks; i++) {
      pool.execute(new Work());
    }
  }

  private void rejected(int tasks) {
    for (int i = 0; i < tasks; i++) {
      assertThatThrownBy(() -> pool.execute(new Work()))
          .isInstanceOf(RejectedExecutionException.class);
    }
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      rule.sample(0);
    }
  }

  private static final class Work implements Runnable, Comparable<Work> {
    @Override
    public void run() {}

    @Override
    @SuppressWarnings("ComparableType")
    public int compareTo(Work other) {
      return 0;
    }
  }
}
