package dev.startguard.core.report;

import java.lang.instrument.Instrumentation;

/**
 * The only exit: ends a refused JVM with the report's code, whatever other agents' shutdown hooks
 * do.
 *
 * <p>When nobody else has registered a hook the JVM is halted at once: from 21 on {@code
 * System.exit} looks up a logger (RuntimeHelper, JDK-8301627) and may load the application's.
 * Otherwise the others get two seconds.
 */
public final class ExitPolicy {
  private static final long FOR_HOOKS = 2_000;
  private static final long FOR_REPORT = 10_000;

  private ExitPolicy() {}

  /** Ends a command of the command line with its code. */
  public static void end(int code) {
    System.exit(code);
  }

  /**
   * From now on nothing keeps the JVM alive for more than ten seconds: not even a console that
   * nobody reads.
   */
  public static void foretell(int code) {
    try {
      new Watchdog(code, FOR_REPORT).start();
    } catch (Throwable noThread) {
      // out of memory or of threads: the report is still worth the attempt
    }
  }

  /** Never returns. */
  public static void refuse(int code, Instrumentation instrumentation) {
    boolean others = true;
    try {
      others = ShutdownHooks.registered(instrumentation);
      if (others) {
        new Watchdog(code, FOR_HOOKS).start();
      }
    } catch (Throwable noThread) { // without a watchdog nobody may keep us waiting
      others = false;
    }
    if (others) {
      System.exit(code);
    }
    halt(code);
  }

  /** Never returns, and waits for nobody: for when not even a report could be made. */
  public static void halt(int code) {
    Runtime.getRuntime().halt(code);
  }

  /** Halts the JVM when something else takes too long. */
  private static final class Watchdog extends Thread {
    private final int code;
    private final long patience;

    Watchdog(int code, long patience) {
      super("startguard-exit");
      this.code = code;
      this.patience = patience;
      setDaemon(true);
    }

    @Override
    public void run() {
      long end = System.nanoTime() + patience * 1_000_000;
      for (long left = patience; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        try {
          Thread.sleep(left);
        } catch (InterruptedException again) {
          // whoever interrupts every thread does not end our patience early
        }
      }
      halt(code);
    }
  }
}
