package dev.startguard.core.rule;

import java.time.ZoneId;

/**
 * A zone, and who chose it.
 *
 * @param zone the zone
 * @param origin {@code TZ}, {@code -Duser.timezone}, {@code /etc/localtime}, {@code setDefault}
 */
public record ZoneOrigin(ZoneId zone, String origin) {

  /** {@code Europe/Berlin (the JVM's default, from TZ)}. */
  public String text() {
    return zone.getId() + " (the JVM's default, from " + origin + ")";
  }

  /**
   * A zone that was passed to a call: where the call's author got it from cannot be known, but it
   * is said when it equals the JVM's default.
   */
  public static String passed(ZoneId zone, Surroundings surroundings) {
    ZoneOrigin jvm = surroundings.jvmZone();
    return jvm != null && jvm.zone().equals(zone)
        ? zone.getId()
            + " (passed by the caller; also the JVM's default, from "
            + jvm.origin()
            + ")"
        : zone.getId() + " (passed by the caller)";
  }
}
