package dev.startguard.manifest.contradiction;

import dev.startguard.finding.FindingBuilder;
import dev.startguard.manifest.Condition;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.UserPattern;
import dev.startguard.manifest.type.ValueType;
import dev.startguard.manifest.type.ValueTypes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Contradictions of a {@code requiredWhen}: names that are not declared, comparisons that can never
 * be true.
 */
final class ConditionContradictions {
  private final ContradictionScope scope;
  private final String name;
  private final MappingNode entry;

  private ConditionContradictions(ContradictionScope scope, String name, MappingNode entry) {
    this.scope = scope;
    this.name = name;
    this.entry = entry;
  }

  static void check(ContradictionScope scope, String name, MappingNode entry) {
    Fields condition = new Fields(entry).fields("requiredWhen");
    if (condition != null) {
      new ConditionContradictions(scope, name, entry).check(Condition.of(condition));
    }
  }

  private void check(Condition condition) {
    switch (condition.kind()) {
      case "env" -> {
        MappingNode secret = scope.entry("secrets", condition.name());
        MappingNode variable = scope.entry("env", condition.name());
        chain(variable == null ? secret : variable);
        if (variable != null) {
          compare(condition, variable, "string");
        } else if (secret == null) {
          scope.undeclared(name, entry, operand(condition), "env", "secrets");
        } else if (!condition.test().equals("isSet")) {
          report(
              condition,
              "compares the secret " + condition.name(),
              "a secret is not compared",
              "ask isSet of it");
        }
      }
      case "property" -> {
        MappingNode property = scope.entry("properties", condition.name());
        chain(property);
        if (property == null) {
          scope.undeclared(name, entry, operand(condition), "properties");
        } else {
          compare(condition, property, "string");
        }
      }
      case "flag" -> {
        MappingNode flag = scope.entry("flags", condition.name());
        if (flag == null) {
          scope.undeclared(name, entry, operand(condition), "flags");
        } else if (flag.get("retired") != null) {
          report(
              condition,
              "depends on " + condition.name() + ", which is retired",
              "must not be set",
              "remove it");
        } else {
          compare(condition, flag, "boolean");
        }
      }
      case "profile" -> profile(condition);
      default -> {
        for (Condition part : condition.parts()) {
          check(part);
        }
      }
    }
  }

  private void chain(@Nullable MappingNode operand) {
    if (operand != null && operand.get("requiredWhen") != null) {
      scope.chain();
    }
  }

  private void profile(Condition condition) {
    scope.known(name, entry, operand(condition));
    if (!condition.test().isEmpty()) {
      String fix = "remove " + condition.test() + "; for the opposite write not: { profile: NAME }";
      report(condition, "tests a profile", "a profile takes no test: it is in force or not", fix);
    }
  }

  private static ScalarNode operand(Condition condition) {
    return (ScalarNode) Objects.requireNonNull(condition.fields().node().get(condition.kind()));
  }

  private void compare(Condition condition, MappingNode operand, String usualType) {
    Fields declared = new Fields(operand);
    ValueType type = ValueTypes.of(declared.text("type", usualType));
    Node compared = condition.fields().node().get(condition.test());
    if (condition.test().equals("matches")) {
      String fault = UserPattern.fault(condition.texts().get(0));
      if (fault != null) {
        report(condition, "has an invalid pattern in requiredWhen", fault, "correct the pattern");
      }
    } else if (compared instanceof SequenceNode items) {
      for (Node item : items.items()) {
        compare(condition, declared, type, (ScalarNode) item);
      }
    } else if (condition.test().equals("equals") && compared instanceof ScalarNode text) {
      compare(condition, declared, type, text);
    }
  }

  private void compare(
      Condition condition, Fields operand, @Nullable ValueType type, ScalarNode text) {
    if (type == null) {
      return;
    }
    Judgement judgement = type.judge(text.text(), operand);
    if (judgement.fits()) {
      return;
    }
    String gist =
        "has a condition on "
            + condition.name()
            + (judgement.undecided() ? " that cannot be judged: " : " that can never be true: ")
            + judgement.problem();
    FindingBuilder finding = scope.about(name, entry, gist).at(text.place(), judgement.problem());
    String cause = judgement.field() == null ? "type" : judgement.field();
    if (operand.has(cause)) {
      finding.related(operand.place(cause), condition.name() + " is " + type.expectation(operand));
    }
    scope.report(finding.fix("compare with " + type.expectation(operand)));
  }

  private void report(Condition condition, String gist, String label, String fix) {
    scope.report(
        scope
            .about(name, entry, gist)
            .at(
                condition.test().isEmpty() || label.startsWith("must")
                    ? condition.place()
                    : condition.testPlace(),
                label)
            .fix(fix));
  }
}
