package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.time.Instant;

/** {@code suppression-expired}: an entry of {@code runtime.suppress} is past its {@code until}. */
final class SuppressionExpired {
  private SuppressionExpired() {}

  static Finding finding(Suppression suppression, Instant now, Severity severity) {
    long late = suppression.daysLate(now);
    String about = suppression.rule() + " in " + suppression.in();
    return Finding.of("suppression-expired", severity, about)
        .evidence(Evidence.PROVEN)
        .gist("has a suppression that expired")
        .message("the suppression of " + about + " expired on " + suppression.until())
        .at(suppression.place(), "suppressed here")
        .note("reason", suppression.reason())
        .note("overdue", late == 1 ? "1 day" : late + " days")
        .fix("mend what it suppressed, and remove it")
        .fix("agree on a new date")
        .build();
  }
}
