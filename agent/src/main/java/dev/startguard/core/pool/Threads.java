package dev.startguard.core.pool;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** The threads of this JVM, without the locks of their groups. */
public final class Threads {
  private Threads() {}

  /** Those that live and are none of the JVM's own; virtual ones are not among them. */
  public static @Nullable Thread[] all() {
    try {
      return (Thread[]) Parts.ALL.invoke();
    } catch (Error fatal) {
      throw fatal;
    } catch (Throwable none) {
      return new Thread[0];
    }
  }

  private static final class Parts {
    static final MethodHandle ALL = Internals.function(Thread.class, "getThreads", Thread[].class);

    private Parts() {}
  }
}
