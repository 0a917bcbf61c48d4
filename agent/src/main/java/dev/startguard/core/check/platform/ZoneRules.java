package dev.startguard.core.check.platform;

import java.time.ZoneId;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** What zone ids mean, asked without touching the JVM's default zone. */
final class ZoneRules {
  private ZoneRules() {}

  /**
   * Whether both ids name the same rules: one id, two spellings of UTC ({@code UTC}, {@code
   * Etc/UTC}, {@code GMT}, {@code Z}), or an old and a new name of one region.
   */
  static boolean same(String one, String other) {
    if (one.equals(other) || (utc(one) && utc(other))) {
      return true;
    }
    TimeZone zone = zone(one);
    TimeZone others = zone(other);
    return zone != null && others != null && zone.hasSameRules(others);
  }

  /** Whether the id means UTC; GMT is the same for every date and time that Java computes. */
  static boolean utc(String id) {
    return switch (id) {
      case "UTC",
          "Etc/UTC",
          "GMT",
          "Etc/GMT",
          "Z",
          "UCT",
          "Etc/UCT",
          "Zulu",
          "Etc/Zulu",
          "Universal" ->
          true;
      case "Etc/Universal",
          "Greenwich",
          "Etc/Greenwich",
          "GMT0",
          "Etc/GMT0",
          "Etc/GMT+0",
          "Etc/GMT-0" ->
          true;
      case "GMT+00:00", "GMT-00:00", "GMT+0", "GMT-0", "UTC0" -> true;
      default -> false;
    };
  }

  /**
   * The seconds east of Greenwich of an id like {@code GMT+01:00} or {@code GMT}; null for any
   * other id.
   */
  static @Nullable Integer fixedOffset(String id) {
    if (utc(id)) {
      return 0;
    }
    TimeZone zone = id.startsWith("GMT") ? zone(id) : null;
    return zone == null ? null : zone.getRawOffset() / 1000;
  }

  /** The zone; null when the JVM does not know it. */
  static @Nullable TimeZone zone(String id) {
    String region =
        ZoneId.SHORT_IDS.get(id); // asked for by its short name, JDK 25 would print a warning
    if (region == null) {
      region = id;
    } else if (region.startsWith("+") || region.startsWith("-")) {
      region = "GMT" + region;
    }
    TimeZone zone = TimeZone.getTimeZone(region);
    return zone.getID().equals("GMT") && !region.equals("GMT") ? null : zone;
  }
}
