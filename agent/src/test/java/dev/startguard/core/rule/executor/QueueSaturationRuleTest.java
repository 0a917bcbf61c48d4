package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.FakeDocket;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSaturationRuleTest {
  private final FakeDocket docket = new FakeDocket();
  private final QueueSaturationRule rule = new QueueSaturationRule(new Pools());
  private final CountDownLatch release = new CountDownLatch(1);
  private Listening listening;
  private ThreadPoolExecutor pool;

  @BeforeEach
  void listen() throws ReflectiveOperationException {
    listening = Listening.to(rule, docket);
  }

  @AfterEach
  void stop() {
    release.countDown();
    pool.shutdownNow();
    listening.close();
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
  }

  @Test
  void reportsSlowGrowthWhenItIsLong() {
    busy(new LinkedBlockingQueue<>());
    grow(100, 10);

    assertThat(docket.filed()).hasSize(1);
  }

  @Test
  void acceptsABurst() {
    busy(new LinkedBlockingQueue<>());
    grow(1, 5_000);
    look(60);

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
    for (int i = 0; i < 10; i++) {
      grow(QueueSaturationRule.LOOKS - 1, 100);
      look(1);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAFewTasks() {
    busy(new LinkedBlockingQueue<>());
    grow(60, 10);

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
