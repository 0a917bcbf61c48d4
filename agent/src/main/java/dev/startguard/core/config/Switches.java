package dev.startguard.core.config;

import dev.startguard.finding.Disclosure;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Policy;
import dev.startguard.manifest.Waiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is switched how, settings and manifest weighed: {@code mode}, {@code checks}, {@code rules}.
 * A setting overrides the manifest, and is then named in the report; one that {@code policy.lock}
 * forbids is named and ignored.
 */
public final class Switches {
  private final Settings settings;
  private final boolean attached;
  private List<String> lock = List.of();
  private @Nullable String policyMode;
  private @Nullable String manifestName;

  /**
   * Starts from the settings alone.
   *
   * @param attached whether the agent came into a running JVM, where it never refuses
   */
  public Switches(Settings settings, boolean attached) {
    this.settings = settings;
    this.attached = attached;
  }

  /** Weighs the manifest's word from now on. */
  public void heed(Manifest manifest, String name) {
    Policy policy = manifest.policy();
    policyMode = policy.fields().text("mode");
    lock = policy.lock();
    manifestName = name;
  }

  /** {@code enforce}, {@code warn} or {@code off}. A bad setting enforces. */
  public String mode() {
    Setting setting = effective("mode");
    String mode = setting == null ? manifestMode() : setting.valid() ? setting.value() : "enforce";
    return attached && mode.equals("enforce") ? "warn" : mode;
  }

  /** Who decided the mode: a setting's origin, or the manifest's name. */
  public String modeOrigin() {
    Setting setting = effective("mode");
    if (attached && !mode().equals("off")) {
      return "attach";
    }
    return setting != null ? setting.origin() : manifestName == null ? "the default" : manifestName;
  }

  /** Who switched {@code mode} or {@code checks} off; null when it is on. */
  public @Nullable String off(String key) {
    Setting setting = effective(key);
    if (key.equals("mode")) {
      return mode().equals("off") ? modeOrigin() : null;
    }
    return setting != null && setting.valid() && setting.value().equals("off")
        ? setting.origin()
        : null;
  }

  /**
   * The setting {@code rules} that overrides {@code runtime.rules}; null when nobody gave it, or
   * {@code policy.lock} forbids it.
   */
  public @Nullable String rules() {
    Setting setting = effective("rules");
    return setting == null || !setting.valid() ? null : setting.value();
  }

  /**
   * Whether mode or checks are off by the agent's arguments: no manifest can say anything about it.
   */
  public boolean settled() {
    return settled("mode") || (settled("checks") && settings.errors().isEmpty());
  }

  private boolean settled(String key) {
    Setting setting = settings.setting(key);
    return off(key) != null && setting != null && !setting.lockable();
  }

  /**
   * What to say, and nothing else to do; null when there is something to do. Usage errors end only
   * with the mode.
   */
  public @Nullable String sayOff() {
    String mode = off("mode");
    if (mode != null) {
      return "off: mode=off from " + mode;
    }
    String checks = off("checks");
    return checks == null || !settings.errors().isEmpty()
        ? null
        : "validation off: checks=off from " + checks;
  }

  /**
   * The overrides of what the manifest says, and those that its lock refused: {@code mode=warn from
   * STARTGUARD_MODE}.
   */
  public List<String> notices(@Nullable Manifest manifest) {
    List<String> notices = new ArrayList<>(0);
    notice(notices, "mode", manifestMode());
    notice(notices, "profile", ""); // its variable is asked only when nobody gave the setting
    notice(notices, "checks", "on");
    String rules = manifest == null ? null : manifest.section("runtime").text("rules");
    notice(notices, "rules", rules == null ? "standard" : rules);
    if (manifest != null) {
      for (Waiver exception : manifest.exceptions()) {
        if (exception.applied()) {
          notices.add(
              "exception from "
                  + exception.check()
                  + " for "
                  + exception.subject()
                  + (exception.until() == null ? "" : " until " + exception.until())
                  + (exception.reason() == null ? "" : ": " + exception.reason()));
        }
      }
    }
    return notices;
  }

  private void notice(List<String> notices, String key, String manifestValue) {
    Setting setting = settings.setting(key);
    if (setting == null || !setting.valid() || setting.value().equals(manifestValue)) {
      return;
    }
    notices.add(
        key
            + "="
            + Disclosure.plain(setting.value())
            + " from "
            + setting.origin()
            + (locked(setting, key) ? " is ignored: policy.lock" : ""));
  }

  /**
   * How to start all the same: {@code STARTGUARD_MODE=warn}; null when {@code policy.lock} forbids
   * it.
   */
  public @Nullable String wayOut() {
    if (lock.contains("mode")) {
      return null;
    }
    Setting setting = settings.setting("mode");
    if (setting == null || setting.origin().startsWith("STARTGUARD_")) {
      return "STARTGUARD_MODE=warn";
    }
    return setting.lockable() ? setting.origin() + "=warn" : "mode=warn in " + setting.origin();
  }

  private String manifestMode() {
    return policyMode == null ? "enforce" : policyMode;
  }

  private @Nullable Setting effective(String key) {
    Setting setting = settings.setting(key);
    return setting != null && locked(setting, key) ? null : setting;
  }

  private boolean locked(Setting setting, String key) {
    return setting.lockable() && lock.contains(key);
  }
}
