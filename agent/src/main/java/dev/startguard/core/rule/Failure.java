package dev.startguard.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a throwable, without the throwable: nothing of it is kept but the classes on its
 * stack. None of its methods is called, and its message is never read.
 */
public final class Failure {
  /** Chains of causes may be circles. */
  private static final int MOST_CAUSES = 64;

  private final String type;
  private final String root;
  private final Trace trace;
  private final Trace first;
  private final SameThrowable event;

  /** Costs no more than a few reads: the frames are put together when they are asked for. */
  public Failure(Throwable thrown) {
    Throwable cause = root(thrown);
    type = thrown.getClass().getName();
    Throwable innermost = innermost(thrown);
    root = innermost.getClass().getName();
    trace = new Trace(ThrowableFields.backtrace(cause) == null ? thrown : cause);
    first = innermost == cause ? trace : new Trace(innermost);
    event = new SameThrowable(cause);
  }

  private Failure(Failure other) {
    type = other.type;
    root = other.root;
    trace = Trace.NONE;
    first = Trace.NONE;
    event = other.event;
  }

  /** The same without its stacks, and so without the classes on them. */
  public Failure withoutStack() {
    return new Failure(this);
  }

  /** What a future's wrappers hold: the same for all futures that one failure made fail. */
  public static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int i = 0; i < MOST_CAUSES; i++) {
      Throwable cause = ThrowableFields.cause(root);
      boolean wrapper = root instanceof CompletionException || root instanceof ExecutionException;
      if (!wrapper || cause == null) {
        break;
      }
      root = cause;
    }
    return root;
  }

  /** The causes of a throwable, the nearest first; at most so many as are followed. */
  public static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>(0);
    Throwable cause = ThrowableFields.cause(thrown);
    while (cause != null && causes.size() < MOST_CAUSES) {
      causes.add(cause);
      cause = ThrowableFields.cause(cause);
    }
    return causes;
  }

  /** The first cause of all; the throwable itself, when it has none. */
  public static Throwable innermost(Throwable thrown) {
    Throwable innermost = thrown;
    for (int i = 0; i < MOST_CAUSES; i++) {
      Throwable cause = ThrowableFields.cause(innermost);
      if (cause == null) {
        break;
      }
      innermost = cause;
    }
    return innermost;
  }

  /**
   * Whether nobody has printed, logged or looked at the stack of the throwable, or of one of its
   * causes. False when that is not known: one of them has no stack of its own.
   */
  public static boolean unseen(Throwable thrown) {
    Throwable each = thrown;
    for (int i = 0; i < MOST_CAUSES && each != null; i++) {
      if (!ThrowableFields.unasked(each)) {
        return false;
      }
      each = ThrowableFields.cause(each);
    }
    return each == null;
  }

  /** The same, and the innermost cause's where that is another: what a reader is told of it. */
  public String text() {
    return root.equals(type) ? type : type + ", caused by " + root;
  }

  /** The same, with the place that the first cause comes from, where that is known. */
  public String located() {
    for (StackTraceElement frame : first.frames()) {
      if (!Trace.ofTheJdk(frame)) {
        return text() + " at " + Trace.site(frame, "").text();
      }
    }
    return text();
  }

  /** Equal for all that the same throwable made fail. */
  public Object event() {
    return event;
  }

  /**
   * Where it was thrown: the innermost frame of the application's own code, else of a library's;
   * null when the throwable has no stack, or one of the JDK's code alone.
   *
   * @param api what the finding says was called there
   */
  public @Nullable Site site(Docket docket, String api) {
    return site(docket, trace, api, false);
  }

  /**
   * Where a reader looks first who knows what ran: the last line of that class in the stack of the
   * first cause, else of the application's own code, else of a library's, where the task is of the
   * JDK's or not known.
   *
   * @param host the name of the class that is known to have run, without the suffix of a hidden one
   * @param task that class, or one hidden in it; null when it is not known
   * @param api tells apart what fails at one place
   */
  public Site site(Docket docket, String host, @Nullable Class<?> task, String api) {
    for (StackTraceElement frame : first.frames()) {
      if (Identity.unhidden(frame.getClassName()).equals(host)) {
        return Trace.site(frame, api);
      }
    }
    Site site = site(docket, first, api, task != null && !Jdk.has(task));
    String source = task == null ? null : CodeSources.path(task);
    return site != null ? site : new Site(host, "run", "", null, 0, api, 0, source);
  }

  private static @Nullable Site site(Docket docket, Trace trace, String api, boolean ownOnly) {
    Site library = null;
    for (StackTraceElement frame : trace.frames()) {
      if (!Trace.ofTheJdk(frame)) {
        Site site = Trace.site(frame, api);
        if (docket.own(site)) {
          return site;
        }
        library = library == null && !ownOnly ? site : library;
      }
    }
    return library;
  }

  /**
   * The class of the method that a class of the JDK's called, on the way to where it was thrown.
   *
   * @return null when the stack does not tell
   */
  public @Nullable String below(String caller) {
    StackTraceElement[] frames = trace.frames();
    for (int i = 1; i < frames.length; i++) {
      if (frames[i].getClassName().equals(caller)) {
        return Identity.unhidden(frames[i - 1].getClassName());
      }
    }
    return null;
  }

  /**
   * Where the throwable was made, if it was in that line, and not only passed through it; null
   * otherwise, and where lines are not known.
   *
   * @param line from 1; anything else when it is not known
   * @param api what the finding says was called there
   */
  public @Nullable Site madeAt(String className, String method, int line, String api) {
    StackTraceElement[] all = trace.frames();
    return line > 0
            && all.length > 0
            && all[0].getLineNumber() == line
            && all[0].getClassName().equals(className)
            && all[0].getMethodName().equals(method)
        ? Trace.site(all[0], api)
        : null;
  }
}
