package dev.startguard.it.app;

/** Prints the names of the threads that live when {@code main} begins. */
public final class Threads {
  private Threads() {}

  public static void main(String[] args) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      System.out.println(thread.getName());
    }
  }
}
