package dev.startguard.it.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** As {@link Waiter}, by the wall clock: says how long it took to be ready. */
public final class TimedWaiter {
  private TimedWaiter() {}

  public static void main(String[] args) {
    long start = System.currentTimeMillis();
    boolean waits = !Files.exists(Path.of(args[0]));
    long took = System.currentTimeMillis() - start;
    System.out.println("ready in " + took + " ms");
    while (waits) {
      LockSupport.parkNanos(10_000_000);
      waits = !Files.exists(Path.of(args[0]));
    }
    System.out.println("done");
  }
}
