package dev.startguard.core.check.clock;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;

/**
 * {@code clock-undecidable}: the sources do not agree, or so vaguely that the clock may be within
 * {@code maxOffset} and may not.
 */
final class ClockUndecidable {
  private static final String ID = "clock-undecidable";

  private ClockUndecidable() {}

  static Finding finding(Validation validation, Survey survey, Outcome outcome) {
    FindingBuilder finding =
        ClockFinding.begin(validation, ID, ClockFinding.severity(validation, ID, "onUndecidable"));
    Interval agreed = outcome.agreed();
    if (agreed == null) {
      String detail =
          "the sources do not agree: "
              + outcome.need()
              + " of "
              + ClockFinding.count(outcome.usable())
              + " would have to";
      finding
          .gist("cannot be judged: its sources do not agree")
          .detail(detail)
          .message("The clock cannot be judged: " + detail)
          .at(ClockFinding.fields(validation).place("sources"), "do not agree")
          .fix("see which source is wrong, and take it out; three or more outvote one");
    } else {
      String limit = ClockFinding.fields(validation).text("maxOffset", "");
      String detail =
          "somewhere from "
              + Offsets.words(agreed.low())
              + " to "
              + Offsets.words(agreed.high())
              + "; maxOffset is "
              + limit;
      finding
          .gist("cannot be judged: measured too vaguely")
          .detail(detail)
          .message("The clock is " + detail)
          .at(ClockFinding.fields(validation).place("maxOffset"), "inside what was measured")
          .fix("ask sources that are nearer, or more of them")
          .fix("raise maxOffset, when the service can bear it");
    }
    return ClockFinding.sources(finding, survey, outcome).retryable().build();
  }
}
