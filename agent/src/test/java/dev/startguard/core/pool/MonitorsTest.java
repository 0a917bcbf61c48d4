package dev.startguard.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.report.jmx.LockOwners;
import dev.startguard.core.rule.Opened;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MonitorsTest {
  private final Object monitor = new Object();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final Thread owner = new Thread(this::hold);
  private final Thread waiting = new Thread(this::enter);
  private final Thread secretive = new Secretive(this::enter);

  /** JMX asks it before 19. */
  private static final class Secretive extends Thread {
    Secretive(Runnable task) {
      super(task);
    }

    @Override
    @Deprecated // since 19, which the build does not know
    public long getId() {
      throw new AssertionError();
    }
  }

  @BeforeEach
  void begin() throws InterruptedException {
    Opened.all();
    Monitors.askJmx(new LockOwners());
    owner.start();
    held.await();
    waiting.start();
    secretive.start();
    while (waiting.getState() != Thread.State.BLOCKED
        || secretive.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    release.countDown();
    owner.join();
    waiting.join();
    secretive.join();
  }

  @Test
  void tellsWhoWaitsForWhom() {
    assertThat(Monitors.told()).isTrue();
    assertThat(Monitors.waits(waiting, owner)).isTrue();
    assertThat(Monitors.waits(waiting, Thread.currentThread())).isFalse();
    assertThat(Monitors.waits(owner, waiting)).isFalse();
  }

  @Test
  void tellsNothingOfWhoHasIt() throws InterruptedException {
    release.countDown();
    waiting.join();

    assertThat(Monitors.waits(waiting, owner)).isFalse();
  }

  @Test
  void isNotBrokenByAThreadOfTheApplication() {
    assertThat(Monitors.waits(secretive, owner)).isEqualTo(Runtime.version().feature() >= 19);
  }

  private void hold() {
    synchronized (monitor) {
      held.countDown();
      boolean over = false;
      while (!over) {
        try {
          release.await();
          over = true;
        } catch (InterruptedException again) {
          // nobody interrupts it
        }
      }
    }
  }

  private void enter() {
    synchronized (monitor) {
      held.countDown();
    }
  }
}
