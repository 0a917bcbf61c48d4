package dev.startguard.it.app;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes mistakes that are seen at a call, by a hook and at the end; some are marked as meant. */
public final class Excused {
  private Excused() {}

  /**
   * Makes them.
   *
   * @param arguments {@code marked} or {@code unmarked}: which of them
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("marked")) {
      mean();
    } else {
      err();
    }
  }

  @StartguardIgnore
  private static void mean() throws Exception {
    System.out.println(LocalDateTime.of(2027, 3, 28, 2, 30).atZone(ZoneId.of("Europe/Berlin")));
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    leave(Executors.newSingleThreadExecutor());
  }

  private static void err() throws Exception {
    System.out.println(LocalDateTime.of(2027, 3, 28, 2, 30).atZone(ZoneId.of("Europe/Berlin")));
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    leave(Executors.newSingleThreadExecutor());
  }

  /** Exits while a task runs, and another one waits. */
  private static void leave(ExecutorService pool) throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    pool.execute(
        () -> {
          runs.countDown();
          try {
            never.await();
          } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
          }
        });
    pool.execute(() -> System.out.println("never"));
    runs.await();
    System.exit(0);
  }

  @Retention(RetentionPolicy.CLASS)
  private @interface StartguardIgnore {}
}
