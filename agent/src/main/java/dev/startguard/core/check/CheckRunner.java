package dev.startguard.core.check;

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
        validation.report(CheckCrashed.finding(check, crash, validation));
      }
    }
  }
}
