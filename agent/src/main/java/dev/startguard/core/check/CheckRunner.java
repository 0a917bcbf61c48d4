package dev.startguard.core.check;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.util.List;

/**
 * Runs every check. One that throws is named and isolated: it becomes {@code check-crashed}, and
 * the others still run.
 */
public final class CheckRunner {
  private CheckRunner() {}

  public static void run(List<Check> checks, Validation validation) {
    for (Check check : checks) {
      try {
        check.run(validation);
      } catch (Throwable crash) { // whatever it is, it must not hide the others' results
        validation.report(crashed(check, crash, validation));
      }
    }
  }

  private static Finding crashed(Check check, Throwable crash, Validation validation) {
    StackTraceElement[] stack = crash.getStackTrace();
    boolean refuse = validation.manifest().policy().refuseOnInternalError();
    Severity usual = refuse ? Severity.ERROR : Severity.WARNING;
    String where =
        stack.length == 0 ? "" : " at " + stack[0].getClassName() + ":" + stack[0].getLineNumber();
    // the exception's message is left out: it may quote a value
    return Finding.of("check-crashed", validation.severity("check-crashed", usual), check.id())
        .gist("crashed")
        .detail("the check crashed: " + crash.getClass().getName() + where)
        .message("The check " + check.id() + " crashed with " + crash.getClass().getName() + where)
        .fix("report it to Startguard's issue tracker")
        .build();
  }
}
