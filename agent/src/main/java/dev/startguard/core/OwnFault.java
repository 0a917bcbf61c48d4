package dev.startguard.core;

import dev.startguard.core.report.Console;
import dev.startguard.core.report.ExitCode;
import dev.startguard.core.report.ExitPolicy;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;

/**
 * What happens when Startguard itself breaks: {@code policy.onInternalError} decides, and exit 70
 * where it cannot.
 */
final class OwnFault {
  private static final String HOPELESS =
      "STARTGUARD REFUSED to start: internal error, and no report of it. Exit 70\n";
  private static final String WARNED =
      "STARTGUARD WOULD REFUSE to start: internal error, and no report of it\n";

  private OwnFault() {}

  /** Reports; returns when the application may start. */
  static void answer(Throwable crash, Boot boot) {
    try {
      boot.crashed(finding(crash));
      return;
    } catch (Throwable again) {
      // the report itself breaks, or memory is out: what is left is one line that is already there
    }
    boolean warn = boot.warns();
    Console.error(warn ? WARNED : HOPELESS);
    if (!warn) {
      ExitPolicy.halt(ExitCode.INTERNAL);
    }
  }

  /** Names classes and places only: an exception's message may quote a value. */
  private static Finding finding(Throwable crash) {
    StackTraceElement[] stack = crash.getStackTrace();
    StringBuilder where = new StringBuilder();
    for (int i = 0; i < stack.length && i < 5; i++) {
      where.append(i == 0 ? "" : " < ");
      where.append(stack[i].getClassName()).append('.').append(stack[i].getMethodName());
      where.append(':').append(stack[i].getLineNumber());
    }
    return Finding.of("internal-error", Severity.ERROR, "startguard")
        .gist("crashed: " + crash.getClass().getName())
        .detail(
            "crashed: " + crash.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]))
        .message("Startguard itself crashed with " + crash.getClass().getName())
        .note("at", where.toString())
        .fix("report it to Startguard's issue tracker")
        .build();
  }
}
