package dev.startguard.core.rule;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Quantity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code runtime.suppress}: what a rule finds in some classes is known, and why. Past
 * its {@code until}, a day in UTC that is still in time, it suppresses no more.
 */
final class Suppression {
  private static final long SECONDS_A_DAY = 86_400;

  private final String rule;
  private final String in;
  private final String reason;
  private final @Nullable String until;
  private final ManifestLocation place;
  private volatile boolean used;

  Suppression(Fields entry) {
    rule = entry.text("rule", "");
    in = entry.text("in", "");
    reason = entry.text("reason", "");
    until = entry.text("until");
    place = entry.node().place();
  }

  String rule() {
    return rule;
  }

  String in() {
    return in;
  }

  String reason() {
    return reason;
  }

  @Nullable String until() {
    return until;
  }

  ManifestLocation place() {
    return place;
  }

  /** Whether it has suppressed something, or would have were it not expired. */
  boolean used() {
    return used;
  }

  boolean expired(Instant now) {
    return daysLate(now) > 0;
  }

  /** By how many days it is past its last one; 0 or less when it is in time. */
  long daysLate(Instant now) {
    return until == null
        ? 0
        : Math.floorDiv(now.getEpochSecond(), SECONDS_A_DAY) - Quantity.epochDay(until);
  }

  /** Whether it holds for the finding; remembers that it was of use. */
  boolean suppresses(String ruleId, String className, Instant now) {
    if (!rule.equals(ruleId) || !matches(in, className)) {
      return false;
    }
    used = true;
    return !expired(now);
  }

  /**
   * {@code com.acme.Job} is a class with those nested in it; {@code *} stands for any part of a
   * name, {@code **} for dots too.
   */
  static boolean matches(String pattern, String className) {
    int nested = className.indexOf('$');
    return matches(pattern, 0, className, 0)
        || (nested > 0 && matches(pattern, 0, className.substring(0, nested), 0));
  }

  /** Goes back to the last star only, and to a double one before it: linear in practice. */
  private static boolean matches(String pattern, int patternStart, String name, int nameStart) {
    int p = patternStart;
    int n = nameStart;
    int single = -1;
    int singleAt = 0;
    int wide = -1;
    int wideAt = 0;
    while (n < name.length()) {
      if (pattern.startsWith("**", p)) {
        wide = p + 2;
        wideAt = n;
        single = -1;
        p = wide;
      } else if (p < pattern.length() && pattern.charAt(p) == '*') {
        single = p + 1;
        singleAt = n;
        p = single;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (single >= 0 && name.charAt(singleAt) != '.') {
        p = single;
        n = ++singleAt;
      } else if (wide >= 0) {
        p = wide;
        n = ++wideAt;
        single = -1;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
