package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.HostFacts.DefaultZone;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The zone that will be the JVM's default, learnt without making it the default: {@code
 * TimeZone.getDefault()} freezes its answer and writes {@code user.timezone}, and then nobody can
 * set either any more.
 *
 * <p>Follows {@code java.util.TimeZone.setDefaultZone} of JDK 17 to 25: the property {@code
 * user.timezone}; else the platform's zone ({@code TZ}, then {@code /etc/timezone} or {@code
 * /etc/localtime}); an id that the JVM does not know becomes the platform's present offset ({@code
 * GMT+01:00}), and that failing GMT. The platform's half is native and private; it is called, not
 * imitated, after opening {@code java.util} to this class's module. That is avoided where the
 * answer is certain without it: the property or {@code TZ} names a zone that the JVM knows.
 */
final class JvmZone {
  private static final String PROPERTY = "user.timezone";
  private static final String GMT = "GMT";

  private final @Nullable Instrumentation instrumentation;

  /**
   * @param instrumentation what opens {@code java.util}; null leaves the platform's answer unknown
   */
  JvmZone(@Nullable Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** The zone; null when this JVM does not tell. */
  @Nullable DefaultZone find(HostFacts host) {
    String property = text(host.property(PROPERTY));
    boolean windows =
        String.valueOf(host.property("os.name")).startsWith("Windows"); // where the JVM ignores TZ
    String variable = windows ? null : text(host.env().get("TZ"));
    String named = variable == null ? null : known(withoutPrefixes(host, variable));
    try {
      if (property == null) {
        return named == null
            ? fromPlatform(host, variable)
            : new DefaultZone(named, variable, "TZ");
      }
      if (variable != null && named == null) {
        DefaultZone frozen = frozen(variable);
        if (frozen != null) {
          return frozen;
        }
      }
      return fromProperty(property);
    } catch (ReflectiveOperationException | RuntimeException otherJdk) {
      return null;
    }
  }

  private @Nullable DefaultZone fromProperty(String property) throws ReflectiveOperationException {
    String id = known(property);
    if (id == null) {
      id = offset(property);
    }
    return id == null ? null : new DefaultZone(id, property, "-D" + PROPERTY);
  }

  private @Nullable DefaultZone fromPlatform(HostFacts host, @Nullable String variable)
      throws ReflectiveOperationException {
    if (!open()) {
      return null;
    }
    String system =
        (String) hidden("getSystemTimeZoneID", String.class).invoke(null, host.javaHome());
    String platform = system == null ? GMT : system;
    String id = known(platform);
    if (id == null) {
      id = offset(platform);
    }
    return id == null ? null : new DefaultZone(id, variable, variable == null ? null : "TZ");
  }

  /**
   * The zone that the JVM made of {@code variable} when an earlier agent asked for it, and wrote
   * into the property, where it now looks as if it had been given; null when that is not what
   * happened.
   */
  private @Nullable DefaultZone frozen(String variable) throws ReflectiveOperationException {
    if (!open()) {
      return null;
    }
    Method saved =
        Class.forName("jdk.internal.misc.VM", false, null)
            .getMethod("getSavedProperty", String.class);
    if (saved.invoke(null, PROPERTY) != null) {
      return null;
    }
    Field field = TimeZone.class.getDeclaredField("defaultTimeZone");
    field.setAccessible(true);
    return field.get(null) instanceof TimeZone zone
        ? new DefaultZone(zone.getID(), variable, "TZ")
        : null;
  }

  /** What TimeZone_md.c takes off: a colon everywhere, {@code posix/} on Linux. */
  private static String withoutPrefixes(HostFacts host, String variable) {
    String text = variable.startsWith(":") ? variable.substring(1) : variable;
    return text.startsWith("posix/") && "Linux".equals(host.property("os.name"))
        ? text.substring(6)
        : text;
  }

  /**
   * The zone's id as the JVM spells it ({@code GMT+2} is {@code GMT+02:00}); null when the JVM does
   * not know it.
   */
  private static @Nullable String known(String id) {
    if (ZoneId.SHORT_IDS.containsKey(id)) { // known; asking would print a warning on JDK 25
      return id;
    }
    String found = TimeZone.getTimeZone(id).getID();
    return found.equals(GMT) && !id.equals(GMT) ? null : found;
  }

  /** The zone that an unknown id becomes. */
  private @Nullable String offset(String unknown) throws ReflectiveOperationException {
    if (!open()) {
      return null;
    }
    String offset = (String) hidden("getSystemGMTOffsetID").invoke(null);
    String id = known(offset == null ? unknown : offset);
    return id == null ? GMT : id;
  }

  private static Method hidden(String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = TimeZone.class.getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }

  /** Opens what is needed to this class's module alone; prints nothing on 17 to 25. */
  private boolean open() {
    if (instrumentation == null) {
      return false;
    }
    Set<Module> us = Set.of(JvmZone.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", us),
        Map.of("java.util", us),
        Set.of(),
        Map.of());
    return true;
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }
}
