package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Futures;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.rule.Case;
import dev.startguard.finding.FindingBuilder;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A task that a pool's policy discards.
 *
 * @param victim the task
 * @param queue at whose head it was, if the policy was to take it from there; else null
 * @param policy the simple name of the policy's class
 * @param running whether the pool takes tasks still
 * @param task what it is
 * @param caller where it, or the one that takes its place, was submitted, if that is known
 */
record DiscardedTask(
    Object victim,
    @Nullable Queue<Runnable> queue,
    String policy,
    boolean running,
    String task,
    @Nullable String caller)
    implements Case {

  /** Whether it can be told, later, that nobody has run a task. */
  static boolean known(Object task) {
    return task instanceof FutureTask<?> || Tasks.ofStage(task);
  }

  @Override
  public boolean alone() {
    return true;
  }

  /** A thread may have taken it before the policy did, and who submitted it may run it himself. */
  @Override
  public boolean stands() {
    boolean begun = victim instanceof FutureTask<?> future && Futures.runner(future) != null;
    return !begun && !Tasks.settled(victim) && (queue == null || !waits(queue, victim));
  }

  private static boolean waits(Queue<Runnable> queue, Object task) {
    for (Object waiting : Queues.content(queue, LostTasks.MOST)) {
      if (waiting == task) {
        return true;
      }
    }
    return false;
  }

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
