package dev.startguard.it.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Makes mistakes with a secret in its hands: in messages, ThreadLocals and tasks. */
@SuppressWarnings("FutureReturnValueIgnored") // that is the mistake
public final class Confidant {
  private static final ThreadLocal<String> LOGIN = new ThreadLocal<>();
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Confidant() {}

  /** A task that says what it works on. */
  private record Receipt(String password) implements Runnable {
    @Override
    public void run() {}
  }

  /**
   * Waits until its mistakes are in the report, and leaves one for the end.
   *
   * @param args the report
   */
  public static void main(String[] args) throws Exception {
    String secret = System.getenv("DB_PASSWORD");
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    clock.scheduleAtFixedRate(() -> fail(secret), 0, 1, TimeUnit.MILLISECONDS);
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> fail("no login with " + secret));
    for (String user : List.of("ann", "bob")) {
      pool.submit(() -> LOGIN.set(user + secret)).get();
    }
    pool.submit(() -> LOGIN.get()).get();
    await(Path.of(args[0]), List.of("periodic-task-died", "exception-lost", "thread-local-bleed"));
    pool.execute(Confidant::block);
    pool.execute(new Receipt(secret));
    System.exit(0);
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  private static void block() {
    try {
      NEVER.await();
    } catch (InterruptedException ends) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Path report, List<String> ids) throws IOException {
    for (String id : ids) {
      while (!Files.exists(report) || !Files.readString(report).contains('"' + id + '"')) {
        System.gc(); // proves that nobody can ask a future any more
        LockSupport.parkNanos(10_000_000);
      }
    }
  }
}
