package dev.startguard.core.check;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;

/**
 * {@code check-crashed}: a check of ours threw. The others still ran; what this one looks at is
 * unknown.
 */
final class CheckCrashed {
  private CheckCrashed() {}

  static Finding finding(Check check, Throwable crash, Validation validation) {
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
