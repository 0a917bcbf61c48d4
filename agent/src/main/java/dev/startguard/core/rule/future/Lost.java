package dev.startguard.core.rule.future;

import dev.startguard.core.pool.Submissions;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.Failure;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.ThreadName;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A failure that nobody knows of so far. Keeps nothing of the throwable alive, and once {@link
 * #settle settled} no class.
 */
final class Lost implements Case {
  private final String thread;
  private final boolean ofTask;
  private final @Nullable Completer completer;
  private final @Nullable String runner;
  private final Submissions submissions;
  private final boolean always;
  private volatile boolean known;
  private volatile Failure failure;
  private volatile @Nullable Class<?> task;

  /** Once the stack is no longer kept. */
  private volatile @Nullable Settled settled;

  private record Settled(@Nullable String task, @Nullable String submitted, @Nullable Site site) {}

  /**
   * @param task the class of the task that failed; null for a stage of a CompletableFuture
   * @param completer who completed the future by hand, and must have made the exception for it;
   *     null when it was thrown straight into the JDK
   * @param runner the pool that ran it, if that is known
   * @param submissions who knows where tasks are submitted
   * @param always whether who asks futures has been seen from the application's begin on
   */
  Lost(
      Throwable root,
      @Nullable Class<?> task,
      @Nullable Completer completer,
      @Nullable String runner,
      Submissions submissions,
      boolean always) {
    failure = new Failure(root);
    thread = ThreadName.current();
    this.task = task;
    ofTask = task != null;
    this.completer = completer;
    this.runner = runner;
    this.submissions = submissions;
    this.always = always;
  }

  String thread() {
    return thread;
  }

  /**
   * Where it was thrown, or made for a future in the application's own code; null when that is not
   * known, and where somebody else may have had it besides the future.
   */
  @Nullable Site site(Docket docket, String api) {
    Settled rest = settled;
    if (rest != null) {
      return rest.site;
    }
    if (completer == null) {
      return failure.site(docket, api);
    }
    Site made = completer.madeHere(failure, api);
    return made != null && docket.own(made) ? made : null;
  }

  /**
   * Keeps in words what it kept as classes: as long as the throwable lives, a static field of a web
   * application holding its future for one, they would keep the application's loader alive, and
   * with it the field. For the sampler's thread, as {@link #site} is.
   */
  void settle(Docket docket, String api) {
    if (settled == null) {
      settled =
          known
              ? new Settled(null, null, null)
              : new Settled(text(), submitted(), site(docket, api));
      failure = failure.withoutStack();
      task = null;
    }
  }

  private @Nullable String text() {
    Settled rest = settled;
    Class<?> kept = task;
    return rest != null ? rest.task : kept == null ? null : Tasks.text(kept);
  }

  private @Nullable String submitted() {
    Settled rest = settled;
    Class<?> kept = task;
    return rest != null ? rest.submitted : kept == null ? null : submissions.of(kept);
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
                + (always
                    ? "; nobody asked its future, or printed its stack"
                    : "; since this rule looks nobody has asked its future, or printed its stack"))
        .why("the future keeps the exception for whoever asks; when nobody does, it is gone")
        .fix(
            ofTask
                ? "ask the future that submit, schedule or invokeAll returned"
                : "end the chain with whenComplete, handle or exceptionally, or join it")
        .fix(
            ofTask
                ? "or catch in the task what it throws, and log it, as a task of a scheduled pool has"
                    + " to even when it is given to execute()"
                : "or catch in the stage what it throws, and log it");
    String text = text();
    if (text != null) {
      finding.note("task", text);
    }
    String submitted = submitted();
    if (submitted != null) {
      finding.note("submitted", submitted);
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
