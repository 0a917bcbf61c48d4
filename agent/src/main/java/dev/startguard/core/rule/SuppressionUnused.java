package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;

/** {@code suppression-unused}: an entry of {@code runtime.suppress} had nothing to suppress. */
final class SuppressionUnused {
  private SuppressionUnused() {}

  static Finding finding(Suppression suppression, Severity severity) {
    String about = suppression.rule() + " in " + suppression.in();
    return Finding.of("suppression-unused", severity, about)
        .evidence(Evidence.PROVEN)
        .gist("has a suppression that nothing needed")
        .message("nothing in this run needed the suppression of " + about)
        .at(suppression.place(), "suppressed here")
        .note("reason", suppression.reason())
        .fix("remove it, unless what it suppresses happens in other runs")
        .build();
  }
}
