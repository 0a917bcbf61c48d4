package dev.startguard.core.check;

import dev.startguard.finding.FindingBuilder;

/**
 * {@code deadline-exceeded}: what had not answered when {@code policy.deadline} was over. It has
 * the severity of the check that waited.
 */
public final class DeadlineExceeded {
  private static final long NANOS_A_MILLI = 1_000_000;

  private DeadlineExceeded() {}

  /**
   * Makes a finding out of one that the check has begun with {@code finding("deadline-exceeded",
   * …)}.
   *
   * @param what what has not answered, as {@code tcp db:5432}
   * @param task the work that waited
   */
  public static FindingBuilder finish(
      FindingBuilder finding, Validation validation, String what, Task<?> task) {
    String budget = validation.manifest().policy().fields().text("deadline", "20s");
    long waited = task.tookNanos() / NANOS_A_MILLI;
    return finding
        .gist("no answer below the deadline")
        .detail(what + " has not answered in " + waited + " ms; policy.deadline is " + budget)
        .message(what + " has not answered in " + waited + " ms; policy.deadline is " + budget)
        .retryable()
        .fix("see why it does not answer; a slow one needs a longer policy.deadline");
  }
}
