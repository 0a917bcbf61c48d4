package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Failure;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A {@link java.util.Timer} whose thread ended with a task's exception.
 *
 * @param task the class whose {@code run} threw
 * @param lost how many tasks it will not run, the one that threw included when it was periodic
 * @param run in which of its runs it threw; -1 when that is not known, or it has but one
 * @param created where the timer was created, if that is known
 * @param place where the task was scheduled, if that is known
 * @param single whether it was that task; else another of its class
 */
record DeadTimer(
    String task,
    int lost,
    Failure failure,
    long run,
    @Nullable String created,
    @Nullable String place,
    boolean single)
    implements Case {

  @Override
  public Object cause() {
    return failure.event();
  }

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("ended its timer")
        .message(
            task
                + " threw"
                + (run < 0 ? "" : " in run " + run)
                + ", which ended the timer's thread: "
                + (lost == 1 ? "1 task" : lost + " tasks")
                + " of it will never run: "
                + failure.located());
    if (created != null) {
      finding.note("timer", "created at " + created);
    }
    if (place != null) {
      if (single) {
        finding.note("scheduled at", place);
      } else {
        finding.note("scheduled", "such a task at " + place);
      }
    }
    finding
        .why("a Timer has one thread, and an exception of any task ends it")
        .fix("catch everything in the task, and log it")
        .fix("use a ScheduledExecutorService, where a task harms itself alone");
  }
}
