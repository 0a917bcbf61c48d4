package dev.startguard.core.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Weaves the classes that were loaded before the weaver was there. */
public final class Sweep {
  private Sweep() {}

  /**
   * Has the weaver look at every class that is loaded already, all at once; one by one when one of
   * them spoils that.
   *
   * @param instrumentation with the weaver added as one that can retransform
   * @return how many classes could not be looked at
   */
  public static int over(Instrumentation instrumentation) {
    List<Class<?>> candidates = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (candidate(type) && instrumentation.isModifiableClass(type)) {
        candidates.add(type);
      }
    }
    return retransform(instrumentation, candidates.toArray(new Class<?>[0]));
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
