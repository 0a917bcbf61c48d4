package dev.startguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class ThreadNameTest {
  @Test
  void isTheThreadsOwn() {
    assertThat(ThreadName.of(new Thread(() -> {}, "worker-1"))).isEqualTo("worker-1");
    assertThat(ThreadName.current()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void isNeverEmpty() {
    assertThat(ThreadName.of(new Thread(() -> {}, ""))).isEqualTo("unnamed");
  }

  @Test
  void tellsVirtualThreadsApart() throws ReflectiveOperationException {
    assumeThat(Runtime.version().feature()).as("virtual threads").isGreaterThanOrEqualTo(21);
    Runnable nothing = () -> {};
    Thread thread =
        (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, nothing);

    assertThat(ThreadName.of(thread)).matches("virtual #[0-9]+");
  }
}
