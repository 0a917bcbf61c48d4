package dev.startguard.it.app;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A batch job that is done, and whose pool keeps the JVM from its end. */
public final class Kept {
  private Kept() {}

  /** Does its work, and returns. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.submit(() -> System.out.println("done")).get();
  }
}
