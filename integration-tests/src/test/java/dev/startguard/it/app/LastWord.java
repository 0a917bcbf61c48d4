package dev.startguard.it.app;

import java.util.concurrent.locks.LockSupport;

/** Runs another program, and goes on until Startguard has said all that it found in it. */
public final class LastWord {
  private LastWord() {}

  /**
   * Runs the program to its end and the findings to theirs.
   *
   * @param args the program's class
   */
  public static void main(String[] args) throws Exception {
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    while (!nothingIsLeft()) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Whether the thread that reports waits for more, and for no time; or there never was one. */
  private static boolean nothingIsLeft() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("startguard-findings")) {
        return thread.getState() == Thread.State.WAITING;
      }
    }
    return true;
  }
}
