package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;

/** {@code selftest}: the one finding of {@code rules=selftest}. */
public final class Selftest {
  private Selftest() {}

  /**
   * The finding.
   *
   * @param rules how many rules are on
   */
  public static Finding finding(int rules) {
    return Finding.of("selftest", Severity.INFO, "rules")
        .evidence(Evidence.PROVEN)
        .gist("are on")
        .message("findings of this service are written here; " + rules + " rules are on")
        .fix("take rules=selftest away: it was asked for, and nothing is wrong")
        .build();
  }
}
