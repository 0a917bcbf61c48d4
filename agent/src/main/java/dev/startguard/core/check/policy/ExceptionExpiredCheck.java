package dev.startguard.core.check.policy;

import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.NamedEntry;
import dev.startguard.manifest.Waiver;
import dev.startguard.manifest.number.Quantity;

/** An exception from what an include demands is past its last day, or nothing needs it. */
public final class ExceptionExpiredCheck implements WaitingCheck {
  private static final long MILLIS_A_DAY = 86_400_000L;

  @Override
  public String id() {
    return "exception-expired";
  }

  @Override
  public void run(Validation validation) {
    // the time may have to be measured: judged when all others have run or begun
  }

  @Override
  public void finish(Validation validation) {
    for (Waiver exception : validation.manifest().exceptions()) {
      String until = exception.until();
      long late = until == null ? 0 : today(validation) - Quantity.epochDay(until);
      if (late > 0) {
        FindingBuilder finding = finding(validation, exception);
        finding.gist("has an exception that expired on " + until);
        finding.message("The exception from " + about(exception) + " expired on " + until);
        if (!exception.applied()) {
          finding.note("note", "nothing needs it any more");
        }
        validation.report(
            finding
                .note("overdue", late == 1 ? "1 day" : late + " days")
                .fix("meet the demand of the include, and remove the exception")
                .fix("agree on a new date with whoever answers for the include")
                .build());
      } else if (!exception.applied()) {
        validation.report(
            finding(validation, exception)
                .gist("has an exception that nothing needs")
                .message("Nothing needs the exception from " + about(exception))
                .fix("remove the exception: what it would allow is not what the manifest says")
                .build());
      } else {
        validation.passed();
      }
    }
  }

  private static long today(Validation validation) { // in UTC, whatever the JVM's zone
    return Math.floorDiv(validation.nowMillis(), MILLIS_A_DAY);
  }

  private static String about(Waiver exception) {
    return exception.check() + " for " + exception.subject();
  }

  private FindingBuilder finding(Validation validation, Waiver exception) {
    NamedEntry entry =
        new NamedEntry(about(exception), exception.place(), validation.manifest().root());
    FindingBuilder finding =
        validation.finding(id(), Severity.WARNING, entry).at(exception.place(), "allowed here");
    if (exception.reason() != null) {
      finding.note("reason", exception.reason());
    }
    return finding;
  }
}
