package dev.startguard.core.weave.hook;

import dev.startguard.core.weave.bridge.Seed;
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
      List.of("java.lang.Throwable", "java.lang.ThreadGroup", "java.lang.Thread");

  private final Hooks hooks;

  /** By hook: whether its method was found. Written by whoever loads its class. */
  private final boolean[] woven;

  /** By hook: whether a method of it was found that cannot have it. */
  private final boolean[] refused;

  private @Nullable Instrumentation instrumentation;

  /** Whether those classes are left alone that the JVM knows by name. */
  private boolean sparing;

  /** The bridge must have been given the same hooks. */
  public HookWeaver(Hooks hooks) {
    this.hooks = hooks;
    woven = new boolean[hooks.size()];
    refused = new boolean[hooks.size()];
  }

  /**
   * Weaves the classes that are loaded already, and from now on each one that loads; stays, for
   * other agents' transformations.
   *
   * @param spare whether to leave those classes alone that the JVM knows by name
   */
  public void begin(Instrumentation jvm, boolean spare) {
    instrumentation = jvm;
    sparing = spare;
    jvm.addTransformer(this, true);
    weave(jvm, open(jvm));
    weave(jvm, open(jvm)); // another thread was loading it: too early for us, not yet loaded
  }

  /**
   * Weaves every hook at once.
   *
   * @return those that are {@link #missing}
   */
  public List<Hook> weave(Instrumentation instrumentation) {
    begin(instrumentation, false);
    return missing();
  }

  /**
   * The hooks that are not woven: their method or class is missing, a method of theirs cannot have
   * them, or the JVM refuses. Loads the hooked classes, but initialises none. A class that was
   * loaded within a transformer's work, which the JVM shows to no transformer, is woven here.
   */
  public List<Hook> missing() {
    for (String owner : hooks.owners()) {
      load(owner.replace('/', '.'));
    }
    Instrumentation jvm = instrumentation;
    if (jvm != null) {
      weave(jvm, open(jvm));
    }
    List<Hook> missing = new ArrayList<>();
    for (int i = 0; i < woven.length; i++) {
      if (!woven[i] || refused[i]) {
        missing.add(hooks.get(i));
      }
    }
    return missing;
  }

  /** Whether that hook is woven by now. */
  @SuppressWarnings("ReferenceEquality") // a record's equals costs a cold JVM milliseconds
  public boolean weaves(Hook hook) {
    for (int i = 0; i < woven.length; i++) {
      if (hooks.get(i) == hook) {
        return woven[i] && !refused[i];
      }
    }
    return false;
  }

  /** The loaded classes of whose hooks there is one that was neither woven nor refused. */
  private List<Class<?>> open(Instrumentation jvm) {
    List<String> names = new ArrayList<>();
    for (String owner : hooks.owners()) {
      String name = owner.replace('/', '.');
      if (isOpen(owner) && !(sparing && KNOWN_BY_NAME.contains(name))) {
        names.add(name);
      }
    }
    List<Class<?>> types = new ArrayList<>();
    if (!names.isEmpty()) {
      for (Class<?> type : jvm.getInitiatedClasses(null)) {
        if (names.contains(type.getName())) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private boolean isOpen(String owner) {
    for (int i = 0; i < woven.length; i++) {
      if (!woven[i] && !refused[i] && hooks.get(i).owner().equals(owner)) {
        return true;
      }
    }
    return false;
  }

  private void weave(Instrumentation jvm, List<Class<?>> types) {
    if (!types.isEmpty() && !retransform(jvm, types.toArray(new Class<?>[0]))) {
      for (Class<?> type : types) {
        if (!retransform(jvm, type)) {
          forget(type.getName().replace('.', '/'));
        }
      }
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, null);
    } catch (ClassNotFoundException | LinkageError absent) {
      // its hooks are missing
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
      if (className == null || loader != null) {
        return null;
      }
      if (loaded != null && Seed.NAME.equals(className) && Seed.isSown()) {
        return Seed.sown(file); // for another agent's transformation: it was loaded with that
      }
      return hooks.owns(className) ? weave(file) : null;
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
