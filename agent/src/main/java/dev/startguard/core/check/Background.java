package dev.startguard.core.check;

import java.util.ArrayList;
import java.util.List;

/**
 * The work that waits, all of it in parallel and below one deadline. Every task has a daemon thread
 * of its own: a validation has few of them, and none may wait for another.
 */
public final class Background {
  /** How long the end waits for threads that were interrupted, in all. */
  private static final long GRACE_NANOS = 2_000_000_000;

  private final long deadline;
  private final List<Task<?>> tasks = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>(1);

  /**
   * @param deadline when everything must have answered, as {@link System#nanoTime()} says it
   */
  public Background(long deadline) {
    this.deadline = deadline;
  }

  /**
   * Begins a task.
   *
   * @param name what the thread is called after {@code startguard-}
   */
  public <T> Task<T> begin(String name, Work<T> work) {
    Task<T> task = new Task<>(name, work, deadline);
    tasks.add(task);
    task.start();
    return task;
  }

  /** When everything must have answered, as {@link System#nanoTime()} says it. */
  public long deadline() {
    return deadline;
  }

  /** Runs it at the end, when the tasks are over. */
  public void afterwards(Runnable last) {
    afterwards.add(last);
  }

  /**
   * Ends what is still at it: its sockets are closed, its thread is interrupted, and no answer of
   * it counts any more. A thread inside the platform's own name look-up cannot be ended, and is not
   * waited for; it is a daemon, and ends when that answers.
   */
  public void end() {
    for (Task<?> task : tasks) {
      task.abandon();
    }
    long until = System.nanoTime() + GRACE_NANOS;
    for (Task<?> task : tasks) {
      task.join(until);
    }
    for (Runnable last : afterwards) {
      last.run();
    }
  }
}
