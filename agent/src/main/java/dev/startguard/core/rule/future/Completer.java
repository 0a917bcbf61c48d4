package dev.startguard.core.rule.future;

import dev.startguard.core.rule.Failure;
import dev.startguard.core.rule.Site;
import java.lang.StackWalker.StackFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who completes a future by hand: the line that calls it. */
final class Completer implements Consumer<StackFrame> {
  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  private boolean inside;
  private boolean found;
  private String className = "";
  private String method = "";
  private int line;

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
      line = frame.getLineNumber();
    }
    inside |= future;
  }

  /**
   * Where that failure was made, if the very line did it that completes; null otherwise, and where
   * lines are not known.
   *
   * @param api what the finding says was called there
   */
  @Nullable Site madeHere(Failure failure, String api) {
    return failure.madeAt(className, method, line, api);
  }
}
