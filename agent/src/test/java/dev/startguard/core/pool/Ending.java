package dev.startguard.core.pool;

import dev.startguard.core.rule.Opened;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;

/** Has this JVM look as if it ran its shutdown hooks. */
public final class Ending {
  private static final VarHandle HOOKS = hooks();

  private static final IdentityHashMap<?, ?> BEFORE = (IdentityHashMap<?, ?>) HOOKS.getVolatile();

  private Ending() {}

  public static void begin() {
    HOOKS.setVolatile((IdentityHashMap<?, ?>) null);
  }

  /** As if nothing had been. */
  public static void undo() {
    HOOKS.setVolatile(BEFORE);
  }

  private static VarHandle hooks() {
    Opened.all();
    try {
      Class<?> type = Class.forName("java.lang.ApplicationShutdownHooks", false, null);
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findStaticVarHandle(type, "hooks", IdentityHashMap.class);
    } catch (ReflectiveOperationException renamed) {
      throw new LinkageError(renamed.getMessage(), renamed);
    }
  }
}
