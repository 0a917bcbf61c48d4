package dev.startguard.core.check.flag;

import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.number.Quantity;

/** A flag is still there after the day by which it should have been removed. */
public final class FlagOverdueCheck implements WaitingCheck {
  private static final long MILLIS_A_DAY = 86_400_000L;

  @Override
  public String id() {
    return "flag-overdue";
  }

  @Override
  public void run(Validation validation) {
    // the time may have to be measured: judged when all others have run or begun
  }

  @Override
  public void finish(Validation validation) {
    for (Flag flag : validation.manifest().flags()) {
      String removeBy = flag.removeBy();
      if (removeBy == null || validation.skipped(flag)) {
        continue;
      }
      long today =
          Math.floorDiv(validation.nowMillis(), MILLIS_A_DAY); // in UTC, whatever the JVM's zone
      long late = today - Quantity.epochDay(removeBy);
      if (late <= 0) {
        validation.passed();
      } else {
        report(validation, flag, removeBy, late);
      }
    }
  }

  private void report(Validation validation, Flag flag, String removeBy, long late) {
    validation.report(
        validation
            .finding(id(), Severity.WARNING, flag)
            .gist("should have been removed by " + removeBy)
            .at(flag.fields().place("removeBy"), late == 1 ? "yesterday" : late + " days ago")
            .fix("remove the flag from the code, and declare it retired")
            .fix("agree on a new date with its owner")
            .build());
  }
}
