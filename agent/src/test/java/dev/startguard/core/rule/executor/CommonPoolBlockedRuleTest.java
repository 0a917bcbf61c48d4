package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.finding.Finding;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPoolBlockedRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private static final int THREADS = ForkJoinPool.getCommonPoolParallelism();

  private final FakeDocket docket = new FakeDocket();
  private final CommonPoolBlockedRule rule = new CommonPoolBlockedRule();
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Object monitor = new Object();
  private final Semaphore permits = new Semaphore(0);
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private int submitted;

  @BeforeEach
  void listen() {
    LISTENING.to(new MaxPoolSizeIgnoredRule(new Pools()), new FakeDocket());
    rule.begin(docket);
    Until.holds(() -> ForkJoinPool.commonPool().isQuiescent());
  }

  @AfterEach
  void stop() {
    over.set(true);
    release.countDown();
    permits.release(100);
    for (int i = 0; i < 100; i++) {
      queue.add("over");
    }
    Until.holds(() -> ended.get() == submitted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latch", "timed", "lock", "monitor", "semaphore"})
  void reportsThreadsThatWait(String how) {
    lock.lock();
    try {
      synchronized (monitor) {
        fill(() -> block(how));
        queueAndLook(how);
      }
    } finally {
      lock.unlock();
    }

    Finding finding = docket.findings().get(0);
    assertThat(finding.message())
        .contains(" waited, as here, while 1 task was queued: a lambda of ")
        .startsWith("at 5 looks in a row, a second apart, ");
    assertThat(docket.filed()).hasSize(1);
    assertThat(docket.filed().get(0).thread()).startsWith("ForkJoinPool.commonPool-worker-");
    assertThat(docket.filed().get(0).site().className()).isEqualTo(getClass().getName());
  }

  @Test
  void beginsAnewAfterItDidNotLook() {
    fill(() -> block("latch"));
    submit(() -> {});
    look(CommonPoolBlockedRule.LOOKS - 1);
    rule.forget();
    look(CommonPoolBlockedRule.LOOKS - 1);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void reportsItOnce() {
    fill(() -> block("latch"));
    queueAndLook("latch");
    look(50);

    assertThat(docket.filed()).hasSize(1);
  }

  /** The pool starts another thread for one that says that it waits, and keeps it. */
  @Test
  void reportsItBesideAThreadThatIsLeftOver() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    fill(
        () -> {
          try {
            ForkJoinPool.managedBlock(new Blocked(second));
          } catch (InterruptedException asked) {
            second.countDown();
          }
        });
    submit(second::countDown);
    Until.holds(() -> ended.get() == submitted);
    begun.set(0);
    fill(() -> block("latch"));
    queueAndLook("latch");

    assertThat(docket.filed()).hasSize(1);
  }

  private record Blocked(CountDownLatch until) implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() throws InterruptedException {
      until.await();
      return true;
    }

    @Override
    public boolean isReleasable() {
      return until.getCount() == 0;
    }
  }

  @Test
  void acceptsAnIdlePool() {
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAnIdlePoolThatHasThreads() {
    submit(() -> {});
    Until.holds(() -> ended.get() == submitted);
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsComputing() {
    fill(this::compute);
    submit(() -> {});
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latch", "timed", "queue"})
  void acceptsWaitingWithNothingQueued(String how) {
    fill(() -> block(how));
    settle(how);
    look(20);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsFourLooks() {
    fill(() -> block("latch"));
    submit(() -> {});
    settle("latch");
    look(CommonPoolBlockedRule.LOOKS - 1);

    assertThat(docket.filed()).isEmpty();
  }

  @Test
  void acceptsAnotherPool() {
    ForkJoinPool other = new ForkJoinPool(1);
    submitted += 2;
    other.execute(() -> run(() -> block("latch")));
    other.execute(() -> run(() -> {}));
    Until.holds(() -> begun.get() == 1);
    look(20);

    assertThat(docket.filed()).isEmpty();
    release.countDown();
    Until.holds(() -> ended.get() == submitted);
    other.shutdown();
  }

  private void fill(Runnable work) {
    for (int i = 0; i < THREADS; i++) {
      submit(work);
    }
    Until.holds(() -> begun.get() == THREADS);
  }

  /**
   * Looks while a task is queued. A thread that is left over may take it, and waits then like the
   * others: when it was still awake, and on JDK 17 when all threads had ended after an idle minute
   * before it was started, since that pool runs one more than it should from then on.
   */
  private void queueAndLook(String how) {
    while (docket.filed().isEmpty()) {
      int before = begun.get();
      submit(() -> block(how));
      settle(how);
      look(CommonPoolBlockedRule.LOOKS);
      Until.holds(() -> begun.get() > before || !docket.filed().isEmpty());
    }
  }

  private void submit(Runnable work) {
    submitted++;
    ForkJoinPool.commonPool().execute(() -> run(work));
  }

  private void run(Runnable work) {
    begun.incrementAndGet();
    try {
      work.run();
    } finally {
      ended.incrementAndGet();
    }
  }

  private void settle(String how) {
    Until.holds(
        () -> {
          for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().startsWith("ForkJoinPool.commonPool")
                && each.getState() == Thread.State.RUNNABLE) {
              return false;
            }
          }
          return !how.isEmpty();
        });
  }

  private void block(String how) {
    try {
      switch (how) {
        case "timed" -> assertThat(release.await(1, TimeUnit.HOURS)).isTrue();
        case "lock" -> {
          lock.lock();
          try {
            begun.get();
          } finally {
            lock.unlock();
          }
        }
        case "monitor" -> {
          synchronized (monitor) {
            begun.get();
          }
        }
        case "semaphore" -> permits.acquire();
        case "queue" -> assertThat(queue.take()).isNotNull();
        default -> release.await();
      }
    } catch (InterruptedException asked) {
      over.get();
    }
  }

  private void compute() {
    long sum = 0;
    while (!over.get()) {
      sum += System.nanoTime();
    }
    assertThat(sum).isNotZero();
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      rule.sample(0);
    }
  }
}
