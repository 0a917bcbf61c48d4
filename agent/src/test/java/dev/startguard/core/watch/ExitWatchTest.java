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
    end(new ExitWatch(() -> done.set(true), asked::get, 30_000));

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
            PATIENCE);
    end(watch);

    assertThat(done).isTrue();
  }

  @Test
  void leavesBehindWhatHangs() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);

    end(new ExitWatch(() -> await(release), asked::get, PATIENCE));

    assertThat(release.getCount()).isEqualTo(1);
    release.countDown();
  }

  @Test
  void leavesBehindWhatGetsOnForEver() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);

    end(new ExitWatch(() -> await(release), asked::incrementAndGet, 1));

    assertThat(asked).hasValue(11);
    release.countDown();
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
