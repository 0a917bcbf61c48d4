package dev.startguard.core.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The work that waits, all of it in parallel and below one deadline. Every task has a daemon thread
 * of its own: a validation has few of them. Only of a manifest with very many, some wait for their
 * turn.
 */
public final class Background {
  /** As many threads at once: a container may bound them, and the application needs some. */
  static final int AT_ONCE = 64;

  /** How long the end waits for threads that were interrupted, in all. */
  private static final long GRACE_NANOS = 2_000_000_000;

  private final long deadline;
  private final List<Task<?>> tasks = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>(1);
  private final ArrayDeque<Task<?>> waiting = new ArrayDeque<>();
  private int running;

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
    Task<T> task = new Task<>(name, work, this);
    tasks.add(task);
    admit(task);
    return task;
  }

  private synchronized void admit(Task<?> task) {
    if (running >= AT_ONCE) {
      waiting.add(task);
    } else if (task.start()) {
      running++;
    }
  }

  /** For a task that is over: another may begin. */
  synchronized void leave() {
    Task<?> next = waiting.poll();
    while (next != null && !next.start()) {
      next = waiting.poll();
    }
    if (next == null) {
      running--;
    }
  }

  private synchronized void admitNoMore() {
    waiting.clear();
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
    admitNoMore();
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
