package dev.startguard.core.check;

import org.jspecify.annotations.Nullable;

/** One piece of {@link Work} in the background, and what came of it. */
public final class Task<T> implements Runnable {
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final Work<T> work;
  private final Background background;
  private final long deadline;
  private final Budget budget;
  private final Thread thread;
  private final long begin = System.nanoTime();
  private boolean done;
  private boolean abandoned;
  private long took;
  private @Nullable T answer;
  private @Nullable Throwable failure;

  Task(String name, Work<T> work, Background background) {
    this.work = work;
    this.background = background;
    deadline = background.deadline();
    budget = new Budget(deadline);
    thread = new Thread(null, this, "startguard-" + name, 0, false);
    thread.setDaemon(true);
  }

  /** Whether there was a thread for it; when not, that is its failure. */
  boolean start() {
    try {
      thread.start();
      return true;
    } catch (OutOfMemoryError noThread) {
      over(null, noThread);
      return false;
    }
  }

  @Override
  public void run() {
    T found = null;
    Throwable thrown = null;
    try {
      found = work.run(budget);
    } catch (Throwable crash) { // whatever it is, finish() answers for it
      thrown = crash;
    }
    over(found, thrown);
    background.leave();
  }

  private synchronized void over(@Nullable T found, @Nullable Throwable thrown) {
    if (!abandoned) {
      answer = found;
      failure = thrown;
      took = System.nanoTime() - begin;
      done = true;
    }
    notifyAll();
  }

  /**
   * Waits for the answer, until the deadline.
   *
   * @return whether there is one, or a failure; from false on, no answer counts any more
   */
  public boolean await() {
    return await(deadline);
  }

  /**
   * Waits for the answer, until the given time or the deadline.
   *
   * @param until as {@link System#nanoTime()} says it
   */
  public synchronized boolean await(long until) {
    boolean interrupted = false;
    while (!done && !abandoned) {
      long left = Math.min(until - System.nanoTime(), deadline - System.nanoTime());
      if (left <= 0) {
        break;
      }
      try {
        wait(left / NANOS_A_MILLI, (int) (left % NANOS_A_MILLI));
      } catch (InterruptedException interrupt) {
        interrupted = true; // for the application: the checks have a deadline of their own
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return done;
  }

  /**
   * The answer.
   *
   * @throws Exception what the work threw
   * @throws IllegalStateException when {@link #await()} has not said that there is one
   */
  public synchronized T answer() throws Exception {
    if (failure instanceof Exception exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    T found = answer;
    if (!done || found == null) {
      throw new IllegalStateException("not answered");
    }
    return found;
  }

  /** How long it took, in nanoseconds; how long it has waited so far when it did not answer. */
  public synchronized long tookNanos() {
    return done ? took : System.nanoTime() - begin;
  }

  void abandon() {
    synchronized (this) {
      if (!done) {
        abandoned = true;
      }
    }
    budget.end();
    if (!done()) {
      thread.interrupt();
    }
  }

  private synchronized boolean done() {
    return done;
  }

  /** Waits until the thread is gone, unless nothing can end what it is in. */
  void join(long until) {
    try {
      while (thread.isAlive() && !budget.isOutOfReach()) {
        long millis = (until - System.nanoTime()) / NANOS_A_MILLI;
        if (millis <= 0) {
          return;
        }
        thread.join(Math.min(millis, LOOK_AGAIN_MILLIS));
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
