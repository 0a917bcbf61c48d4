package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.FindingBuilder;

/**
 * A task that is the next to be run, and is not, for long.
 *
 * @param task what it is
 * @param size how many tasks wait, this one among them; -1 when that is not known
 * @param threads how many the pool has
 */
record WaitingHead(String task, int size, int threads) implements Case {

  @Override
  public void describe(FindingBuilder finding) {
    int others = size - 1;
    finding
        .gist("has a task that waits")
        .message(
            "the task at the head of this pool's queue has waited for "
                + QueueSaturationRule.WAITING
                + " seconds at least, in which "
                + (threads == 1 ? "its thread was" : "its " + threads + " threads were")
                + " done with none: "
                + task
                + (others < 1 ? "" : "; behind it " + others + (others == 1 ? " waits" : " wait")))
        .why("while tasks that take long have all the threads, short ones do not run at all")
        .fix("give tasks that take long, or never end, a pool of their own")
        .fix("find out what the threads wait for, or give the pool more of them");
  }
}
