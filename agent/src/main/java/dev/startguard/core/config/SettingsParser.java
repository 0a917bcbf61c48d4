package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from the agent's arguments, the system properties and the environment, in this
 * precedence.
 *
 * <p>Arguments are {@code key=value[,key=value…]}. A first part without {@code =} is the manifest's
 * path. A comma inside a value is written twice. Every value is judged, also one that another
 * overrides.
 */
public final class SettingsParser {
  private final Settings settings = new Settings();
  private final HostFacts host;

  private SettingsParser(HostFacts host) {
    this.host = host;
  }

  /**
   * Reads and judges all of them.
   *
   * @param args what stands behind {@code =} in {@code -javaagent:startguard-agent.jar=ARGS}; null
   *     when nothing does
   */
  public static Settings parse(@Nullable String args, HostFacts host) {
    SettingsParser parser = new SettingsParser(host);
    if (args != null && !args.isEmpty()) {
      parser.arguments(args);
    }
    for (String key : Keys.names()) {
      parser.given(key, host.property("startguard." + key), "-Dstartguard." + key);
    }
    for (String key : Keys.names()) {
      String variable = Keys.variable(key);
      parser.given(key, host.env().get(variable), variable);
    }
    parser.strangers();
    return parser.settings;
  }

  private void arguments(String args) {
    StringBuilder part = new StringBuilder();
    boolean first = true;
    for (int i = 0; i <= args.length(); i++) {
      if (i < args.length() && args.charAt(i) != ',') {
        part.append(args.charAt(i));
      } else if (i + 1 < args.length() && args.charAt(i + 1) == ',') {
        part.append(',');
        i++;
      } else {
        argument(part.toString(), first);
        part.setLength(0);
        first = false;
      }
    }
  }

  private void argument(String part, boolean first) {
    int equals = part.indexOf('=');
    if (equals < 0 && first && !part.isBlank()) {
      settings.put("manifest", new Setting(part, Setting.ARGUMENTS, false, true));
    } else if (equals < 0) {
      settings.doubt();
      settings.errors().add(UsageFindings.noValue(part));
    } else {
      String key = part.substring(0, equals);
      if (!Keys.names().contains(key)) {
        settings.doubt();
        settings.errors().add(UsageFindings.unknownKey(key));
      } else if (settings.has(key)) {
        settings.errors().add(UsageFindings.twice(key));
      } else {
        accept(key, part.substring(equals + 1), Setting.ARGUMENTS, key, false);
      }
    }
  }

  private void given(String key, @Nullable String value, String origin) {
    if (value != null) {
      accept(key, value, origin, origin, true);
    }
  }

  private void accept(String key, String value, String origin, String subject, boolean lockable) {
    boolean valid = Keys.accepts(key, value);
    if (!valid) {
      settings.errors().add(UsageFindings.badValue(key, value, subject, origin));
      if (Keys.allowed(key) == null) {
        settings.doubt();
      }
    }
    settings.put(key, new Setting(value, origin, lockable, valid));
  }

  /** Variables and properties with our prefix that mean nothing to us. */
  private void strangers() {
    Strangers strangers = null;
    for (String name : host.env().keySet()) {
      if (name.startsWith("STARTGUARD_") && !knownVariable(name)) {
        strangers = strangers == null ? new Strangers() : strangers;
        strangers.variable(name);
      }
    }
    for (String name : host.propertyNames()) {
      if (name.startsWith("startguard.") && !Keys.names().contains(name.substring(11))) {
        strangers = strangers == null ? new Strangers() : strangers;
        strangers.property(name);
      }
    }
    if (strangers != null) {
      strangers.report(settings.warnings());
    }
  }

  private static boolean knownVariable(String name) {
    for (String key : Keys.names()) {
      if (name.equals(Keys.variable(key))) {
        return true;
      }
    }
    return false;
  }
}
