package dev.startguard.core.rule.executor;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What became of a pool's queue from look to look. */
final class Backlog {
  private int last;
  private int grown;
  private int from;
  private WeakReference<@Nullable Object> head = new WeakReference<>(null);
  private long completed;
  private int same;
  private long rejected;
  private long rejectedBefore;
  private int rejecting;
  private boolean growthTold;
  private boolean waitTold;
  private boolean rejectionTold;

  /**
   * What is at the head. The same object may be given to a pool again and again: that it has not
   * moved is known when no thread has completed a task meanwhile.
   *
   * @param done how many tasks the pool has completed; -1 when that is not known
   */
  void head(@Nullable Object task, long done) {
    boolean unmoved = task != null && head.refersTo(task) && done >= 0 && done == completed;
    same = task == null ? 0 : unmoved ? same + 1 : 1;
    if (!unmoved) {
      head = new WeakReference<>(task);
    }
    completed = done;
  }

  /** For how many looks after the first one the same task has been at the head. */
  int waited() {
    return Math.max(0, same - 1);
  }

  /** True once: when the same task has been at the head for long, and nothing else was told. */
  boolean waits() {
    boolean due = !waitTold && !growthTold && waited() >= QueueSaturationRule.WAITING;
    waitTold |= due;
    return due;
  }

  /** True once: when the queue has only grown, for long, and is long. */
  boolean grows(int size) {
    if (size > last) {
      from = grown == 0 ? last : from;
      grown++;
    } else {
      grown = 0;
    }
    last = Math.max(size, 0);
    boolean due =
        !growthTold && grown >= QueueSaturationRule.LOOKS && size >= QueueSaturationRule.MANY;
    growthTold |= due;
    return due;
  }

  /** At how many looks in a row it was longer than at the one before. */
  int grown() {
    return grown;
  }

  /** How long the queue was when it began to grow. */
  int from() {
    return from;
  }

  /** True once: when tasks were rejected between each two of many looks. */
  boolean rejects(long all) {
    if (all > rejected) {
      rejectedBefore = rejecting == 0 ? rejected : rejectedBefore;
      rejecting++;
    } else {
      rejecting = 0;
    }
    rejected = all;
    boolean due = !rejectionTold && rejecting >= QueueSaturationRule.LOOKS;
    rejectionTold |= due;
    return due;
  }

  /** How many were rejected since there was a look without. */
  long rejected() {
    return rejected - rejectedBefore;
  }
}
