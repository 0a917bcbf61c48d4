package dev.startguard.core.weave.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  public static final String NAME = "java/lang/Startguard$1";

  public static final String LINK = "link";

  public static final String LINK_DESCRIPTOR =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/String;Ljava/lang/String;)Ljava/lang/invoke/CallSite;";

  /** Overloaded by the number of arguments. */
  public static final String HOOK = "hook";

  /** Overloaded by primitive type. */
  public static final String BOX = "box";

  public static final String PROBE = "probe";
  public static final String PROBE_DESCRIPTOR = "(I[Ljava/lang/Object;)V";

  /** The class file, which the build writes: {@link BridgeWriter}. */
  static final String FILE = "bridge-file";

  static final String LINKER = "linker";
  static final String HOOKS = "hooks";
  static final String OLD = "old";
  static final String DONE = "done";

  /** What the rules read fields of; a JVM of another make may lack one. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.text",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.locks",
          "jdk.internal.vm");

  private static volatile @Nullable Class<?> bridge;
  private static volatile boolean opened;

  private Bridge() {}

  /**
   * Has the class defined from within, if the current thread is a {@link Courier} and the JVM lets
   * us; else as {@link #define} does.
   *
   * @throws ReflectiveOperationException when the JVM refuses
   */
  public static void plant(Instrumentation instrumentation) throws ReflectiveOperationException {
    if (Thread.currentThread() instanceof Courier courier) {
      courier.carry(Courier.CLASS, file());
      if (Seed.sow(instrumentation, courier)) {
        return;
      }
    }
    define(instrumentation);
  }

  /** That of a class which takes from a courier what its fields hold. */
  private static byte[] file() {
    try (InputStream in = Bridge.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("no " + FILE);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /**
   * Defines the class, or takes the one that is there.
   *
   * @throws ReflectiveOperationException when the JVM refuses
   */
  public static void define(Instrumentation instrumentation) throws ReflectiveOperationException {
    open(instrumentation);
    MethodHandles.Lookup inside =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    Class<?> defined;
    try {
      defined = inside.defineClass(BridgeCode.write(false));
    } catch (LinkageError present) {
      defined = inside.findClass(NAME.replace('/', '.'));
    }
    bridge = defined;
  }

  /**
   * Opens {@code java.lang}, and the packages whose fields the rules read, to our own module alone.
   */
  public static void open(Instrumentation instrumentation) {
    if (opened) {
      return;
    }
    Module base = Object.class.getModule();
    instrumentation.redefineModule(
        base, Set.of(), Map.of(), opens(base.getPackages()), Set.of(), Map.of());
    opened = true;
  }

  /**
   * For our own module, by package.
   *
   * @param present the packages that the module has: one that it lacks would have all refused
   */
  static Map<String, Set<Module>> opens(Set<String> present) {
    Set<Module> us = Set.of(Bridge.class.getModule());
    Map<String, Set<Module>> opens = new HashMap<>();
    for (String name : OPENED) {
      if (present.contains(name)) {
        opens.put(name, us);
      }
    }
    return opens;
  }

  /**
   * Has it ask this linker from now on, and hand on to these hooks what hooked methods pass. What
   * is linked already stays as it is. To be called after {@link #plant}, on the same thread, or
   * after {@link #define}.
   *
   * @param done by probe of old classes, whether it is no longer asked for
   * @param old who is given the values of the others
   * @throws ReflectiveOperationException when the class has no such fields
   */
  public static void serve(
      Function<Object[], Object> linker,
      boolean[] done,
      BiConsumer<Object, Object> old,
      BiConsumer<Object, Object> hooks)
      throws ReflectiveOperationException {
    Class<?> type = bridge;
    if (type == null) {
      Courier courier = (Courier) Thread.currentThread();
      courier.carry(Courier.LINKER, linker);
      courier.carry(Courier.DONE, done);
      courier.carry(Courier.OLD, old);
      courier.carry(Courier.HOOKS, hooks);
      bridge = Class.forName(NAME.replace('/', '.'), true, null);
      courier.rest();
      return;
    }
    set(type, LINKER, Function.class, linker);
    set(type, DONE, boolean[].class, done);
    set(type, OLD, BiConsumer.class, old);
    set(type, HOOKS, BiConsumer.class, hooks);
  }

  private static void set(Class<?> owner, String name, Class<?> type, Object value)
      throws ReflectiveOperationException {
    VarHandle field =
        MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
            .findStaticVarHandle(owner, name, type);
    field.setVolatile(value);
  }
}
