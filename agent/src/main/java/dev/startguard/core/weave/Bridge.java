package dev.startguard.core.weave;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one class of ours that woven code names. It lies in {@code java.lang}, where every loader,
 * module and container finds it, and hands each link over through a {@link Function}, so that none
 * of our types is seen.
 */
public final class Bridge {
  /** Versioned: another release of the agent in the same JVM brings its own. */
  static final String NAME = "java/lang/Startguard$1";

  static final String LINK = "link";

  static final String LINK_DESCRIPTOR =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/String;Ljava/lang/String;)Ljava/lang/invoke/CallSite;";

  /** Overloaded by the number of arguments. */
  static final String HOOK = "hook";

  /** Overloaded by primitive type. */
  static final String BOX = "box";

  static final String PROBE = "probe";
  static final String PROBE_DESCRIPTOR = "(I[Ljava/lang/Object;)V";

  static final String LINKER = "linker";
  static final String HOOKS = "hooks";
  static final String OLD = "old";
  static final String DONE = "done";

  private static volatile @Nullable Class<?> bridge;

  private Bridge() {}

  /**
   * Defines the class, or takes the one that is there. Opens {@code java.lang}, and the packages
   * whose fields the rules read, to our own module alone.
   *
   * @throws ReflectiveOperationException when the JVM refuses
   */
  public static void define(Instrumentation instrumentation) throws ReflectiveOperationException {
    bridge = defined(instrumentation);
  }

  /**
   * Has it ask this linker from now on, and hand on to these hooks what hooked methods pass. What
   * is linked already stays as it is. To be called after {@link #define}.
   *
   * @throws ReflectiveOperationException when the class has no such fields
   */
  public static void serve(Linker linker, Hooks hooks) throws ReflectiveOperationException {
    Class<?> type = Objects.requireNonNull(bridge, "not defined");
    set(type, LINKER, Function.class, linker);
    set(type, DONE, boolean[].class, linker.done());
    set(type, OLD, BiConsumer.class, linker.old());
    set(type, HOOKS, BiConsumer.class, hooks);
  }

  private static Class<?> defined(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of(
            "java.lang", Set.of(Bridge.class.getModule()),
            "java.util", Set.of(Bridge.class.getModule()),
            "java.util.concurrent", Set.of(Bridge.class.getModule()),
            "java.util.concurrent.locks", Set.of(Bridge.class.getModule())),
        Set.of(),
        Map.of());
    MethodHandles.Lookup inside =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    try {
      return inside.defineClass(BridgeCode.write());
    } catch (LinkageError present) {
      return inside.findClass(NAME.replace('/', '.'));
    }
  }

  private static void set(Class<?> owner, String name, Class<?> type, Object value)
      throws ReflectiveOperationException {
    VarHandle field =
        MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
            .findStaticVarHandle(owner, name, type);
    field.setVolatile(value);
  }
}
