package dev.startguard.core.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Weaves the classes that were loaded before the weaver was there. */
public final class Sweep {
  private Sweep() {}

  /**
   * Has the weaver look at every class that is loaded already, all at once; one by one when one of
   * them spoils that. Where other threads run, a class may have been too far for the weaver to see
   * it load, and yet not be loaded: those that appear meanwhile are looked at after the others.
   *
   * @param instrumentation with the weaver added as one that can retransform
   * @param others whether other threads run, which load classes
   * @return how many classes could not be looked at
   */
  public static int over(Instrumentation instrumentation, boolean others) {
    List<Class<?>> first = candidates(instrumentation);
    int failed = retransform(instrumentation, first.toArray(new Class<?>[0]));
    if (!others) {
      return failed;
    }
    IdentityHashMap<Class<?>, Boolean> looked = new IdentityHashMap<>();
    for (Class<?> type : first) {
      looked.put(type, Boolean.TRUE);
    }
    List<Class<?>> late = new ArrayList<>();
    for (Class<?> type : candidates(instrumentation)) {
      if (!looked.containsKey(type)) {
        late.add(type);
      }
    }
    return failed + retransform(instrumentation, late.toArray(new Class<?>[0]));
  }

  private static List<Class<?>> candidates(Instrumentation instrumentation) {
    List<Class<?>> candidates = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (candidate(type) && instrumentation.isModifiableClass(type)) {
        candidates.add(type);
      }
    }
    return candidates;
  }

  static int retransform(Instrumentation instrumentation, Class<?>... types) {
    if (types.length == 0) {
      return 0;
    }
    try {
      instrumentation.retransformClasses(types);
      return 0;
    } catch (Throwable spoilt) {
      int failed = 0;
      for (Class<?> type : types) {
        failed += alone(instrumentation, type);
      }
      return failed;
    }
  }

  private static int alone(Instrumentation instrumentation, Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
      return 0;
    } catch (Throwable spoilt) { // a class that the JVM or another agent's transformer refuses
      return 1;
    }
  }

  /** The loader is asked first: it spares nearly all of them the look at their names. */
  private static boolean candidate(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if ((loader == null && type.getModule().isNamed()) || type.isArray() || type.isHidden()) {
      return false;
    }
    String name = type.getName();
    return !(loader == Territory.OURS && name.startsWith("dev.startguard."))
        && !Territory.foreign(type.getModule(), loader, name.replace('.', '/'));
  }
}
