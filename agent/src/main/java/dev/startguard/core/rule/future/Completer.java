package dev.startguard.core.rule.future;

import java.lang.StackWalker.StackFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who completes a future by hand: the method that called it. */
final class Completer implements Consumer<StackFrame> {
  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  private boolean inside;
  private boolean found;
  private String className = "";
  private String method = "";

  private Completer() {}

  /** Looks at the stack of this thread; null when the JDK completes it. */
  static @Nullable Completer find() {
    Completer completer = new Completer();
    StackWalker.getInstance().forEach(completer);
    return completer.className.startsWith("java.") ? null : completer;
  }

  @Override
  public void accept(StackFrame frame) {
    boolean future = frame.getClassName().equals(FUTURE);
    if (inside && !future && !found) {
      found = true;
      className = frame.getClassName();
      method = frame.getMethodName();
    }
    inside |= future;
  }

  String className() {
    return className;
  }

  String method() {
    return method;
  }
}
