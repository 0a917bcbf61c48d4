package dev.startguard.core.check.probe;

import dev.startguard.core.check.DeadlineExceeded;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import dev.startguard.manifest.tree.MappingNode;
import java.util.ArrayList;
import java.util.List;

/** Something that the service depends on does not answer as it should. */
public final class ProbeFailedCheck implements WaitingCheck {
  /** What an attempt has beyond its time-out to say itself that it was too late. */
  private static final long GRACE_NANOS = 250_000_000;

  private final List<Probe> begun = new ArrayList<>();

  @Override
  public String id() {
    return "probe-failed";
  }

  @Override
  public void run(Validation validation) {
    boolean tls = false;
    for (MappingNode.Pair pair : validation.manifest().section("probes").node().pairs()) {
      NamedEntry entry =
          new NamedEntry(pair.name(), pair.key().place(), new Fields((MappingNode) pair.value()));
      if (!validation.skipped(entry) && applies(validation, entry)) {
        Probe probe = Probe.of(validation, entry);
        String needs = probe.target().needs();
        Attempt attempt = needs == null ? probe.attempt(validation) : null;
        if (needs != null) {
          validation.notEvaluated(entry.name(), needs);
        } else if (attempt == null) {
          validation.report(ProbeFinding.noTarget(validation, probe));
        } else {
          if (!tls && probe.mayUseTls()) {
            tls = true;
            validation.background().afterwards(validation.host().beforeTls());
          }
          begun.add(probe);
          probe.begin(validation, attempt);
        }
      }
    }
  }

  /** Whether {@code onProfile} has the profile in force; counts it where nobody knows which is. */
  private static boolean applies(Validation validation, NamedEntry entry) {
    if (!entry.fields().has("onProfile")) {
      return true;
    }
    String unknown = validation.profileNeeds();
    if (unknown != null) {
      validation.notEvaluated(entry.name(), unknown);
      return false;
    }
    String profile = validation.manifest().profile();
    return profile != null && entry.fields().texts("onProfile").contains(profile);
  }

  @Override
  public void finish(Validation validation) {
    for (Probe probe : begun) {
      long left = probe.attempts().limit() + GRACE_NANOS - probe.task().tookNanos();
      if (probe.task().await(System.nanoTime() + left)) {
        judge(validation, probe, answer(probe));
      } else if (validation.background().deadline() - System.nanoTime() <= 0) {
        Severity usual = validation.severity(id(), Severity.WARNING);
        validation.report(
            DeadlineExceeded.finish(
                    validation
                        .finding("deadline-exceeded", usual, probe.entry())
                        .at(probe.entry().fields().place(probe.kind()), "still waited for"),
                    validation,
                    ProbeFinding.what(probe),
                    probe.task())
                .build());
      } else {
        validation.report(
            ProbeFinding.failed(
                validation,
                probe,
                NetworkCause.timedOut(probe.attempts().phase()),
                1,
                probe.task().tookNanos()));
      }
    }
  }

  private static Answer answer(Probe probe) {
    try {
      return probe.task().answer();
    } catch (Exception crash) {
      return new Answer(NetworkCause.crash(crash), List.of(), 1, probe.task().tookNanos());
    }
  }

  private static void judge(Validation validation, Probe probe, Answer answer) {
    ProbeFailure failure = answer.failure();
    if (failure == null) {
      failure = Validity.problem(validation, probe, answer.chain());
    }
    if (failure == null) {
      validation.passed();
    } else {
      validation.report(
          ProbeFinding.failed(validation, probe, failure, answer.attempts(), answer.nanos()));
    }
  }
}
