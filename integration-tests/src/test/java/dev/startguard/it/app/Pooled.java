package dev.startguard.it.app;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes its mistake in a pool. */
public final class Pooled {
  private Pooled() {}

  /** No arguments. */
  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    System.out.println(pool.submit(Pooled::cutOff).get());
    pool.shutdown();
  }

  private static ZonedDateTime cutOff() {
    return LocalDateTime.of(2027, 3, 28, 2, 30).atZone(ZoneId.of("Europe/Berlin"));
  }
}
