package dev.startguard.core.report;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

/** Who wants to be heard when the JVM ends. */
final class ShutdownHooks {
  private ShutdownHooks() {}

  /**
   * Whether anybody but us has registered a shutdown hook; true when the JVM does not tell. The JDK
   * keeps them in a private map: {@code redefineModule} opens the package to us without a warning.
   */
  static boolean registered(Instrumentation instrumentation) {
    try {
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of("java.lang", Set.of(ShutdownHooks.class.getModule())),
          Set.of(),
          Map.of());
      Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
      field.setAccessible(true);
      if (field.get(null) instanceof Map<?, ?> hooks) {
        synchronized (field.getDeclaringClass()) {
          return !hooks.isEmpty();
        }
      }
      return true;
    } catch (ReflectiveOperationException | RuntimeException otherJvm) {
      return true;
    }
  }
}
