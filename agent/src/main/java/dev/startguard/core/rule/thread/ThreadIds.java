package dev.startguard.core.rule.thread;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which thread it is, read without its methods, of which the application may have its own. Looked
 * up when first needed, never before {@code main}.
 */
final class ThreadIds {
  /** The id of the thread that the JVM starts a program on. */
  private static final long MAIN = 1;

  private static final VarHandle ID;

  static {
    try {
      ID =
          MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
              .findVarHandle(Thread.class, "tid", long.class);
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  private ThreadIds() {}

  static boolean main(Thread thread) {
    return id(thread) == MAIN;
  }

  /** Its number, which no other thread ever has. */
  static long id(Thread thread) {
    return (long) ID.get(thread);
  }
}
