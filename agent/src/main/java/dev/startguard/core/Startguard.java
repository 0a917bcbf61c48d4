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

  /**
   * Before {@code main}. Never throws; does not return when the start is refused.
   *
   * @param begin {@link System#nanoTime()} when the launcher was entered
   */
  public static void premain(@Nullable String args, Instrumentation instrumentation, long begin) {
    start(new Boot(begin, new LiveHost(instrumentation), instrumentation, false), args);
  }

  /** Loaded into a running JVM: the same, in warn mode. */
  public static void agentmain(@Nullable String args, Instrumentation instrumentation, long begin) {
    start(new Boot(begin, new LiveHost(instrumentation), instrumentation, true), args);
  }

  private static void start(Boot boot, @Nullable String args) {
    try {
      boot.run(args);
    } catch (Throwable crash) { // out of premain it would abort the JVM with SIGABRT
      OwnFault.answer(crash, boot);
    }
  }

  /** The command line. */
  public static void main(String[] args) {
    ExitPolicy.end(CommandLine.run(args));
  }
}
