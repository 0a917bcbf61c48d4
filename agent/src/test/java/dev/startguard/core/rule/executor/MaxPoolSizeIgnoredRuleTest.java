package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.finding.Finding;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaxPoolSizeIgnoredRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private final FakeDocket docket = new FakeDocket();

  @BeforeEach
  void listen() {
    LISTENING.to(new MaxPoolSizeIgnoredRule(new Pools()), docket);
  }

  @Test
  void reportsAMaximumThatAnUnboundedQueueKeepsFromBeingReached() {
    pool(2, 50, new LinkedBlockingQueue<>());

    Finding finding = only();
    assertThat(finding.message())
        .isEqualTo(
            "the pool's maximum of 50 threads is never used: it stays at 2 threads, since its"
                + " LinkedBlockingQueue takes all that it cannot run");
    assertThat(docket.filed().get(0).site().method()).isEqualTo("pool");
    assertThat(docket.filed().get(0).site().className()).isEqualTo(getClass().getName());
  }

  static List<BlockingQueue<Runnable>> unbounded() {
    return List.of(
        new LinkedBlockingQueue<>(),
        new LinkedBlockingQueue<>(Integer.MAX_VALUE),
        new LinkedBlockingDeque<>(),
        new PriorityBlockingQueue<>(),
        new PriorityBlockingQueue<>(100),
        new LinkedTransferQueue<>());
  }

  @ParameterizedTest
  @MethodSource("unbounded")
  void reportsEachQueueWithoutABound(BlockingQueue<Runnable> queue) {
    pool(1, 8, queue);

    assertThat(only().message()).contains(queue.getClass().getSimpleName(), "1 thread,");
  }

  @Test
  void reportsAPoolWithoutCoreThreads() {
    pool(0, 8, new LinkedBlockingQueue<>());

    assertThat(only().message()).contains("stays at 1 thread,");
  }

  @Test
  void acceptsAScheduledPoolWithoutCoreThreadsThatWaitsLonger() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(0);
    pool.setKeepAliveTime(1, TimeUnit.MINUTES);

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void reportsAnyNumber() {
    pool(4, Integer.MAX_VALUE, new LinkedBlockingQueue<>());

    assertThat(only().message()).contains("maximum of any number of threads is never used");
  }

  @Test
  void reportsADerivedClassWhereItCallsItsConstructor() {
    new Derived();

    assertThat(only().message()).contains("maximum of 9 threads");
    assertThat(docket.filed().get(0).site().className()).isEqualTo(Derived.class.getName());
  }

  @Test
  void reportsAScheduledPoolWithoutCoreThreads() {
    new ScheduledThreadPoolExecutor(0).shutdown();

    assertThat(only().message())
        .isEqualTo(
            "the scheduled pool has a core size of 0: its one thread wakes up about 100 times a"
                + " second for as long as a task waits");
  }

  @Test
  void reportsTheFactorysScheduledPool() {
    Executors.newScheduledThreadPool(0).shutdown();

    assertThat(only().message()).contains("core size of 0");
    assertThat(docket.filed().get(0).site().method()).isEqualTo("reportsTheFactorysScheduledPool");
  }

  static List<BlockingQueue<Runnable>> bounded() {
    return List.of(
        new SynchronousQueue<>(),
        new ArrayBlockingQueue<>(10),
        new LinkedBlockingQueue<>(10),
        new LinkedBlockingQueue<>(1_000_000),
        new LinkedBlockingDeque<>(10),
        new Refusing());
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void acceptsAQueueThatMayRefuse(BlockingQueue<Runnable> queue) {
    pool(2, 50, queue);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsCoreAndMaximumAlike() {
    pool(8, 8, new LinkedBlockingQueue<>());

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsOneThreadThatMayGo() {
    pool(0, 1, new LinkedBlockingQueue<>());

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsTheFactorys() {
    Executors.newFixedThreadPool(3).shutdown();
    Executors.newCachedThreadPool().shutdown();
    Executors.newSingleThreadExecutor().shutdown();
    Executors.newScheduledThreadPool(1).shutdown();
    Executors.newSingleThreadScheduledExecutor().shutdown();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsACoreSizeThatIsSetAtOnce() {
    ThreadPoolExecutor pool = pool(2, 50, new LinkedBlockingQueue<>());
    pool.setCorePoolSize(50);

    assertThat(docket.filed()).hasSize(1);
    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAPoolThatGrowsByItself() {
    new Growing();

    assertThat(docket.filed()).hasSize(1);
    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAScheduledPoolWhoseCoreSizeIsSetAtOnce() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(0);
    pool.setCorePoolSize(2);
    pool.shutdown();

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsWhatTheJdkCreates() {
    assertThat(
            new java.util.concurrent.CompletableFuture<String>()
                .orTimeout(1, TimeUnit.HOURS)
                .cancel(false))
        .isTrue();

    assertThat(docket.filed()).isEmpty();
  }

  private Finding only() {
    assertThat(docket.findings()).hasSize(1);
    return docket.findings().get(0);
  }

  private static ThreadPoolExecutor pool(int core, int maximum, BlockingQueue<Runnable> queue) {
    ThreadPoolExecutor pool = new ThreadPoolExecutor(core, maximum, 60, TimeUnit.SECONDS, queue);
    pool.shutdown();
    return pool;
  }

  /** A pool with a class of its own. */
  private static final class Derived extends ThreadPoolExecutor {
    Derived() {
      super(3, 9, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }
  }

  /** It has as many threads as it may while it takes a task. */
  private static final class Growing extends ThreadPoolExecutor {
    Growing() {
      super(3, 9, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    @Override
    public synchronized void execute(Runnable task) {
      setCorePoolSize(getMaximumPoolSize());
      super.execute(task);
      setCorePoolSize(3);
    }
  }

  /** As servers have it: the pool grows first, and queues then. */
  private static final class Refusing extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable task) {
      return false;
    }
  }
}
