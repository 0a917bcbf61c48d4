package dev.startguard.core.pool;

import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;

/** The threads that the application has given the JVM for its end. */
public final class ShutdownHooks {
  private ShutdownHooks() {}

  /**
   * Whether the JVM has begun to run them: what fails from then on fails since others clean up, and
   * nothing goes on without it.
   */
  public static boolean begun() {
    return (Object) Parts.HOOKS.getVolatile() == null;
  }

  private static final class Parts {
    static final VarHandle HOOKS =
        Internals.common(
            Internals.type("java.lang.ApplicationShutdownHooks"), "hooks", IdentityHashMap.class);

    private Parts() {}
  }
}
