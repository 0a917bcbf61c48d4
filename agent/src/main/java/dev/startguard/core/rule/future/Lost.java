package dev.startguard.core.rule.future;

import dev.startguard.core.pool.Tasks;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Failure;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/** A failure that nobody knows of so far. Keeps nothing of the throwable alive. */
final class Lost implements Case {
  private final Failure failure;
  private final String thread;
  private final @Nullable Class<?> task;
  private final @Nullable String maker;
  private final @Nullable String method;
  private final @Nullable String runner;
  private volatile boolean known;

  /**
   * @param task the class of the task that failed; null for a stage of a CompletableFuture
   * @param maker the class that completed the future by hand, and must have made the exception;
   *     null when it was thrown
   * @param method of that class
   * @param runner the pool that ran it, if that is known
   */
  Lost(
      Throwable root,
      @Nullable Class<?> task,
      @Nullable String maker,
      @Nullable String method,
      @Nullable String runner) {
    failure = new Failure(root);
    thread = Thread.currentThread().getName();
    this.task = task;
    this.maker = maker;
    this.method = method;
    this.runner = runner;
  }

  Failure failure() {
    return failure;
  }

  String thread() {
    return thread;
  }

  /** Whether code completed the future, and no exception was thrown out of it. */
  boolean byHand() {
    return maker != null;
  }

  /**
   * Whether nobody but the future ever had the exception: it was thrown straight into the JDK, or
   * made where the future was completed.
   */
  boolean straight() {
    return maker == null || method == null || failure.madeIn(maker, method);
  }

  /** That somebody knows of it, or that nobody can tell. */
  void know() {
    known = true;
  }

  boolean known() {
    return known;
  }

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("failed, and nobody knows")
        .message(
            (task != null ? "a task failed with " : "a CompletableFuture failed with ")
                + failure.text()
                + "; nobody asked its future, handled the exception, or logged it")
        .why("the future keeps the exception for whoever asks; when nobody does, it is gone")
        .fix(
            task != null
                ? "ask the future that submit or schedule returned, or give the task to execute()"
                : "end the chain with whenComplete, handle or exceptionally, or join it")
        .fix("or catch in the task what it throws, and log it");
    if (task != null) {
      finding.note("task", Tasks.text(task));
    }
    if (runner != null) {
      finding.note("ran in", runner);
    }
  }

  @Override
  public Object cause() {
    return failure.event();
  }
}
