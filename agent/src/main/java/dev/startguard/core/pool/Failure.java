package dev.startguard.core.pool;

import dev.startguard.core.rule.CodeSources;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.Identity;
import dev.startguard.core.rule.SameThrowable;
import dev.startguard.core.rule.Site;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a task failed with: classes and places alone, since a message may hold a secret. Keeps
 * nothing of the exception alive, and calls none of its methods, which may be the application's.
 */
public final class Failure {
  /** A chain of causes that is longer, or a circle, is not followed to its end. */
  private static final int DEPTH = 50;

  private final Class<?> type;
  private final Class<?> root;
  private final StackTraceElement[] stack;
  private final Object cause;

  private Failure(Class<?> type, Class<?> root, StackTraceElement[] stack, Object cause) {
    this.type = type;
    this.root = root;
    this.stack = stack;
    this.cause = cause;
  }

  /** Reads the stack that the exception brought along, and its first cause's. */
  public static Failure of(Throwable thrown) {
    Throwable bare = bare(thrown);
    Throwable root = root(bare);
    return new Failure(bare.getClass(), root.getClass(), stack(root), new SameThrowable(bare));
  }

  /** What failed, without what futures wrap around it. */
  public static Throwable bare(Throwable thrown) {
    Throwable bare = thrown;
    for (int i = 0; i < DEPTH; i++) {
      Throwable cause =
          bare.getClass() == CompletionException.class
                  || bare.getClass() == ExecutionException.class
              ? cause(bare)
              : null;
      if (cause == null) {
        return bare;
      }
      bare = cause;
    }
    return bare;
  }

  /** Its first cause. */
  public static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int i = 0; i < DEPTH; i++) {
      Throwable cause = cause(root);
      if (cause == null) {
        return root;
      }
      root = cause;
    }
    return root;
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    Throwable cause = (Throwable) Parts.CAUSE.get(thrown);
    return cause == thrown ? null : cause; // which stands for one that may still be set
  }

  private static StackTraceElement[] stack(Throwable thrown) {
    try {
      return (StackTraceElement[]) Parts.STACK.invoke(thrown);
    } catch (Error fatal) {
      throw fatal;
    } catch (Throwable none) {
      return new StackTraceElement[0];
    }
  }

  /** {@code java.lang.IllegalStateException at com.acme.Prices.load(Prices.java:41)}. */
  public String text() {
    String types = type == root ? type.getName() : type.getName() + ", caused by " + root.getName();
    for (StackTraceElement frame : stack) {
      if (!ofJdk(frame)) {
        return types + " at " + frame;
      }
    }
    return types;
  }

  /**
   * The class of the method that a class of the JDK's called.
   *
   * @return null when the stack does not tell
   */
  public @Nullable String below(String caller) {
    for (int i = 1; i < stack.length; i++) {
      if (stack[i].getClassName().equals(caller)) {
        return Identity.unhidden(stack[i - 1].getClassName());
      }
    }
    return null;
  }

  /** Equal for findings of the same event. */
  public Object cause() {
    return cause;
  }

  /**
   * Where a reader looks first: the last line of the task's own class that was running, else of the
   * application's own code, else of any but the JDK's.
   *
   * @param host the task's class, as {@link Tasks#host} names it
   * @param task that class, or one derived from it; null when it is not known
   * @param api tells apart what fails at one place
   */
  public Site site(Docket docket, String host, @Nullable Class<?> task, String api) {
    StackTraceElement own = null;
    StackTraceElement any = null;
    for (StackTraceElement frame : stack) {
      if (Identity.unhidden(frame.getClassName()).equals(host)) {
        return site(frame, task, api);
      }
      if (!ofJdk(frame)) {
        any = any == null ? frame : any;
        own = own == null && docket.own(site(frame, null, api)) ? frame : own;
      }
    }
    StackTraceElement best = own == null && (task == null || Jdk.has(task)) ? any : own;
    return best != null
        ? site(best, null, api)
        : new Site(host, "run", "", null, 0, api, 0, task == null ? null : CodeSources.path(task));
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

  private static boolean ofJdk(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  private static final class Parts {
    static final VarHandle CAUSE = Internals.field(Throwable.class, "cause", Throwable.class);
    static final MethodHandle STACK =
        Internals.method(Throwable.class, "getOurStackTrace", StackTraceElement[].class);

    private Parts() {}
  }
}
