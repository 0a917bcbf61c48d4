package dev.startguard.core.check.env;

import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Variable;
import dev.startguard.manifest.type.Judgement;
import org.jspecify.annotations.Nullable;

/** Words for a value that is not of its type, or breaks a constraint. Loaded when one does. */
final class ValueFinding {
  private ValueFinding() {}

  static void report(
      Validation validation, String id, Variable variable, Value value, Judgement judgement) {
    Fields fields = variable.fields();
    String field = judgement.field();
    String expectation = validation.values().type(variable).expectation(fields);
    FindingBuilder finding =
        validation
            .finding(id, Severity.ERROR, variable)
            .at(fields.place(field == null ? "type" : field), expectation)
            .gist(judgement.problem())
            .message(sentence(MissingFinding.sayName(variable), judgement.problem()))
            .found(validation.show(variable.name(), value.text()));
    String origin = value.origin();
    if (origin != null && !origin.equals(MissingFinding.sayName(variable))) {
      finding.note("note", "set by " + origin);
    }
    finding.cause(cause(judgement.hint()));
    String fix = judgement.fix();
    finding.fix(
        fix == null
            ? "set " + (origin == null ? variable.name() : origin) + " to " + expectation
            : fix);
    String fallback = variable.codeDefault();
    if (fallback != null) {
      finding.fix("or unset it: the code falls back to " + fallback);
    }
    validation.report(finding.build());
  }

  /** A known cause as a sentence: one that begins with a verb speaks of the value. */
  private static @Nullable String cause(@Nullable String hint) {
    if (hint == null) {
      return null;
    }
    int end = hint.indexOf(' ');
    return switch (end < 0 ? hint : hint.substring(0, end)) {
      case "is", "was", "has", "begins", "ends", "differs" -> "the value " + hint;
      default -> hint;
    };
  }

  /** {@code HTTP_PORT is not a port}: a problem that has no verb of its own gets one. */
  static String sentence(String name, String problem) {
    int end = problem.indexOf(' ');
    String first = end < 0 ? problem : problem.substring(0, end);
    return switch (first) {
      case "not",
          "no",
          "none",
          "below",
          "above",
          "under",
          "over",
          "longer",
          "shorter",
          "outside",
          "neither",
          "empty",
          "blank",
          "too" ->
          name + " is " + problem;
      default -> name + " " + problem;
    };
  }
}
