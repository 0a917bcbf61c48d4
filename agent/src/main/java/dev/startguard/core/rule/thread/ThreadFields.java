package dev.startguard.core.rule.thread;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a thread holds, read without its methods, of which the application may have its own. Looked
 * up when first needed, never before {@code main}.
 */
final class ThreadFields {
  /** The id of the thread that the JVM starts a program on. */
  private static final long MAIN = 1;

  private static final VarHandle ID;

  /** Where {@link #TASK} lies, on JDK 19 and later; null before. */
  private static final @Nullable VarHandle HOLDER;

  private static final VarHandle TASK;

  static {
    try {
      MethodHandles.Lookup inside =
          MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
      ID = inside.findVarHandle(Thread.class, "tid", long.class);
      if (Runtime.version().feature() < 19) {
        HOLDER = null;
        TASK = inside.findVarHandle(Thread.class, "target", Runnable.class);
      } else {
        Class<?> holder = inside.findClass("java.lang.Thread$FieldHolder");
        HOLDER = inside.findVarHandle(Thread.class, "holder", holder);
        TASK = inside.findVarHandle(holder, "task", Runnable.class);
      }
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  private ThreadFields() {}

  static boolean main(Thread thread) {
    return id(thread) == MAIN;
  }

  /** Its number, which no other thread ever has. */
  static long id(Thread thread) {
    return (long) ID.get(thread);
  }

  /** What it was given to run; null when that is unknown. */
  static @Nullable Object task(Thread thread) {
    VarHandle outer = HOLDER;
    if (outer == null) {
      return TASK.get(thread);
    }
    Object holder = outer.get(thread);
    return holder == null ? null : TASK.get(holder);
  }
}
