package dev.startguard.core.check.clock;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import org.jspecify.annotations.Nullable;

/** What the findings about the clock have in common. */
final class ClockFinding {
  private static final String CLOCK = "clock";

  private ClockFinding() {}

  static Fields fields(Validation validation) {
    return validation.manifest().section(CLOCK);
  }

  /** The section as an entry: its profiles, description, owner and severity. */
  static NamedEntry entry(Validation validation) {
    return new NamedEntry(CLOCK, validation.manifest().root().keyPlace(CLOCK), fields(validation));
  }

  /** Starts a finding with what the manifest says of the clock. */
  static FindingBuilder begin(Validation validation, String id, Severity severity) {
    return entry(validation)
        .describe(Finding.of(id, severity, CLOCK))
        .why(fields(validation).text("reason"));
  }

  /** The severity that a field, {@code onUnreachable}, gives; else that of the check. */
  static Severity severity(Validation validation, String id, String field) {
    String text = fields(validation).text(field);
    return text == null
        ? validation.severity(id, Severity.WARNING)
        : text.equals("error") ? Severity.ERROR : Severity.WARNING;
  }

  /** Adds what was agreed, and what each source said. */
  static FindingBuilder sources(FindingBuilder finding, Survey survey, Outcome outcome) {
    Interval agreed = outcome.agreed();
    if (agreed != null) {
      finding.note(
          "agreed",
          words(agreed.middle(), agreed.error())
              + ", by "
              + agreed.votes()
              + " of "
              + count(outcome.usable()));
    }
    for (int i = 0; i < survey.sources().size(); i++) {
      finding.note("source", source(survey, i));
    }
    return finding;
  }

  /** {@code NAME: what it said}. */
  static String source(Survey survey, int index) {
    String name = Disclosure.plain(survey.sources().get(index).name());
    return name + ": " + said(survey.reading(index), survey.reason(index));
  }

  /** {@code 1 source}, {@code 2 sources}. */
  static String count(int sources) {
    return sources == 1 ? "1 source" : sources + " sources";
  }

  private static String said(@Nullable Reading reading, @Nullable String reason) {
    if (reading == null) {
      return reason == null ? "has not answered" : reason;
    }
    return reading.hint()
        ? "maximum error " + Offsets.seconds(reading.error()) + " s (a hint, no measurement)"
        : words(reading.offset(), reading.error()) + ", stratum " + reading.stratum();
  }

  private static String words(long offset, long error) {
    return Offsets.words(offset) + ", error " + Offsets.seconds(error) + " s";
  }
}
