package dev.startguard.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExitWatchTest {
  private static final long PATIENCE = 50;

  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicLong asked = new AtomicLong();

  @Test
  void waitsForWhatIsDone() throws InterruptedException {
    end(new ExitWatch(() -> done.set(true), asked::get, left(30_000), 0));

    assertThat(done).isTrue();
  }

  @Test
  void waitsAsLongAsItGetsOn() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);

    ExitWatch watch =
        new ExitWatch(
            () -> {
              await(release);
              done.set(true);
            },
            () -> {
              if (asked.get() == 3) {
                release.countDown();
              }
              return asked.incrementAndGet();
            },
            left(PATIENCE),
            0);
    end(watch);

    assertThat(done).isTrue();
  }

  @Test
  void leavesBehindWhatHangs() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);

    end(new ExitWatch(() -> await(release), asked::get, left(PATIENCE), 0));

    assertThat(release.getCount()).isEqualTo(1);
    release.countDown();
  }

  @Test
  void leavesBehindWhatGetsOnForEver() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);

    end(new ExitWatch(() -> await(release), asked::incrementAndGet, left(PATIENCE), 0));

    assertThat(asked.get()).isGreaterThan(10);
    release.countDown();
  }

  /** The JVM's end has two of them, one after the other. */
  @Test
  void waitsForNothingOnceNotAgain() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicLong left = left(PATIENCE);
    end(new ExitWatch(() -> await(release), asked::get, left, 0));
    assertThat(left.get()).isLessThanOrEqualTo(0);

    AtomicLong looks = new AtomicLong();
    end(
        new ExitWatch(
            () -> await(release),
            () -> {
              looks.incrementAndGet();
              return 0;
            },
            left,
            0));

    assertThat(looks).hasValue(2);
    release.countDown();
  }

  @Test
  void leavesSomeOfItToTheLast() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicLong left = left(PATIENCE);
    end(new ExitWatch(() -> await(release), asked::get, left, 20));

    assertThat(left).hasValue(20);
    release.countDown();
  }

  private static AtomicLong left(long millis) {
    return new AtomicLong(millis);
  }

  private static void end(ExitWatch watch) throws InterruptedException {
    watch.start();
    watch.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }
}
