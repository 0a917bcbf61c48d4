package dev.startguard.core;

import dev.startguard.core.weave.Bridge;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Prepares what weaves, whatever is to be woven, beside the thread that prepares the rules: a third
 * thread on two processors, but the first one soon waits.
 */
final class Weaving implements Runnable {
  private final Instrumentation instrumentation;
  private final Thread thread = new Thread(null, this, "startguard-weaving", 0, false);
  private volatile @Nullable Throwable failure;

  Weaving(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      Bridge.define(instrumentation);
    } catch (Throwable fault) {
      failure = fault;
    }
  }

  /**
   * Returns when all is prepared.
   *
   * @throws IllegalStateException when it could not be
   */
  void await() throws InterruptedException {
    thread.join();
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
