package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Somebody waits for a task, and has a lock that is needed for it.
 *
 * @param task what it is
 * @param submitted where such a task was submitted, if that is known
 * @param begun whether it runs; else it waits in a queue
 * @param place where the lock is waited for; null when that is not known
 * @param thread the name of the thread that waits for it
 * @param pool where that thread's pool was created, if it has one that is known
 */
record HeldLock(
    String task,
    @Nullable String submitted,
    boolean begun,
    @Nullable String place,
    String thread,
    @Nullable String pool)
    implements Case {

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("holds a lock that its task needs")
        .message(
            "this waits without a time limit for a task, and holds a lock "
                + (begun
                    ? "without which the task cannot end: "
                    : "without which nobody can run the task: ")
                + task);
    if (submitted != null) {
      finding.note("submitted", submitted);
    }
    if (place != null) {
      finding.note("needed", place);
    }
    finding.note("needed by", Disclosure.plain(thread));
    if (pool != null) {
      finding.note("pool", pool);
    }
    finding
        .why("the lock is given back when the task has ended, and the task ends when it has it")
        .fix("submit under the lock, and wait when it is given back")
        .fix("wait with a time limit, or have the task work on what it is handed");
  }
}
