package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.FindingBuilder;

/**
 * A pool that rejects tasks, and not only in a burst.
 *
 * @param rejected how many
 * @param size how many tasks wait; -1 when that is not known
 * @param threads how many the pool has
 */
record RejectingPool(long rejected, int size, int threads) implements Case {

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("rejects tasks")
        .message(
            "this pool rejected tasks in each of "
                + QueueSaturationRule.LOOKS
                + " seconds, "
                + rejected
                + " in all: it has "
                + (threads == 1 ? "1 thread" : threads + " threads")
                + (size < 0 ? "" : ", and " + size + (size == 1 ? " task waits" : " tasks wait")))
        .why(
            "who submits gets a RejectedExecutionException, and sees to the work himself or leaves it")
        .fix("slow down who submits, or have him run the task himself (CallerRunsPolicy)")
        .fix("find out what the tasks wait for, or give the pool more threads");
  }
}
