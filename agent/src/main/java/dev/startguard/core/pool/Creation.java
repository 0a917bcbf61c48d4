package dev.startguard.core.pool;

import dev.startguard.core.rule.Jdk;
import dev.startguard.core.rule.Site;
import java.lang.StackWalker.StackFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds who creates an object, below the JDK's method that is hooked. Of an object that the JDK
 * creates for purposes of its own, nobody.
 */
final class Creation implements Consumer<StackFrame> {
  private static final String EXECUTORS = "java.util.concurrent.Executors";

  private final String hooked;
  private final Object made;
  private final String api;
  private boolean inside;
  private boolean ended;
  private @Nullable Site maker;
  private @Nullable Site creator;

  /**
   * @param hooked the class of the hooked method
   * @param made the object
   * @param api what is called
   */
  Creation(String hooked, Object made, String api) {
    this.hooked = hooked;
    this.made = made;
    this.api = api;
  }

  /** Looks at the stack of this thread. */
  void look() {
    StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).forEach(this);
  }

  /** Who calls the constructor, were it the one of a class derived from it; null for the JDK. */
  @Nullable Site maker() {
    return maker;
  }

  /** Who creates the object; null for the JDK, and where that is not known. */
  @Nullable Site creator() {
    return creator;
  }

  @Override
  public void accept(StackFrame frame) {
    if (ended) {
      return;
    }
    Class<?> type = frame.getDeclaringClass();
    if (!inside) {
      inside = type.getName().equals(hooked);
      return;
    }
    if (Jdk.has(type)) {
      ended = !type.isInstance(made) && !type.getName().startsWith(EXECUTORS);
      return;
    }
    Site site = Caller.at(frame, api);
    if (maker == null) {
      maker = site;
    }
    if (!type.isInstance(made) || !frame.getMethodName().equals("<init>")) {
      creator = site;
      ended = true;
    }
  }
}
