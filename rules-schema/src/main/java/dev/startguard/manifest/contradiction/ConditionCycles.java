package dev.startguard.manifest.contradiction;

import dev.startguard.finding.FindingBuilder;
import dev.startguard.manifest.Condition;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.tree.MappingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds circles of {@code requiredWhen}: an entry that is required only when it is set itself, by
 * way of others. Walks with a stack of its own, so that no length of a chain can overflow the
 * thread's.
 */
final class ConditionCycles {
  private static final int MOST_SHOWN = 8;

  private final ContradictionScope scope;
  private final Map<String, Step> steps = new HashMap<>();

  /** An entry with a condition, and how far its operands have been followed. */
  private static final class Step {
    final String name;
    final MappingNode entry;
    final List<Condition> operands = new ArrayList<>();
    int next;
    boolean onPath = true;

    Step(String name, MappingNode entry) {
      this.name = name;
      this.entry = entry;
    }

    Condition current() {
      return operands.get(next - 1);
    }
  }

  private ConditionCycles(ContradictionScope scope) {
    this.scope = scope;
  }

  static void check(ContradictionScope scope) {
    ConditionCycles cycles = new ConditionCycles(scope);
    for (String section : ContradictionScope.VARIABLES) {
      for (MappingNode.Pair pair : scope.section(section).pairs()) {
        Step first = cycles.unvisited(section, pair.name());
        if (first != null) {
          cycles.follow(first);
        }
      }
    }
  }

  /** The step of an entry that has a condition and was not looked at yet; null otherwise. */
  private @Nullable Step unvisited(String section, String name) {
    String key = section + ' ' + name;
    MappingNode entry = steps.containsKey(key) ? null : scope.entry(section, name);
    Fields condition = entry == null ? null : new Fields(entry).fields("requiredWhen");
    if (entry == null || condition == null) {
      return null;
    }
    Step step = new Step(name, entry);
    operands(Condition.of(condition), step.operands);
    steps.put(key, step);
    return step;
  }

  private static void operands(Condition condition, List<Condition> into) {
    if (condition.kind().equals("env") || condition.kind().equals("property")) {
      into.add(condition);
    }
    for (Condition part : condition.parts()) {
      operands(part, into);
    }
  }

  private void follow(Step first) {
    List<Step> path = new ArrayList<>();
    path.add(first);
    while (!path.isEmpty()) {
      Step step = path.get(path.size() - 1);
      if (step.next == step.operands.size()) {
        step.onPath = false;
        path.remove(path.size() - 1);
        continue;
      }
      Condition operand = step.operands.get(step.next++);
      String section = section(operand);
      Step known = steps.get(section + ' ' + operand.name());
      if (known == null) {
        Step further = unvisited(section, operand.name());
        if (further != null) {
          path.add(further);
        }
      } else if (known.onPath) {
        report(path.subList(path.indexOf(known), path.size()));
      }
    }
  }

  private String section(Condition operand) {
    if (operand.kind().equals("property")) {
      return "properties";
    }
    return scope.section("env").get(operand.name()) == null ? "secrets" : "env";
  }

  private void report(List<Step> circle) {
    Step first = circle.get(0);
    int shown = Math.min(circle.size(), MOST_SHOWN);
    StringBuilder chain = new StringBuilder(first.name);
    for (Step step : circle.subList(0, shown)) {
      chain.append(" -> ").append(step.current().name());
    }
    if (shown < circle.size()) {
      chain.append(" -> ... -> ").append(first.name);
    }
    FindingBuilder finding =
        scope
            .about(first.name, first.entry, "is required only when it is set itself: " + chain)
            .at(
                first.current().place(),
                circle.size() == 1 ? "depends on itself" : "depends on " + first.current().name());
    for (Step step : circle.subList(1, shown)) {
      finding.related(step.current().place(), step.name + " depends on " + step.current().name());
    }
    scope.report(finding.fix("break the circle: remove one of the conditions"));
  }
}
