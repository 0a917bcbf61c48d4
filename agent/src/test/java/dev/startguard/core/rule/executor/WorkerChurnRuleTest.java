package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.FakeDocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("FutureReturnValueIgnored")
class WorkerChurnRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private final FakeDocket docket = new FakeDocket();
  private final AtomicInteger died = new AtomicInteger();
  private ThreadPoolExecutor pool = pool(2);

  @BeforeEach
  void listen() {
    LISTENING.to(new WorkerChurnRule(new Pools()), docket);
    pool = pool(2);
  }

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void reportsTheTenthDeath(int threads) {
    pool.setMaximumPoolSize(threads + 2);
    pool.setCorePoolSize(threads);
    fail(10);

    Until.holds(() -> docket.filed().size() == 1);
    assertThat(docket.findings().get(0).message())
        .isEqualTo(
            "10 threads of this pool died of exceptions that tasks threw, and were replaced");
    assertThat(docket.filed().get(0).site().method()).isEqualTo("pool");
  }

  @Test
  void leavesOpenWhatThrewInAPoolOfItsOwnClass() {
    pool.shutdownNow();
    pool = new Renewing();
    for (int i = 0; i < 10; i++) {
      pool.execute(() -> {});
    }

    Until.holds(() -> docket.filed().size() == 1);
    assertThat(docket.findings().get(0).message())
        .isEqualTo(
            "10 threads of this pool died of exceptions that tasks, or the pool's own beforeExecute"
                + " or afterExecute, threw, and were replaced");
  }

  private static final class Renewing extends ThreadPoolExecutor {
    Renewing() {
      super(1, 1, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
      Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
      throw new IllegalStateException("to have a new thread");
    }
  }

  @Test
  void countsOn() {
    fail(35);

    Until.holds(() -> docket.filed().size() == 3);
  }

  @Test
  void reportsErrorsToo() {
    for (int i = 0; i < 10; i++) {
      pool.execute(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
            throw new StackOverflowError();
          });
    }

    Until.holds(() -> docket.filed().size() == 1);
  }

  @Test
  void reportsAnUnboundedNumberOfThreads() {
    pool.shutdownNow();
    pool = new ThreadPoolExecutor(0, 100, 1, TimeUnit.HOURS, new SynchronousQueue<>());
    fail(10);

    Until.holds(() -> docket.filed().size() == 1);
  }

  @Test
  void reportsAScheduledPoolWhoseTasksItCannotKeep() {
    fail(20);

    Until.holds(() -> docket.filed().size() == 2);
  }

  @Test
  void acceptsNineDeaths() {
    fail(9);
    Until.holds(() -> died.get() == 9);
    end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsNineDeathsOfEachOfTwo() {
    fail(9);
    end();
    pool = pool(2);
    fail(9);
    end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsWhatAFutureKeeps() {
    for (int i = 0; i < 50; i++) {
      pool.submit(
          () -> {
            throw new IllegalStateException("kept");
          });
    }
    end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsWhatACompletableFutureKeeps() {
    for (int i = 0; i < 50; i++) {
      CompletableFuture.runAsync(
          () -> {
            throw new IllegalStateException("kept");
          },
          pool);
    }
    end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsWhatIsCaught() {
    for (int i = 0; i < 50; i++) {
      pool.execute(
          () -> {
            try {
              throw new IllegalStateException("caught");
            } catch (IllegalStateException caught) {
              died.incrementAndGet();
            }
          });
    }
    end();

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsScheduledTasksThatThrow() {
    ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1);
    for (int i = 0; i < 50; i++) {
      scheduled.execute(
          () -> {
            throw new IllegalStateException("kept");
          });
    }
    scheduled.shutdown();
    Until.holds(scheduled::isTerminated);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsThreadsThatHadNothingToDo() {
    pool.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
    pool.allowCoreThreadTimeOut(true);
    for (int i = 1; i <= 20; i++) {
      int runs = i;
      pool.execute(died::incrementAndGet);
      Until.holds(() -> died.get() == runs && pool.getPoolSize() == 0);
    }

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAPoolThatIsInterrupted() {
    for (int i = 0; i < 20; i++) {
      pool.execute(died::incrementAndGet);
    }
    pool.shutdownNow();
    Until.holds(pool::isTerminated);

    assertThat(docket.filed()).isEmpty();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      pool.execute(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
            died.incrementAndGet();
            throw new IllegalStateException("uncaught");
          });
    }
  }

  private void end() {
    pool.shutdown();
    Until.holds(pool::isTerminated);
  }

  private static ThreadPoolExecutor pool(int threads) {
    return new ThreadPoolExecutor(threads, threads, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
  }
}
