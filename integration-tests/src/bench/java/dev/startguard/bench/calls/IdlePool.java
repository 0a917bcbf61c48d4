package dev.startguard.bench.calls;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Takes tasks and does nothing with them: what a probe costs is seen beside a cheap call. */
final class IdlePool extends ScheduledThreadPoolExecutor {
  private final ScheduledFuture<?> never = new Never();

  IdlePool() {
    super(1);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return never;
  }

  private static final class Never extends java.util.concurrent.FutureTask<Void>
      implements ScheduledFuture<Void> {
    private static final Callable<Void> NOTHING = () -> null;

    Never() {
      super(NOTHING);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }
}
