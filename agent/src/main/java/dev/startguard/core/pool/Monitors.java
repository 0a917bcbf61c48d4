package dev.startguard.core.pool;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the monitor of an object that another has. A JVM before 25 tells JMX alone, which
 * none of ours loads: there nothing is known before the application itself has. To look stops the
 * thread for some microseconds: for those that are suspected already.
 */
public final class Monitors {
  private static final boolean SNAPSHOTS = Runtime.version().feature() >= 25;

  private static volatile @Nullable Jmx jmx;

  private Monitors() {}

  /** What JMX tells. */
  public interface Jmx {
    /**
     * Whether the one waits for a monitor that the other has.
     *
     * @param blocked a thread's id
     * @param owner another's
     */
    boolean waits(long blocked, long owner);
  }

  /** From now on it may be asked. */
  public static void askJmx(Jmx loaded) {
    jmx = loaded;
  }

  /** Whether this JVM tells. */
  public static boolean told() {
    return SNAPSHOTS || jmx != null;
  }

  /** Whether the thread waits for a monitor that the owner has; false when that is not told. */
  public static boolean waits(Thread blocked, Thread owner) {
    Jmx asked = jmx;
    if (!Threads.blocked(blocked)) {
      return false;
    }
    try {
      return SNAPSHOTS
          ? Snapshots.waits(blocked, owner)
          : asked != null && asked.waits(Threads.id(blocked), Threads.id(owner));
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable refused) { // by a security manager; before 19 JMX calls a thread's own getId
      return false;
    }
  }

  private static final class Snapshots {
    /** What is said of an object that is waited for: {@code WAITING_TO_LOCK}. */
    private static final int WAITING_TO_LOCK = 1;

    /** What is said of a monitor that is held: {@code LOCKED}. */
    private static final int LOCKED = 0;

    private static final String NAME = "jdk.internal.vm.ThreadSnapshot";
    private static final Class<?> SNAPSHOT = Internals.type(NAME);
    private static final Class<?> LOCK = Internals.type(NAME + "$ThreadLock");
    private static final MethodHandle CREATE =
        Internals.function(SNAPSHOT, "create", SNAPSHOT, Thread.class)
            .asType(MethodType.methodType(Object.class, Thread.class));
    private static final VarHandle WANTED =
        Internals.field(SNAPSHOT, "blockerObject", Object.class);
    private static final VarHandle WANTED_HOW =
        Internals.field(SNAPSHOT, "blockerTypeOrdinal", int.class);
    private static final VarHandle LOCKS = Internals.field(SNAPSHOT, "locks", LOCK.arrayType());
    private static final VarHandle HOW = Internals.field(LOCK, "typeOrdinal", int.class);
    private static final VarHandle OBJECT = Internals.field(LOCK, "obj", Object.class);

    private Snapshots() {}

    static boolean waits(Thread blocked, Thread owner) {
      Object seen = of(blocked);
      Object wanted =
          seen != null && (int) WANTED_HOW.get(seen) == WAITING_TO_LOCK ? WANTED.get(seen) : null;
      return wanted != null && has(owner, wanted);
    }

    private static boolean has(Thread thread, Object object) {
      Object seen = of(thread);
      @Nullable Object[] locks = seen == null ? null : (Object[]) LOCKS.get(seen);
      if (locks != null) {
        for (Object lock : locks) {
          if (lock != null && (int) HOW.get(lock) == LOCKED && OBJECT.get(lock) == object) {
            return true;
          }
        }
      }
      return false;
    }

    private static @Nullable Object of(Thread thread) {
      try {
        return (Object) CREATE.invoke(thread);
      } catch (Error fatal) {
        throw fatal;
      } catch (Throwable none) {
        return null;
      }
    }
  }
}
