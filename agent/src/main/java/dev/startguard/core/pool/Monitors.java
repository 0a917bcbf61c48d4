package dev.startguard.core.pool;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Who has, and who waits for, the monitor of an object: what a JVM before 25 tells JMX alone. To
 * look stops the thread for some microseconds: for those that are suspected already.
 */
public final class Monitors {
  /** What a snapshot says of an object that is waited for: {@code WAITING_TO_LOCK}. */
  private static final int WAITING_TO_LOCK = 1;

  /** What it says of a monitor that is held: {@code LOCKED}. */
  private static final int LOCKED = 0;

  private static final boolean TOLD = Runtime.version().feature() >= 25;

  private Monitors() {}

  /** Whether this JVM tells. */
  public static boolean told() {
    return TOLD;
  }

  /** The object for whose monitor the thread waits; null for none, and when that is not told. */
  public static @Nullable Object wanted(Thread thread) {
    Object seen = TOLD && Threads.blocked(thread) ? snapshot(thread) : null;
    return seen != null && (int) Parts.WANTED_HOW.get(seen) == WAITING_TO_LOCK
        ? Parts.WANTED.get(seen)
        : null;
  }

  /** Whether the thread has the monitor of the object; false when that is not told. */
  public static boolean has(Thread thread, Object object) {
    Object seen = TOLD ? snapshot(thread) : null;
    @Nullable Object[] locks = seen == null ? null : (Object[]) Parts.LOCKS.get(seen);
    if (locks != null) {
      for (Object lock : locks) {
        if (lock != null
            && (int) Parts.HOW.get(lock) == LOCKED
            && Parts.OBJECT.get(lock) == object) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable Object snapshot(Thread thread) {
    try {
      return (Object) Parts.CREATE.invoke(thread);
    } catch (Error fatal) {
      throw fatal;
    } catch (Throwable none) {
      return null;
    }
  }

  private static final class Parts {
    private static final String NAME = "jdk.internal.vm.ThreadSnapshot";
    private static final Class<?> SNAPSHOT = Internals.type(NAME);
    private static final Class<?> LOCK = Internals.type(NAME + "$ThreadLock");
    static final MethodHandle CREATE =
        Internals.function(SNAPSHOT, "create", SNAPSHOT, Thread.class)
            .asType(MethodType.methodType(Object.class, Thread.class));
    static final VarHandle WANTED = Internals.field(SNAPSHOT, "blockerObject", Object.class);
    static final VarHandle WANTED_HOW = Internals.field(SNAPSHOT, "blockerTypeOrdinal", int.class);
    static final VarHandle LOCKS = Internals.field(SNAPSHOT, "locks", LOCK.arrayType());
    static final VarHandle HOW = Internals.field(LOCK, "typeOrdinal", int.class);
    static final VarHandle OBJECT = Internals.field(LOCK, "obj", Object.class);

    private Parts() {}
  }
}
