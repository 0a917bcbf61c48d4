package dev.startguard.core.rule.future;

import dev.startguard.core.pool.Tasks;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.Failure;
import dev.startguard.core.rule.Site;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A failure that nobody knows of so far. Keeps nothing of the throwable alive, and once {@link
 * #settle settled} no class.
 */
final class Lost implements Case {
  private final String thread;
  private final boolean ofTask;
  private final @Nullable String maker;
  private final @Nullable String method;
  private final @Nullable String runner;
  private volatile boolean known;
  private volatile Failure failure;
  private volatile @Nullable Class<?> task;

  /** Once the stack is no longer kept. */
  private volatile @Nullable Settled settled;

  private record Settled(@Nullable String task, @Nullable Site site, boolean straight) {}

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
    ofTask = task != null;
    this.maker = maker;
    this.method = method;
    this.runner = runner;
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
    Settled rest = settled;
    return rest != null
        ? rest.straight
        : maker == null || method == null || failure.madeIn(maker, method);
  }

  /** Where it was thrown; null when that is not known. */
  @Nullable Site site(Docket docket, String api) {
    Settled rest = settled;
    return rest != null ? rest.site : failure.site(docket, api);
  }

  /**
   * Keeps in words what it kept as classes: as long as the throwable lives, a static field of a web
   * application holding its future for one, they would keep the application's loader alive, and
   * with it the field. For the sampler's thread, as {@link #site} and {@link #straight} are.
   */
  void settle(Docket docket, String api) {
    if (settled == null) {
      settled =
          known
              ? new Settled(null, null, false)
              : new Settled(text(), site(docket, api), straight());
      failure = failure.withoutStack();
      task = null;
    }
  }

  private @Nullable String text() {
    Settled rest = settled;
    Class<?> kept = task;
    return rest != null ? rest.task : kept == null ? null : Tasks.text(kept);
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
            (ofTask ? "a task failed with " : "a CompletableFuture failed with ")
                + failure.text()
                + "; nobody asked its future, handled the exception, or logged it")
        .why("the future keeps the exception for whoever asks; when nobody does, it is gone")
        .fix(
            ofTask
                ? "ask the future that submit or schedule returned, or give the task to execute()"
                : "end the chain with whenComplete, handle or exceptionally, or join it")
        .fix("or catch in the task what it throws, and log it");
    String text = text();
    if (text != null) {
      finding.note("task", text);
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
