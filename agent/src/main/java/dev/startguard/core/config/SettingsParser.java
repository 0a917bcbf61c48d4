package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from the agent's arguments, the system properties and the environment, in this
 * precedence.
 */
public final class SettingsParser {
  private static final String[] KEYS = {
    "manifest",
    "mode",
    "checks",
    "missing",
    "profile",
    "report",
    "format",
    "stream",
    "log",
    "metrics",
    "rules",
    "ledger"
  };

  private SettingsParser() {}

  /**
   * Reads the settings of this start from their sources, the arguments first.
   *
   * @param args what stands behind {@code =} in {@code -javaagent:startguard-agent.jar=ARGS}; null
   *     when nothing does
   */
  public static Settings parse(@Nullable String args, HostFacts host) {
    Settings settings = new Settings();
    if (args != null && !args.isEmpty()) {
      int start = 0;
      while (start <= args.length()) {
        int end = args.indexOf(',', start);
        end = end < 0 ? args.length() : end;
        String part = args.substring(start, end);
        int equals = part.indexOf('=');
        if (equals < 0) {
          settings.put("manifest", part, "the agent's arguments");
        } else {
          settings.put(
              part.substring(0, equals), part.substring(equals + 1), "the agent's arguments");
        }
        start = end + 1;
      }
    }
    for (String key : KEYS) {
      String property = host.property("startguard." + key);
      if (property != null) {
        settings.put(key, property, "-Dstartguard." + key);
      }
      String variable = "STARTGUARD_" + key.toUpperCase(java.util.Locale.ROOT);
      String value = host.env().get(variable);
      if (value != null) {
        settings.put(key, value, variable);
      }
    }
    return settings;
  }
}
