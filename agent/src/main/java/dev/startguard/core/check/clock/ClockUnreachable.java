package dev.startguard.core.check.clock;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;

/** {@code clock-unreachable}: fewer sources were usable than {@code minSources}. */
final class ClockUnreachable {
  private static final String ID = "clock-unreachable";

  private ClockUnreachable() {}

  static Severity severity(Validation validation) {
    return ClockFinding.severity(validation, ID, "onUnreachable");
  }

  /** Why, in the one line that a warning has: {@code : NAME: REASON, and 2 more}. */
  private static String reasons(Survey survey) {
    String first = "";
    int more = 0;
    for (int i = 0; i < survey.sources().size(); i++) {
      if (survey.reading(i) == null) {
        if (first.isEmpty()) {
          first = "; " + ClockFinding.source(survey, i);
        } else {
          more++;
        }
      }
    }
    return more == 0 ? first : first + ", and " + more + " more";
  }

  private static boolean asksTheNetwork(Survey survey) {
    for (TimeSource source : survey.sources()) {
      if (source.name().startsWith("ntp://")) {
        return true;
      }
    }
    return false;
  }

  static Finding finding(Validation validation, Survey survey, Outcome outcome) {
    FindingBuilder finding =
        ClockFinding.begin(validation, ID, severity(validation))
            .at(ClockFinding.fields(validation).place("sources"), "asked");
    if (survey.sources().isEmpty()) {
      return finding
          .gist("not measured: it has no sources")
          .message("The clock was not measured: the manifest names no sources")
          .fix("name sources: ntp://HOST, chrony or kernel")
          .build();
    }
    boolean none = outcome.usable() == 0;
    String detail =
        none
            ? "no source is usable"
            : "only "
                + ClockFinding.count(outcome.usable())
                + " usable; minSources is "
                + ClockFinding.fields(validation).text("minSources", "1");
    finding
        .gist(none ? "not measured: no source is usable" : "not measured: too few sources")
        .detail(detail + reasons(survey))
        .message("The clock was not measured: " + detail);
    return ClockFinding.sources(finding, survey, outcome)
        .fix(
            asksTheNetwork(survey)
                ? "see that the network lets UDP port 123 through, and that the sources run"
                : "see that the host's time service runs: chronyc tracking")
        .fix("give a host that has just booted more time: clock.retryFor")
        .retryable()
        .build();
  }
}
