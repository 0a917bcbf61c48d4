package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Failure;
import dev.startguard.finding.FindingBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A periodic task of a scheduled pool that runs no more.
 *
 * @param task what it is
 * @param runs how many of its runs ended well; -1 when that is not known
 * @param told whether somebody has asked its future meanwhile, in one way or another
 * @param pool where its pool was created, if that is known
 * @param others how many tasks wait in its pool
 * @param origin where it was scheduled, if that is known
 */
record DeadTask(
    String task,
    long runs,
    Failure failure,
    List<AtomicBoolean> told,
    @Nullable String pool,
    int others,
    @Nullable String origin)
    implements Case {

  @Override
  public boolean alone() {
    return true;
  }

  @Override
  public boolean stands() {
    for (AtomicBoolean way : told) {
      if (way.get()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Object cause() {
    return failure.event();
  }

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("is a periodic task that died")
        .message(
            "the periodic task "
                + task
                + (runs < 0 ? " threw" : " threw in run " + (runs + 1))
                + " and never runs again: "
                + failure.located());
    if (pool != null) {
      finding.note("pool", pool);
    }
    finding.note(
        "queue",
        others <= 0 ? "empty" : others + (others == 1 ? " other task waits" : " other tasks wait"));
    if (origin != null) {
      finding.note("scheduled at", origin);
    }
    finding
        .why("a ScheduledExecutorService drops a task that throws, and tells nobody but get()")
        .fix("catch everything in the task, and log it")
        .fix("have somebody wait in get(), who starts it again");
  }
}
