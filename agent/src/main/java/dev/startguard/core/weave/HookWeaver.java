package dev.startguard.core.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts hooks into methods of the JDK. Adds no method and no field, so that classes which are loaded
 * already can have them.
 */
public final class HookWeaver implements ClassFileTransformer {
  /** Of those that are hooked, HotSpot's {@code vmClasses}. */
  private static final List<String> KNOWN_BY_NAME =
      List.of("java/lang/Throwable", "java/lang/ThreadGroup", "java/lang/Thread");

  private final Hooks hooks;

  /** By hook: whether its method was found. Written by the thread that transforms. */
  private final boolean[] woven;

  /** By hook: whether a method of it was found that cannot have it. */
  private final boolean[] refused;

  /** The bridge must have been given the same hooks. */
  public HookWeaver(Hooks hooks) {
    this.hooks = hooks;
    woven = new boolean[hooks.size()];
    refused = new boolean[hooks.size()];
  }

  /**
   * Weaves every hook whose method is there, and stays, for other agents' transformations. Loads
   * the hooked classes, but initialises none.
   *
   * @return the hooks that are not woven: their method or class is missing, a method of theirs
   *     cannot have them, or the JVM refuses
   */
  public List<Hook> weave(Instrumentation instrumentation) {
    return weave(instrumentation, false);
  }

  /**
   * The same.
   *
   * @param spare whether to leave those classes alone that the JVM knows by name
   */
  public List<Hook> weave(Instrumentation instrumentation, boolean spare) {
    List<Class<?>> types = present(instrumentation, spare);
    instrumentation.addTransformer(this, true);
    if (!types.isEmpty() && !retransform(instrumentation, types.toArray(new Class<?>[0]))) {
      for (Class<?> type : types) {
        if (!retransform(instrumentation, type)) {
          forget(type.getName().replace('.', '/'));
        }
      }
    }
    List<Hook> missing = new ArrayList<>();
    for (int i = 0; i < woven.length; i++) {
      if (!woven[i] || refused[i]) {
        missing.add(hooks.get(i));
      }
    }
    return missing;
  }

  private List<Class<?>> present(Instrumentation instrumentation, boolean spare) {
    List<Class<?>> types = new ArrayList<>();
    for (String owner : hooks.owners()) {
      if (spare && KNOWN_BY_NAME.contains(owner)) {
        continue;
      }
      Class<?> type = load(owner.replace('/', '.'));
      if (type != null && instrumentation.isModifiableClass(type)) {
        types.add(type);
      }
    }
    return types;
  }

  private static @Nullable Class<?> load(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
  }

  private static boolean retransform(Instrumentation instrumentation, Class<?>... types) {
    try {
      instrumentation.retransformClasses(types);
      return true;
    } catch (Throwable refused) { // by the verifier, or for another agent's fault
      return false;
    }
  }

  private void forget(String owner) {
    for (int i = 0; i < woven.length; i++) {
      woven[i] &= !hooks.get(i).owner().equals(owner);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    try {
      return className == null || loader != null || !hooks.owns(className) ? null : weave(file);
    } catch (Throwable fault) { // out of a transformer it would vanish
      return null;
    }
  }

  /** Null when the class has none of the hooked methods. */
  byte @Nullable [] weave(byte[] file) {
    ClassPatch patch = new ClassPatch(hooks, file);
    byte[] after = patch.patched();
    for (int number : patch.woven()) {
      woven[number] = true;
    }
    for (int number : patch.refused()) {
      refused[number] = true;
    }
    return after;
  }
}
