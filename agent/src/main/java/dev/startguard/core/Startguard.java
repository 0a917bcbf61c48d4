package dev.startguard.core;

import dev.startguard.core.cli.CommandLine;
import dev.startguard.core.host.LiveHost;
import dev.startguard.core.report.ExitPolicy;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The wiring of one start: settings, manifest, checks, report, verdict. The launcher calls it by
 * name.
 */
public final class Startguard {
  private Startguard() {}

  /** Before {@code main}. Never throws; does not return when the start is refused. */
  public static void premain(@Nullable String args, Instrumentation instrumentation) {
    start(args, instrumentation, false);
  }

  /** Loaded into a running JVM: the same, in warn mode. */
  public static void agentmain(@Nullable String args, Instrumentation instrumentation) {
    start(args, instrumentation, true);
  }

  private static void start(
      @Nullable String args, Instrumentation instrumentation, boolean attached) {
    long begin = System.nanoTime();
    Boot boot = null;
    try {
      boot = new Boot(begin, new LiveHost(instrumentation), instrumentation, attached);
      boot.run(args);
    } catch (
        Throwable
            crash) { // an exception out of premain aborts the JVM with SIGABRT and native frames
      OwnFault.answer(crash, boot);
    }
  }

  /** The command line. */
  public static void main(String[] args) {
    ExitPolicy.end(CommandLine.run(args));
  }
}
