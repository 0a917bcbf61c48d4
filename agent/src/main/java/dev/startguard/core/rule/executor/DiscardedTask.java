package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A task that a pool's policy discards.
 *
 * @param policy the simple name of the policy's class
 * @param running whether the pool takes tasks still
 * @param task what it is
 * @param caller where it, or the one that takes its place, was submitted, if that is known
 */
record DiscardedTask(String policy, boolean running, String task, @Nullable String caller)
    implements Case {
  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("discarded a task")
        .message(
            "the pool discarded a task without a word, by "
                + policy
                + (running ? ": " : ", after its shutdown: ")
                + task)
        .why("no exception, no log, and a future of the task never ends");
    if (caller != null) {
      finding.note("submitted", caller);
    }
    finding
        .fix("let it be rejected (AbortPolicy), and decide where tasks are submitted")
        .fix("count and log what is dropped, in a handler of your own");
  }
}
