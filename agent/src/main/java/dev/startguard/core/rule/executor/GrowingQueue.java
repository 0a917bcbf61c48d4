package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A queue without a bound that only grows.
 *
 * @param size how many tasks wait in it
 * @param from how many did when it began to grow
 * @param looks at how many looks in a row, a second apart, it had grown
 * @param threads how many the pool has
 * @param head the task at its head, if that is known
 * @param waited for how many seconds that one has been at the head at least
 */
record GrowingQueue(int size, int from, int looks, int threads, @Nullable String head, int waited)
    implements Case {

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("has a queue that only grows")
        .message(
            "the queue of this pool grew in "
                + looks
                + " seconds from "
                + from
                + " to "
                + size
                + " tasks and shrank in none: "
                + (threads == 1 ? "its thread does" : "its " + threads + " threads do")
                + " not keep up")
        .why("an unbounded queue ends in long waits first, and in an OutOfMemoryError then")
        .fix("give the queue a bound, and slow down or turn away who submits")
        .fix("find out what the tasks wait for, or give the pool more threads");
    if (head != null && waited > 0) {
      finding.note("head", head + " has waited for " + waited + " seconds at least");
    }
  }
}
