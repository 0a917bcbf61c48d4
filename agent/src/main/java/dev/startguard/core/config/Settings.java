package dev.startguard.core.config;

import dev.startguard.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent was told: arguments, then {@code startguard.KEY} properties, then {@code
 * STARTGUARD_KEY} variables. The manifest's own word comes last, and is asked by the callers.
 */
public final class Settings {
  /**
   * A setting and where it came from, as the operator knows it: {@code the agent's arguments},
   * {@code STARTGUARD_MODE}.
   */
  public record Setting(String value, String origin) {}

  private final Map<String, Setting> settings = new HashMap<>();
  private final List<Finding> errors = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  /** The setting; null when nobody gave it. */
  public @Nullable Setting setting(String key) {
    return settings.get(key);
  }

  public String value(String key, String otherwise) {
    Setting setting = settings.get(key);
    return setting == null ? otherwise : setting.value();
  }

  /** Usage errors: exit 64. */
  public List<Finding> errors() {
    return errors;
  }

  /** Settings that nobody knows, in variables or properties. */
  public List<Finding> warnings() {
    return warnings;
  }

  void put(String key, String value, String origin) {
    settings.putIfAbsent(key, new Setting(value, origin));
  }
}
