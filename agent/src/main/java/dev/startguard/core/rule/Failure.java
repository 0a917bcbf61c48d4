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
  private final @Nullable Object backtrace;
  private final int depth;
  private final SameThrowable event;
  private StackTraceElement @Nullable [] frames;

  /** Costs no more than a few reads: the frames are put together when they are asked for. */
  public Failure(Throwable thrown) {
    Throwable cause = root(thrown);
    type = thrown.getClass().getName();
    root = innermost(thrown).getClass().getName();
    Throwable told = ThrowableFields.backtrace(cause) == null ? thrown : cause;
    backtrace = ThrowableFields.backtrace(told);
    depth = ThrowableFields.depth(told);
    event = new SameThrowable(cause);
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

  private static Throwable innermost(Throwable thrown) {
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

  /** The name of the throwable's class. */
  public String type() {
    return type;
  }

  /** The same, and the innermost cause's where that is another: what a reader is told of it. */
  public String text() {
    return root.equals(type) ? type : type + ", caused by " + root;
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
    Site library = null;
    for (StackTraceElement frame : frames()) {
      Class<?> type = ThrowableFields.declaring(frame);
      if (!ofTheJdk(type)) {
        Site site = site(frame, type, api);
        if (docket.own(site)) {
          return site;
        }
        library = library == null ? site : library;
      }
    }
    return library;
  }

  /** Whether the throwable was made in that method, and not only passed through it. */
  public boolean madeIn(String className, String method) {
    StackTraceElement[] all = frames();
    return all.length > 0
        && all[0].getClassName().equals(className)
        && all[0].getMethodName().equals(method);
  }

  private StackTraceElement[] frames() {
    StackTraceElement[] known = frames;
    if (known == null) {
      known = new StackTraceElement[0];
      if (backtrace != null) {
        try {
          known = ThrowableFields.frames(backtrace, depth);
        } catch (VirtualMachineError exhausted) {
          throw exhausted;
        } catch (Throwable unreadable) {
          // then there are none
        }
      }
      frames = known;
    }
    return known;
  }

  private static Site site(StackTraceElement frame, @Nullable Class<?> type, String api) {
    return new Site(
        frame.getClassName(),
        frame.getMethodName(),
        "",
        frame.getFileName(),
        Math.max(0, frame.getLineNumber()),
        api,
        0,
        type == null ? null : CodeSources.path(type));
  }

  private static boolean ofTheJdk(@Nullable Class<?> type) {
    ClassLoader loader = type == null ? null : type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }
}
