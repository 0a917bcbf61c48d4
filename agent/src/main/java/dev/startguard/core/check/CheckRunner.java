package dev.startguard.core.check;

import java.util.List;

/**
 * Runs every check. One that throws is named and isolated: it becomes {@code check-crashed}, and
 * the others still run. Those that wait begin in the first round and report in the second.
 */
public final class CheckRunner {
  private CheckRunner() {}

  public static void run(List<Check> checks, Validation validation) {
    boolean waiting = false;
    for (Check check : checks) {
      try {
        waiting |= check instanceof WaitingCheck;
        check.run(validation);
      } catch (Throwable crash) { // whatever it is, it must not hide the others' results
        validation.report(CheckCrashed.finding(check, crash, validation));
      }
    }
    if (waiting) {
      finish(checks, validation);
    }
  }

  private static void finish(List<Check> checks, Validation validation) {
    for (Check check : checks) {
      if (check instanceof WaitingCheck late) {
        try {
          late.finish(validation);
        } catch (Throwable crash) {
          validation.report(CheckCrashed.finding(check, crash, validation));
        }
      }
    }
    validation.endBackground();
  }
}
