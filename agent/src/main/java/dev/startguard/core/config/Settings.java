package dev.startguard.core.config;

import dev.startguard.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this start was told: the agent's arguments, then {@code startguard.KEY} properties, then
 * {@code STARTGUARD_KEY} variables. The manifest's own word comes last: {@link Switches} asks it.
 */
public final class Settings {
  private final Map<String, Setting> settings = new HashMap<>();
  private final List<Finding> errors = new ArrayList<>(0);
  private final List<Finding> warnings = new ArrayList<>(0);
  private boolean doubtful;

  /**
   * The setting that wins; null when nobody gave it. A bad one is returned too: {@link
   * Setting#valid()}.
   */
  public @Nullable Setting setting(String key) {
    return settings.get(key);
  }

  /** The value that wins; {@code otherwise} when nobody gave one, or it is not an allowed one. */
  public String value(String key, String otherwise) {
    Setting setting = settings.get(key);
    return setting == null || !setting.valid() ? otherwise : setting.value();
  }

  /** Usage errors: exit 64. */
  public List<Finding> errors() {
    return errors;
  }

  /** Settings that nobody knows, in variables or properties. */
  public List<Finding> warnings() {
    return warnings;
  }

  /**
   * Whether an argument was not understood that may have named the manifest or the profile: what
   * the checks would say of the wrong manifest only leads astray.
   */
  public boolean doubtful() {
    return doubtful;
  }

  void doubt() {
    doubtful = true;
  }

  boolean has(String key) {
    return settings.containsKey(key);
  }

  void put(String key, Setting setting) {
    settings.putIfAbsent(key, setting);
  }
}
