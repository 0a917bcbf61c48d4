package dev.startguard.core.check.env;

import dev.startguard.core.check.FlagState;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Entry;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.Variable;
import dev.startguard.manifest.type.Judgement;
import org.jspecify.annotations.Nullable;

/** Words for a value that is not of its type, or breaks a constraint. Loaded when one does. */
final class ValueFinding {
  private ValueFinding() {}

  static void report(
      Validation validation, String id, Variable variable, Value value, Judgement judgement) {
    String expectation = validation.values().type(variable).expectation(variable.fields());
    FindingBuilder finding =
        start(validation, id, variable, MissingFinding.sayName(variable), judgement, expectation);
    tell(finding, validation, variable, value.text(), value.origin(), judgement, expectation);
    String fallback = variable.codeDefault();
    if (fallback != null) {
      finding.fix("unset it: the code falls back to " + validation.show(variable, fallback).text());
    }
    validation.report(finding.build());
  }

  static void report(
      Validation validation, String id, Flag flag, FlagState state, Judgement judgement) {
    String expectation = validation.flags().type(flag).expectation(flag.fields());
    FindingBuilder finding = start(validation, id, flag, flag.name(), judgement, expectation);
    tell(finding, validation, flag, state.text(), state.origin(), judgement, expectation);
    validation.report(finding.build());
  }

  private static FindingBuilder start(
      Validation validation,
      String id,
      Entry entry,
      String name,
      Judgement judgement,
      String expectation) {
    String field = judgement.field();
    return validation
        .finding(id, Severity.ERROR, entry)
        .at(entry.fields().place(field == null ? "type" : field), expectation)
        .gist(judgement.problem())
        .message(sentence(name, judgement.problem()));
  }

  private static void tell(
      FindingBuilder finding,
      Validation validation,
      Entry entry,
      String text,
      @Nullable String origin,
      Judgement judgement,
      String expectation) {
    String name = entry.name();
    if (entry instanceof Variable variable) {
      finding.found(validation.show(variable, text));
      name = MissingFinding.sayName(variable);
    } else {
      finding.found(validation.show(name, text));
    }
    if (origin != null && !origin.equals(name)) {
      finding.note("note", "set by " + origin);
    }
    finding.cause(cause(judgement.hint()));
    String fix = judgement.fix();
    finding.fix(
        fix == null ? "set " + (origin == null ? name : origin) + " to " + expectation : fix);
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
