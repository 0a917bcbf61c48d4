package dev.startguard.core.pool;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/** Looks into the locks that the JDK has in classes, rather than in the JVM. */
public final class Locks {
  /** ReentrantLock and ReentrantReadWriteLock: nobody but its owner can give such a lock back. */
  private static final String REENTRANT = "java.util.concurrent.locks.Reentrant";

  private Locks() {}

  /**
   * Who has the lock.
   *
   * @param blocker what a thread is parked for
   * @return null when nobody has it, when readers have it, and when it is none of these locks
   */
  public static @Nullable Thread owner(@Nullable Object blocker) {
    return blocker instanceof AbstractOwnableSynchronizer lock
            && lock.getClass().getName().startsWith(REENTRANT)
        ? (Thread) Parts.OWNER.getVolatile(lock)
        : null;
  }

  private static final class Parts {
    static final VarHandle OWNER =
        Internals.field(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread", Thread.class);

    private Parts() {}
  }
}
