package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.HostFacts.DefaultZone;
import java.lang.instrument.Instrumentation;
import java.time.ZoneId;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The zone that will be the JVM's default, learnt without making it the default: {@code
 * TimeZone.getDefault()} freezes its answer and writes {@code user.timezone}, and then nobody can
 * set either any more.
 *
 * <p>Follows {@code java.util.TimeZone.setDefaultZone} of JDK 17 to 25: the property {@code
 * user.timezone}; else the platform's zone, {@code TZ} first; an id that the JVM does not know
 * becomes the platform's present offset ({@code GMT+01:00}), and that failing GMT. The platform's
 * half is native, private, and not the same in every version (JDK 17 reads {@code /etc/timezone},
 * 25 does not), so it is called and not imitated: {@link HiddenZone}. That takes milliseconds, and
 * is left out where the answer is certain: the property or {@code TZ} names a zone that the JVM
 * knows.
 */
final class JvmZone {
  static final String PROPERTY = "user.timezone";
  static final String GMT = "GMT";

  private static final String[] OPTIONS = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"};

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
    String variable = windows(host) ? null : text(host.env().get("TZ"));
    String named = variable == null ? null : known(withoutPrefixes(host, variable));
    if (named != null && (property == null || property.equals(named))) {
      return new DefaultZone(named, variable, "TZ");
    }
    String id = property == null ? null : known(property);
    if (id != null && (variable == null ? given(host) : named != null)) {
      return new DefaultZone(id, property, "-D" + PROPERTY);
    }
    return instrumentation == null ? null : hidden(instrumentation, host, property, id, variable);
  }

  private static @Nullable DefaultZone hidden(
      Instrumentation instrumentation,
      HostFacts host,
      @Nullable String property,
      @Nullable String id,
      @Nullable String variable) {
    try {
      HiddenZone jvm = new HiddenZone(instrumentation);
      if (property == null) {
        return new DefaultZone(
            jvm.platform(host.javaHome()), variable, variable == null ? null : "TZ");
      }
      String frozen = jvm.frozen();
      return frozen == null
          ? new DefaultZone(id == null ? jvm.offset() : id, property, "-D" + PROPERTY)
          // the JVM itself wrote the property
          : new DefaultZone(frozen, variable, variable == null ? null : "TZ");
    } catch (ReflectiveOperationException | RuntimeException otherJdk) {
      return null;
    }
  }

  /**
   * Whether the property stands where an operator writes it; else the JVM may have written it, when
   * an earlier agent asked for its default zone.
   */
  private static boolean given(HostFacts host) {
    for (String argument : host.processArguments()) {
      if (argument.startsWith("-D" + PROPERTY + "=")) {
        return true;
      }
    }
    for (String name : OPTIONS) {
      String options = host.env().get(name);
      if (options != null && options.contains("-D" + PROPERTY + "=")) {
        return true;
      }
    }
    return false;
  }

  /** Whether this is Windows, where {@code TZ} means nothing to the JVM. */
  private static boolean windows(HostFacts host) {
    String system = host.property("os.name");
    return system != null && system.startsWith("Windows");
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
  static @Nullable String known(String id) {
    if (id.equals("UTC")
        || id.equals("Etc/UTC")
        || id.equals(GMT)) { // most containers: spares reading tzdb.dat
      return id;
    }
    if (ZoneId.SHORT_IDS.containsKey(id)) { // known; asking would print a warning on JDK 25
      return id;
    }
    String found = TimeZone.getTimeZone(id).getID();
    return found.equals(GMT) ? null : found;
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }
}
