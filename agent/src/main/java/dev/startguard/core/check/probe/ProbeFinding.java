package dev.startguard.core.check.probe;

import dev.startguard.core.check.Validation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Note;
import dev.startguard.finding.Severity;

/** {@code probe-failed}, put into words. */
final class ProbeFinding {
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  private ProbeFinding() {}

  /** {@code tcp "db:5432"}. */
  static String what(Probe probe) {
    return probe.kind() + " " + probe.target().shown();
  }

  /**
   * @param nanos how long all attempts took together
   */
  static Finding failed(
      Validation validation, Probe probe, ProbeFailure failure, int attempts, long nanos) {
    String retryFor = probe.entry().fields().text("retryFor");
    String took =
        " (after "
            + nanos / NANOS_A_MILLI
            + " ms"
            + (retryFor == null
                ? ")"
                : ", " + attempts + (attempts == 1 ? " attempt)" : " attempts)"));
    FindingBuilder finding =
        start(validation, probe)
            .gist(failure.gist())
            .detail(what(probe) + ": " + failure.gist() + took)
            .message(
                "The probe "
                    + probe.entry().name()
                    + " failed: "
                    + what(probe)
                    + ": "
                    + failure.gist()
                    + took)
            .fix(failure.fix());
    if (!failure.isDeclaredWrong()) {
      finding.retryable();
    }
    for (Note note : failure.notes()) {
      finding.note(note.name(), note.text());
    }
    String store = validation.host().property(TRUST_STORE);
    if (failure.blamesTrust() && store != null && !validation.host().file(store).exists()) {
      finding.note(
          "note", TRUST_STORE + " names no file that exists, so the JVM takes its own cacerts");
    }
    return finding.build();
  }

  /** What stands after the variables were put in is no target at all. */
  static Finding noTarget(Validation validation, Probe probe) {
    String form =
        switch (probe.kind()) {
          case "http" -> "an http or https URL in ASCII, without user info";
          case "dns" -> "a host name";
          default -> "host:port";
        };
    String variable = probe.target().variable();
    return start(validation, probe)
        .gist("target is not " + form)
        .message("The target of the probe " + probe.entry().name() + " is not " + form)
        .note("found", probe.target().shown())
        .fix((variable == null ? "make it " : "set " + variable + " so that it is ") + form)
        .build();
  }

  private static FindingBuilder start(Validation validation, Probe probe) {
    return validation
        .finding("probe-failed", Severity.WARNING, probe.entry())
        .at(probe.entry().fields().place(probe.kind()), "probed here");
  }
}
