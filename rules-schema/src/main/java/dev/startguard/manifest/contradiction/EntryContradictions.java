package dev.startguard.manifest.contradiction;

import dev.startguard.finding.FindingBuilder;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.ValueType;
import dev.startguard.manifest.type.ValueTypes;

/** Contradictions within a variable, a property or a secret. */
final class EntryContradictions {
  private final ContradictionScope scope;
  private final String name;
  private final MappingNode entry;
  private final Fields fields;

  private EntryContradictions(ContradictionScope scope, String name, MappingNode entry) {
    this.scope = scope;
    this.name = name;
    this.entry = entry;
    fields = new Fields(entry);
  }

  static void check(ContradictionScope scope, String name, MappingNode entry) {
    EntryContradictions contradictions = new EntryContradictions(scope, name, entry);
    ScalarNode codeDefault = null;
    boolean narrowed = false;
    for (MappingNode.Pair pair : entry.pairs()) {
      switch (pair.name()) {
        case "min", "minLength", "minItems", "pattern", "of" -> narrowed = true;
        case "codeDefault" -> codeDefault = (ScalarNode) pair.value();
        case "required" -> contradictions.required(pair);
        case "requiredWhen" -> ConditionContradictions.check(scope, name, entry);
        case "deprecated" -> contradictions.deprecated(new Fields((MappingNode) pair.value()));
        case "distinctFrom" -> {
          for (Node item : ((SequenceNode) pair.value()).items()) {
            contradictions.secret("distinctFrom", (ScalarNode) item);
          }
        }
        case "matches", "passwordFrom" ->
            contradictions.secret(pair.name(), (ScalarNode) pair.value());
        default -> {}
      }
    }
    ValueType type =
        narrowed || codeDefault != null
            ? ValueTypes.of(contradictions.fields.text("type", "string"))
            : null;
    if (type != null
        && (!narrowed || !contradictions.narrowedToNothing(type))
        && codeDefault != null) {
      contradictions.codeDefault(type, codeDefault);
    }
  }

  /**
   * Reports what a type says of its constraints: {@code min} over {@code max}, an invalid {@code
   * pattern}.
   */
  private boolean narrowedToNothing(ValueType type) {
    Judgement broken = type.contradiction(fields);
    if (broken == null) {
      return false;
    }
    String field = broken.field() == null ? "type" : broken.field();
    FindingBuilder finding =
        scope
            .about(name, entry, "contradicts itself: " + field + " " + broken.problem())
            .at(fields.place(field), broken.problem());
    String opposite =
        field.startsWith("min")
            ? "max" + field.substring(3)
            : field.startsWith("max") ? "min" + field.substring(3) : "";
    if (fields.has(opposite)) {
      finding.related(fields.place(opposite), opposite + " stands here");
    }
    scope.report(
        finding.fix("correct " + (fields.has(opposite) ? field + " or " + opposite : field)));
    return true;
  }

  private void codeDefault(ValueType type, ScalarNode codeDefault) {
    Judgement judgement = type.judge(codeDefault.text(), fields);
    if (judgement.fits()) {
      return;
    }
    String cause = judgement.field() == null ? "type" : judgement.field();
    FindingBuilder finding =
        scope
            .about(
                name,
                entry,
                (judgement.undecided()
                        ? "has a codeDefault that cannot be judged: "
                        : "has a codeDefault that does not fit: ")
                    + judgement.problem())
            .at(codeDefault.place(), judgement.problem());
    if (fields.has(cause)) {
      finding.related(fields.place(cause), type.expectation(fields));
    }
    if (judgement.hint() != null) {
      finding.note("hint", judgement.hint());
    }
    scope.report(
        finding.fix(
            "correct codeDefault, or "
                + cause
                + (fields.has(cause) ? "" : ", which is string when not given")));
  }

  /**
   * {@code required} beside what says when it is required. Across files the later one is meant to
   * win.
   */
  private void required(MappingNode.Pair required) {
    boolean always = ((ScalarNode) required.value()).text().equals("true");
    MappingNode.Pair other = entry.pair("requiredWhen");
    if (other == null && always) {
      other = entry.pair("codeDefault");
    }
    if (other != null
        && other.key().place().source() == required.key().place().source()
        && scope.base()) {
      scope.report(
          scope
              .about(name, entry, "says required: " + always + " beside " + other.name())
              .at(required.value().place(), always ? "always required" : "never required")
              .related(
                  other.key().place(),
                  other.name().equals("codeDefault")
                      ? "optional: the code falls back to this"
                      : "required on a condition")
              .fix("remove one of the two"));
    }
  }

  private void deprecated(Fields deprecated) {
    Node replacedBy = deprecated.node().get("replacedBy");
    if (replacedBy instanceof ScalarNode successor) {
      if (successor.text().equals(name)) {
        scope.report(
            scope
                .about(name, entry, "is replaced by itself")
                .at(successor.place(), "itself")
                .fix("name its successor"));
      } else if (scope.variable(successor.text()) == null) {
        scope.undeclared(name, entry, successor, ContradictionScope.VARIABLES);
      }
    }
    String since = deprecated.text("since");
    String removeAfter = deprecated.text("removeAfter");
    if (since != null && removeAfter != null && since.compareTo(removeAfter) > 0) {
      scope.report(
          scope
              .about(name, entry, "is to be removed before it is deprecated")
              .at(deprecated.place("since"), "deprecated since")
              .related(deprecated.place("removeAfter"), "removed after")
              .fix("correct one of the dates"));
    }
  }

  private void secret(String field, ScalarNode other) {
    if (other.text().equals(name)) {
      scope.report(
          scope
              .about(name, entry, "names itself in " + field)
              .at(other.place(), "itself")
              .fix("name another secret"));
    } else if (scope.entry("secrets", other.text()) == null) {
      scope.undeclared(name, entry, other, "secrets");
    }
  }
}
