package dev.startguard.core.rule.thread;

import dev.startguard.core.rule.Jdk;
import dev.startguard.finding.CodeLocation;
import java.lang.StackWalker.StackFrame;
import java.util.function.Consumer;

/** The application's frames on the stack of this thread, as far as a reader needs them. */
final class Callers implements Consumer<StackFrame> {
  private static final int MOST = 4;

  private final StringBuilder text = new StringBuilder();
  private int count;

  private Callers() {}

  /** {@code com.acme.Prices.text(Prices.java:41) < com.acme.Shop.show(Shop.java:12)}. */
  static String text() {
    Callers callers = new Callers();
    try {
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).forEach(callers);
    } catch (Enough enough) {
      // the rest of the stack is left alone
    }
    return callers.text.toString();
  }

  @Override
  public void accept(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    if (!Jdk.has(type) && type.getClassLoader() != Callers.class.getClassLoader()) {
      text.append(count == 0 ? "" : " < ").append(text(frame));
      count++;
      if (count == MOST) {
        throw new Enough();
      }
    }
  }

  private static String text(StackFrame frame) {
    return new CodeLocation(
            frame.getClassName(),
            frame.getMethodName(),
            frame.getFileName(),
            Math.max(0, frame.getLineNumber()))
        .text();
  }

  /** Ends a walk, which else only a stream does. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Enough() {
      super(null, null, false, false);
    }
  }
}
