package dev.startguard.core.check.platform;

import dev.startguard.core.check.HostFacts;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares the zone that was asked for with the one that the JVM made of it. */
final class AskedZone {
  /** No compiled zone is larger, in bytes. */
  private static final int LIMIT = 1 << 20;

  private static final String DIRECTORY = "/usr/share/zoneinfo/";

  /** What became of the zone. */
  enum Outcome {
    /** The JVM's default zone keeps the time that was asked for. */
    HONOURED,
    /** Standard time is kept, summer time is not. */
    RULES_DROPPED,
    /** It was not understood: the JVM took the platform's present offset, or GMT. */
    FELL_BACK
  }

  private final Outcome outcome;
  private final @Nullable String region;

  private AskedZone(Outcome outcome, @Nullable String region) {
    this.outcome = outcome;
    this.region = region;
  }

  Outcome outcome() {
    return outcome;
  }

  /** The id to ask for instead, where the text shows which zone is meant; null otherwise. */
  @Nullable String region() {
    return region;
  }

  /**
   * Compares.
   *
   * @param asked as it was written: an id, a POSIX string, the path of a compiled zone
   * @param id what the JVM's default zone is called
   */
  static AskedZone compare(String asked, String id, HostFacts host) {
    String text = asked.startsWith(":") ? asked.substring(1) : asked;
    text = text.startsWith("posix/") ? text.substring(6) : text;
    if (text.equals(id) || text.isEmpty()) { // a lone colon is the C library's way to ask for UTC
      return new AskedZone(Outcome.HONOURED, null);
    }
    Integer offset = ZoneRules.fixedOffset(id);
    if (offset == null) { // a region, but not the one of the text: the JVM's own alias of it
      return new AskedZone(Outcome.HONOURED, null);
    }
    if (ZoneRules.utc(text) || ZoneRules.utc(text.toUpperCase(Locale.ROOT))) {
      return new AskedZone(offset == 0 ? Outcome.HONOURED : Outcome.FELL_BACK, "UTC");
    }
    if (text.startsWith("GMT")
        && ZoneRules.fixedOffset(text) != null) { // the JVM's own form: GMT+2
      return new AskedZone(
          offset.equals(ZoneRules.fixedOffset(text)) ? Outcome.HONOURED : Outcome.FELL_BACK, null);
    }
    String path = text.startsWith("/") ? text : DIRECTORY + text;
    PosixZone zone = PosixZone.parse(text);
    if (zone == null) {
      zone = compiled(path, host);
    }
    return new AskedZone(outcome(zone, offset), region(path));
  }

  private static Outcome outcome(@Nullable PosixZone zone, int offset) {
    if (zone == null) {
      return Outcome.FELL_BACK;
    }
    int ahead = offset - zone.offsetSeconds(); // not 0 while it is summer
    if (zone.summerTime()) {
      return ahead >= 0 && ahead <= 7200 ? Outcome.RULES_DROPPED : Outcome.FELL_BACK;
    }
    return ahead == 0 ? Outcome.HONOURED : Outcome.FELL_BACK;
  }

  /**
   * The id that a path below a directory of compiled zones ends in; null when the JVM does not know
   * it.
   */
  private static @Nullable String region(String path) {
    int directory = path.indexOf("/zoneinfo/");
    String id = directory < 0 ? "" : path.substring(directory + "/zoneinfo/".length());
    if (id.startsWith("right/") || id.startsWith("posix/")) {
      id = id.substring(6);
    }
    return ZoneRules.zone(id) == null ? null : id;
  }

  private static @Nullable PosixZone compiled(String path, HostFacts host) {
    try {
      return PosixZone.ofFile(host.read(path, LIMIT));
    } catch (IOException notThere) {
      return null;
    }
  }
}
