package dev.startguard.it.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Says that it is ready, and goes on until a file appears. */
public final class Waiter {
  private Waiter() {}

  public static void main(String[] args) {
    System.out.println("ready");
    while (!Files.exists(Path.of(args[0]))) {
      LockSupport.parkNanos(10_000_000);
    }
    System.out.println("done");
  }
}
