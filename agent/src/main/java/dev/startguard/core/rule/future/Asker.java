package dev.startguard.core.rule.future;

import java.lang.StackWalker.StackFrame;
import java.util.function.Consumer;

/** Who is given an exception by a task's future. */
final class Asker implements Consumer<StackFrame> {
  private static final String EXCEPTION = "java.util.concurrent.ExecutionException";
  private static final String TASK = "java.util.concurrent.FutureTask";
  private static final String GROUP = "java.util.concurrent.AbstractExecutorService";

  private boolean made;
  private boolean inside;
  private boolean over;
  private boolean waits;

  private Asker() {}

  /**
   * Whether it is the JDK's {@code invokeAll}, which only waits, and drops it: looks at the stack
   * of this thread, on which the exception is made.
   */
  static boolean onlyWaits() {
    Asker asker = new Asker();
    StackWalker.getInstance().forEach(asker);
    return asker.waits;
  }

  @Override
  public void accept(StackFrame frame) {
    String name = frame.getClassName();
    if (over) {
      return;
    }
    if (made && !name.equals(EXCEPTION)) {
      boolean task = name.equals(TASK);
      over = !task;
      waits = inside && name.equals(GROUP) && frame.getMethodName().equals("invokeAll");
      inside = task;
    }
    made |= name.equals(EXCEPTION);
  }
}
