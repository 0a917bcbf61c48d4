package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;

/** {@code rule-disabled}: a rule of ours threw three times, and looks no more. */
final class RuleDisabled {
  private RuleDisabled() {}

  static Finding finding(String rule, Throwable fault, RuntimeSettings settings) {
    StackTraceElement[] stack = fault.getStackTrace();
    String where =
        stack.length == 0 ? "" : " at " + stack[0].getClassName() + ":" + stack[0].getLineNumber();
    // the exception's message is left out: it may quote a value
    return Finding.of("rule-disabled", settings.severity("rule-disabled", Severity.WARNING), rule)
        .evidence(Evidence.PROVEN)
        .gist("is switched off")
        .message(
            "the rule "
                + rule
                + " failed "
                + Desk.FAULTS
                + " times and is switched off: "
                + fault.getClass().getName()
                + where)
        .fix("report it to Startguard's issue tracker")
        .build();
  }
}
