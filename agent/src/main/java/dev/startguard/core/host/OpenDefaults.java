package dev.startguard.core.host;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Keeps open what the JDK's TLS decides on the way, until the application asks for it itself:
 *
 * <ul>
 *   <li>the logger {@code jdk.event.security}, looked up for each certificate, by which the
 *       application's {@code System.LoggerFinder}, or {@code java.util.logging}, starts before
 *       {@code main}: a silent one stands in its place meanwhile
 *   <li>the default zone, and {@code user.timezone}, which are decided by the text of a date in the
 *       message that a certificate has expired: forgotten again
 *   <li>the locales for formats and for messages, by the same text
 * </ul>
 *
 * <p>Made before, run afterwards. What was decided already stays as it was. On a JDK that is built
 * otherwise than 17 to 25, nothing is kept.
 */
final class OpenDefaults implements Runnable {
  private @Nullable Field securityLogger;
  private @Nullable Field zone;
  private @Nullable Field formats;
  private @Nullable Field messages;
  private @Nullable String property;

  /**
   * @param instrumentation what opens the JDK's packages; null keeps nothing
   */
  OpenDefaults(@Nullable Instrumentation instrumentation) {
    if (instrumentation == null) {
      return;
    }
    try {
      Set<Module> us = Set.of(OpenDefaults.class.getModule());
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of("java.util", us, "jdk.internal.event", us),
          Set.of(),
          Map.of());
      property = System.getProperty(JvmZone.PROPERTY);
      zone = open(TimeZone.class, "defaultTimeZone");
      formats = open(Locale.class, "defaultFormatLocale");
      messages = open(Locale.class, "defaultDisplayLocale");
      Field logger =
          open(Class.forName("jdk.internal.event.EventHelper", false, null), "securityLogger");
      if (logger != null) {
        logger.set(null, new Silence());
        securityLogger = logger;
      }
    } catch (ReflectiveOperationException | RuntimeException otherJdk) {
      // nothing can be kept; the checks' pages say so
    }
  }

  /** The field, when nothing is in it yet; null when there is. */
  private static @Nullable Field open(Class<?> owner, String name)
      throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null) == null ? field : null;
  }

  @Override
  public void run() {
    try {
      if (securityLogger != null && securityLogger.get(null) instanceof Silence) {
        securityLogger.set(null, null);
      }
      if (formats != null) {
        formats.set(null, null);
      }
      if (messages != null) {
        messages.set(null, null);
      }
      if (zone != null && zone.get(null) != null) {
        zone.set(null, null);
        if (property == null) {
          System.clearProperty(JvmZone.PROPERTY);
        } else {
          System.setProperty(JvmZone.PROPERTY, property);
        }
      }
    } catch (IllegalAccessException | RuntimeException refused) {
      // then it stays as it is: a default zone that was decided early, and otherwise right
    }
  }

  /** Takes no notice. */
  private static final class Silence implements System.Logger {
    @Override
    public String getName() {
      return "jdk.event.security";
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      // nobody listens before main
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      // nobody listens before main
    }
  }
}
