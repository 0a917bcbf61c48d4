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
import org.jspecify.annotations.Nullable;

/** Contradictions of a flag with itself and with other flags. */
final class FlagContradictions {
  private static final String[] OF_LIVE_FLAGS = {"expect", "removeBy", "conflicts", "implies"};

  private final ContradictionScope scope;
  private final String name;
  private final MappingNode flag;
  private final Fields fields;

  private FlagContradictions(ContradictionScope scope, String name, MappingNode flag) {
    this.scope = scope;
    this.name = name;
    this.flag = flag;
    fields = new Fields(flag);
  }

  static void check(ContradictionScope scope, String name, MappingNode flag) {
    FlagContradictions contradictions = new FlagContradictions(scope, name, flag);
    for (MappingNode.Pair pair : flag.pairs()) {
      switch (pair.name()) {
        case "expect" -> contradictions.expect(pair.value());
        case "conflicts", "implies" ->
            contradictions.others(pair.name(), (SequenceNode) pair.value());
        case "retired" -> contradictions.retired(pair);
        default -> {}
      }
    }
  }

  private void expect(Node expected) {
    scope.knownKeys(name, flag, expected);
    ValueType type = ValueTypes.of(fields.text("type", "boolean"));
    if (type == null) {
      return;
    }
    if (expected instanceof ScalarNode state) {
      expect(type, state);
    } else if (expected instanceof MappingNode byProfile) {
      for (MappingNode.Pair pair : byProfile.pairs()) {
        expect(type, (ScalarNode) pair.value());
      }
    }
  }

  private void expect(ValueType type, ScalarNode state) {
    Judgement judgement = type.judge(state.text(), fields);
    if (!judgement.fits()) {
      FindingBuilder finding =
          scope
              .about(
                  name,
                  flag,
                  (judgement.undecided()
                          ? "expects a state that cannot be judged: "
                          : "expects a state that it cannot have: ")
                      + judgement.problem())
              .at(state.place(), judgement.problem());
      String cause = judgement.field() == null ? "type" : judgement.field();
      if (fields.has(cause)) {
        finding.related(fields.place(cause), type.expectation(fields));
      }
      scope.report(finding.fix("expect " + type.expectation(fields)));
    }
  }

  private void others(String field, SequenceNode names) {
    for (Node item : names.items()) {
      ScalarNode other = (ScalarNode) item;
      if (other.text().equals(name)) {
        report(
            other,
            field.equals("conflicts") ? "conflicts with itself" : "implies itself",
            "itself");
        continue;
      }
      MappingNode entry = scope.entry("flags", other.text());
      if (entry == null) {
        scope.undeclared(name, flag, other, "flags");
      } else if (field.equals("implies") && entry.get("retired") != null) {
        report(other, "implies " + other.text() + ", which is retired", "must not be set");
      } else if (field.equals("implies") && contains(flag.get("conflicts"), other.text())) {
        report(other, "implies and conflicts with " + other.text(), "implied here");
      } else if (field.equals("implies") && contains(entry.get("conflicts"), name)) {
        report(other, "implies " + other.text() + ", which conflicts with it", "implied here");
      }
    }
  }

  private void report(ScalarNode other, String gist, String label) {
    scope.report(
        scope
            .about(name, flag, gist)
            .at(other.place(), label)
            .fix("remove " + other.text() + " here, or correct it"));
  }

  private static boolean contains(@Nullable Node list, String name) {
    if (list instanceof SequenceNode names) {
      for (Node item : names.items()) {
        if (((ScalarNode) item).text().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private void retired(MappingNode.Pair retired) {
    for (String field : OF_LIVE_FLAGS) {
      MappingNode.Pair pair = flag.pair(field);
      if (pair != null) {
        scope.report(
            scope
                .about(name, flag, "is retired and has " + field)
                .at(pair.key().place(), "says what a flag in use does")
                .related(retired.key().place(), "retired: must not be set anywhere")
                .fix("remove " + field));
      }
    }
    for (String section : ContradictionScope.VARIABLES) {
      MappingNode.Pair again = scope.section(section).pair(name);
      if (again != null) {
        scope.report(
            scope
                .about(name, flag, "is a retired flag, and its name is used again under " + section)
                .at(again.key().place(), "used again")
                .related(retired.key().place(), "retired: its name must not be used again")
                .fix("choose another name"));
      }
    }
  }
}
