package dev.startguard.core.report;

import java.lang.instrument.Instrumentation;

/**
 * The only exit: ends a refused JVM with the report's code, whatever other agents' shutdown hooks
 * do.
 *
 * <p>When nobody else has registered a hook the JVM is halted at once: from 21 on {@code
 * System.exit} looks up a logger (RuntimeHelper, JDK-8301627) and may load the application's.
 * Otherwise the others get {@value #PATIENCE} ms.
 */
public final class ExitPolicy {
  private static final long PATIENCE = 2_000;

  private ExitPolicy() {}

  /** Ends a command of the command line with its code. */
  public static void end(int code) {
    System.exit(code);
  }

  /** Never returns. */
  public static void refuse(int code, Instrumentation instrumentation) {
    boolean others = true;
    try {
      others = ShutdownHooks.registered(instrumentation);
      if (others) {
        new Watchdog(code).start();
      }
    } catch (
        Throwable noThread) { // out of memory or of threads: without a watchdog nobody may keep us
      // waiting
      others = false;
    }
    if (others) {
      System.exit(code);
    }
    Runtime.getRuntime().halt(code);
  }

  /** Halts the JVM when the hooks of others take too long. */
  private static final class Watchdog extends Thread {
    private final int code;

    Watchdog(int code) {
      super("startguard-exit");
      this.code = code;
      setDaemon(true);
    }

    @Override
    public void run() {
      long end = System.nanoTime() + PATIENCE * 1_000_000;
      for (long left = PATIENCE; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        try {
          Thread.sleep(left);
        } catch (InterruptedException again) {
          // whoever interrupts every thread does not end our patience early
        }
      }
      Runtime.getRuntime().halt(code);
    }
  }
}
