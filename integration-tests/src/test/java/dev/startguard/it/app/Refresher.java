package dev.startguard.it.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Has a periodic task that throws once the first of two files is there; ends with the second. */
public final class Refresher {
  private static final long A_MOMENT = TimeUnit.MILLISECONDS.toNanos(10);

  private Refresher() {}

  /** The two files. */
  @SuppressWarnings("FutureReturnValueIgnored") // as services do
  public static void main(String[] args) {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    pool.scheduleAtFixedRate(() -> refresh(Path.of(args[0])), 0, A_MOMENT, TimeUnit.NANOSECONDS);
    System.out.println("ready");
    while (!Files.exists(Path.of(args[1]))) {
      LockSupport.parkNanos(A_MOMENT);
    }
    pool.shutdown();
  }

  private static void refresh(Path fatal) {
    if (Files.exists(fatal)) {
      throw new IllegalStateException("it is there");
    }
  }
}
