package dev.startguard.core;

import dev.startguard.core.cli.CommandLine;
import dev.startguard.core.host.LiveHost;
import dev.startguard.core.report.ExitPolicy;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The wiring of one start: settings, manifest, checks, report, verdict. The launcher calls it
 * through {@link Consumer}, which both can see.
 */
public final class Startguard implements Consumer<Object[]> {
  /** For the launcher. */
  public Startguard() {}

  /**
   * Never throws.
   *
   * @param message the entry, then what it takes: {@code premain} or {@code agentmain}, the agent's
   *     arguments or null, {@link Instrumentation}, {@link System#nanoTime()} when the launcher was
   *     entered; or {@code main} and the arguments
   */
  @Override
  public void accept(@Nullable Object[] message) {
    if ("main".equals(message[0])) {
      ExitPolicy.end(CommandLine.run((String[]) message[1]));
    } else {
      start(
          (String) message[1],
          (Instrumentation) message[2],
          (Long) message[3],
          "agentmain".equals(message[0]));
    }
  }

  /** Before {@code main}, or into a running JVM. Does not return when the start is refused. */
  private static void start(
      @Nullable String args, Instrumentation instrumentation, long begin, boolean attached) {
    Boot boot = new Boot(begin, new LiveHost(instrumentation), instrumentation, attached);
    try {
      boot.run(args);
    } catch (Throwable crash) { // out of premain it would abort the JVM with SIGABRT
      OwnFault.answer(crash, boot);
    }
  }
}
