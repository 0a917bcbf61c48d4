package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Failure;
import dev.startguard.finding.FindingBuilder;

/**
 * A {@link java.util.Timer} whose thread ended with a task's exception.
 *
 * @param task the class whose {@code run} threw
 * @param lost how many tasks it will not run, the one that threw included when it was periodic
 */
record DeadTimer(String task, int lost, Failure failure) implements Case {

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
                + " threw, which ended the timer's thread: "
                + (lost == 1 ? "1 task" : lost + " tasks")
                + " of it will never run: "
                + failure.located())
        .why("a Timer has one thread, and an exception of any task ends it")
        .fix("catch everything in the task, and log it")
        .fix("use a ScheduledExecutorService, where a task harms itself alone");
  }
}
