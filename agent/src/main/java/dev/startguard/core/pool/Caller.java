package dev.startguard.core.pool;

import dev.startguard.core.rule.CodeSources;
import dev.startguard.core.rule.Jdk;
import dev.startguard.core.rule.Site;
import java.lang.StackWalker.StackFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds who called the JDK's method that is hooked: the first that is not the JDK's. */
public final class Caller implements Consumer<StackFrame> {
  private final String hooked;
  private final String api;
  private boolean inside;
  private @Nullable Site site;

  private Caller(String hooked, String api) {
    this.hooked = hooked;
    this.api = api;
  }

  /**
   * Looks at the stack of this thread; null for a thread of the JDK's.
   *
   * @param hooked the internal name of the hooked method's class
   * @param api what is called
   */
  public static @Nullable Site of(String hooked, String api) {
    Caller caller = new Caller(hooked.replace('/', '.'), api);
    StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).forEach(caller);
    return caller.site;
  }

  @Override
  public void accept(StackFrame frame) {
    if (site == null) {
      inside |= frame.getClassName().equals(hooked);
      if (inside && !Jdk.has(frame.getDeclaringClass())) {
        site = at(frame, api);
      }
    }
  }

  /** Two calls in one method are told apart by where in its code they are. */
  static Site at(StackFrame frame, String api) {
    return new Site(
        frame.getClassName(),
        frame.getMethodName(),
        frame.getDescriptor(),
        frame.getFileName(),
        Math.max(0, frame.getLineNumber()),
        api,
        frame.getByteCodeIndex(),
        CodeSources.path(frame.getDeclaringClass()));
  }
}
