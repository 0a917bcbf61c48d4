package dev.startguard.core.rule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Until {
  private static final long PATIENCE = 60_000_000_000L;

  private Until() {}

  static void holds(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - begin).as("it did not come about").isLessThan(PATIENCE);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
