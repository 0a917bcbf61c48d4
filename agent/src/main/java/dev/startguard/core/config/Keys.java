package dev.startguard.core.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that may be set, and what each may be. */
final class Keys {
  private static final List<String> NAMES =
      List.of(
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
          "ledger");

  private Keys() {}

  static List<String> names() {
    return NAMES;
  }

  /** The allowed values; null for a path or a name, which may be any text but the empty one. */
  static @Nullable List<String> allowed(String key) {
    return switch (key) {
      case "mode" -> List.of("enforce", "warn", "off");
      case "checks" -> List.of("on", "off");
      case "missing" -> List.of("refuse", "start");
      case "format" -> List.of("text", "json");
      case "stream" -> List.of("stderr", "stdout");
      case "rules" -> List.of("quiet", "standard", "all", "off", "selftest");
      default -> null;
    };
  }

  /** {@code STARTGUARD_MODE} of {@code mode}. */
  static String variable(String key) {
    return "STARTGUARD_" + key.toUpperCase(java.util.Locale.ROOT);
  }

  static boolean accepts(String key, String value) {
    List<String> allowed = allowed(key);
    return allowed == null ? !value.isBlank() && value.indexOf('\0') < 0 : allowed.contains(value);
  }
}
