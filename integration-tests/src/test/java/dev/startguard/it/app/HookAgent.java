package dev.startguard.it.app;

/**
 * An agent of somebody else's, which has something to do when the JVM ends: {@code hang} or {@code
 * speak}.
 */
public final class HookAgent {
  private HookAgent() {}

  public static void premain(String args) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> atEnd(args)));
  }

  private static void atEnd(String args) {
    System.out.println("hook runs");
    while (args.equals("hang")) {
      Thread.onSpinWait();
    }
  }
}
