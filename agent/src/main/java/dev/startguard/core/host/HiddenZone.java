package dev.startguard.core.host;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The private half of {@code java.util.TimeZone}: what the JVM would ask the platform for its
 * default zone. Opens {@code java.util} to this class's module alone, which prints nothing on JDK
 * 17 to 25, and changes no default.
 *
 * <p>Every method throws {@link ReflectiveOperationException} on a JDK that is built otherwise.
 */
final class HiddenZone {
  HiddenZone(Instrumentation instrumentation) {
    Set<Module> us = Set.of(HiddenZone.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", us),
        Map.of("java.util", us),
        Set.of(),
        Map.of());
  }

  /** The zone of the platform: {@code TZ}, then what the host is configured to. */
  String platform(String javaHome) throws ReflectiveOperationException {
    String zone = (String) method("getSystemTimeZoneID", String.class).invoke(null, javaHome);
    String id = zone == null ? JvmZone.GMT : JvmZone.known(zone);
    return id == null ? offset() : id;
  }

  /** The zone that every id becomes that the JVM does not know. */
  String offset() throws ReflectiveOperationException {
    String offset = (String) method("getSystemGMTOffsetID").invoke(null);
    String id = offset == null ? null : JvmZone.known(offset);
    return id == null ? JvmZone.GMT : id; // an unknown id stays unknown, and becomes GMT
  }

  /**
   * The default zone that an earlier agent has frozen by asking for it. The JVM then wrote {@code
   * user.timezone}, which now looks as if it had been given on the command line; null when it was.
   */
  @Nullable String frozen() throws ReflectiveOperationException {
    Method saved =
        Class.forName("jdk.internal.misc.VM", false, null)
            .getMethod("getSavedProperty", String.class);
    if (saved.invoke(null, JvmZone.PROPERTY) != null) {
      return null;
    }
    return held();
  }

  /** What {@code java.util.TimeZone} holds as the default; null for nothing yet. */
  static @Nullable String decided(Instrumentation instrumentation) {
    try {
      return new HiddenZone(instrumentation).held();
    } catch (ReflectiveOperationException | RuntimeException otherJdk) {
      return null;
    }
  }

  private @Nullable String held() throws ReflectiveOperationException {
    Field field = TimeZone.class.getDeclaredField("defaultTimeZone");
    field.setAccessible(true);
    return field.get(null) instanceof TimeZone zone ? zone.getID() : null;
  }

  private static Method method(String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = TimeZone.class.getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }
}
