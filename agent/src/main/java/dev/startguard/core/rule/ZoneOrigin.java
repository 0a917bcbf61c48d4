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
   * A zone that a call works with: where its author got it from cannot be known, but it is said
   * when it equals the JVM's default.
   *
   * @param how how the call came to it: {@code passed by the caller}
   */
  public static String text(ZoneId zone, String how, Surroundings surroundings) {
    ZoneOrigin jvm = surroundings.jvmZone();
    String same = jvm != null && jvm.zone().equals(zone) ? "; the JVM's default too, from " : "";
    return zone.getId()
        + " ("
        + how
        + same
        + (jvm == null || same.isEmpty() ? "" : jvm.origin())
        + ")";
  }
}
