package dev.startguard.manifest.contradiction;

import dev.startguard.finding.FindingBuilder;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Policy;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;

/**
 * Contradictions of clock and probes: with the deadline of the whole validation, and with what they
 * ask for.
 */
final class BudgetContradictions {
  private final ContradictionScope scope;
  private final Fields policy;
  private final long deadline;

  private BudgetContradictions(ContradictionScope scope) {
    this.scope = scope;
    policy = scope.settings("policy");
    deadline = new Policy(policy).deadlineNanos();
  }

  static void check(ContradictionScope scope) {
    BudgetContradictions budgets = new BudgetContradictions(scope);
    budgets.clock(scope.settings("clock"));
    for (MappingNode.Pair pair : scope.section("probes").pairs()) {
      MappingNode probe = scope.entry("probes", pair.name());
      if (probe != null) {
        budgets.probe(pair.name(), probe);
      }
    }
  }

  private void clock(Fields clock) {
    inDeadline("clock", clock, "timeout");
    inDeadline("clock", clock, "retryFor");
    if (clock.nanos("warnOffset", 0) > clock.nanos("maxOffset", Long.MAX_VALUE)) {
      scope.report(
          scope
              .about(
                  "clock",
                  clock.node(),
                  "warns later than it refuses: warnOffset is over maxOffset")
              .at(clock.place("warnOffset"), "over maxOffset")
              .related(clock.place("maxOffset"), "maxOffset stands here")
              .fix("make warnOffset smaller than maxOffset"));
    }
    int sources = clock.texts("sources").size();
    if (sources > 0 && clock.whole("minSources", 1) > sources) {
      scope.report(
          scope
              .about(
                  "clock",
                  clock.node(),
                  "needs more sources than it has: minSources is over " + sources)
              .at(clock.place("minSources"), "more than there are")
              .related(clock.place("sources"), sources == 1 ? "1 source" : sources + " sources")
              .fix("add sources, or lower minSources"));
    }
  }

  private void probe(String name, MappingNode probe) {
    Fields fields = new Fields(probe);
    inDeadline(name, fields, "timeout");
    inDeadline(name, fields, "retryFor");
    for (MappingNode.Pair pair : probe.pairs()) {
      switch (pair.name()) {
        case "tcp", "tls", "http", "dns", "disk" ->
            substitutions(name, probe, (ScalarNode) pair.value());
        case "onProfile" -> {
          for (Node item : ((SequenceNode) pair.value()).items()) {
            scope.known(name, probe, (ScalarNode) item);
          }
        }
        default -> {}
      }
    }
  }

  private void inDeadline(String subject, Fields entry, String field) {
    if (entry.nanos(field, 0) > deadline) {
      FindingBuilder finding =
          scope
              .about(subject, entry.node(), "has a " + field + " over policy.deadline")
              .at(entry.place(field), "longer than the whole validation may take");
      if (policy.has("deadline")) {
        finding.related(policy.place("deadline"), "the deadline");
      } else {
        finding.note("note", "policy.deadline is 20s when not given");
      }
      scope.report(finding.fix("shorten " + field + ", or raise policy.deadline"));
    }
  }

  /** Every {@code ${NAME}} must be a declared variable or property, and no secret. */
  private void substitutions(String subject, MappingNode probe, ScalarNode address) {
    String text = address.text();
    for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", start + 2)) {
      int end = text.indexOf('}', start);
      if (end < 0) {
        report(subject, probe, address, "has a ${ without its }", "not closed");
        return;
      }
      String name = text.substring(start + 2, end);
      if (scope.entry("secrets", name) != null) {
        report(
            subject,
            probe,
            address,
            "puts the secret " + name + " into an address",
            name + " is a secret");
      } else if (scope.entry("env", name) == null && scope.entry("properties", name) == null) {
        scope.undeclared(
            subject, probe, new ScalarNode(address.place(), name, true), "env", "properties");
      }
    }
  }

  private void report(
      String subject, MappingNode probe, ScalarNode address, String gist, String label) {
    scope.report(
        scope
            .about(subject, probe, gist)
            .at(address.place(), label)
            .fix("use ${NAME} of a declared variable that is no secret"));
  }
}
