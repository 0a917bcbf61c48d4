package dev.startguard.it.app;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills its standard error, a pipe that nobody reads, then takes a time that does not exist, says
 * it and the time in milliseconds, and exits before a task that was submitted has run.
 */
public final class Choked {
  private static final AtomicLong WRITTEN = new AtomicLong();

  private Choked() {}

  public static void main(String[] args) {
    Thread writer = new Thread(Choked::write);
    writer.setDaemon(true);
    writer.start();
    long before = -1;
    while (WRITTEN.get() == 0 || before != WRITTEN.get()) { // until it gets on no more
      before = WRITTEN.get();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    Object shifted = LocalDateTime.parse("2027-03-28T02:30").atZone(ZoneId.of("Europe/Berlin"));
    System.out.println(shifted);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.execute(LockSupport::park);
    pool.execute(() -> System.out.println("never"));
    System.out.println(System.currentTimeMillis());
    System.exit(0);
  }

  private static void write() {
    byte[] line = new byte[64];
    Arrays.fill(line, (byte) '.');
    while (true) {
      System.err.write(line, 0, line.length);
      System.err.flush();
      WRITTEN.incrementAndGet();
    }
  }
}
