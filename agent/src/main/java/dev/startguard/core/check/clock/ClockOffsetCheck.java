package dev.startguard.core.check.clock;

import dev.startguard.core.check.Background;
import dev.startguard.core.check.DeadlineExceeded;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Task;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.WaitingCheck;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.NamedEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock is farther from the true time than {@code maxOffset}, or, as a warning, than
 * {@code warnOffset}. Whatever judges a date gets the time that the sources agree on.
 */
public final class ClockOffsetCheck implements WaitingCheck {
  private final List<Task<?>> tasks = new ArrayList<>();
  private @Nullable Survey survey;

  @Override
  public String id() {
    return "clock-offset";
  }

  @Override
  public void run(Validation validation) {
    Fields clock = ClockFinding.fields(validation);
    ClockLimits limits = ClockLimits.of(clock);
    List<TimeSource> sources = sources(clock.texts("sources"), validation.host());
    if (sources.isEmpty() && !limits.hasMost() && !limits.hasWarn()) {
      return; // it is to be watched while the service runs, and no more
    }
    if (validation.skipped(ClockFinding.entry(validation))) {
      return;
    }
    Background background = validation.background();
    Survey asked = new Survey(sources, limits, background.deadline());
    survey = asked;
    validation.clock(asked);
    for (int i = 0; i < sources.size(); i++) {
      tasks.add(background.begin("clock-" + (i + 1), new SourceWork(asked, i, limits)));
    }
  }

  @Override
  public void finish(Validation validation) {
    Survey asked = survey;
    if (asked == null) {
      return;
    }
    Outcome outcome = asked.outcome();
    asked.rethrow();
    switch (outcome.verdict()) {
      case INSIDE -> validation.passed();
      case WARNED -> validation.report(offset(validation, outcome, "warnOffset"));
      case OUTSIDE -> validation.report(offset(validation, outcome, "maxOffset"));
      case UNDECIDABLE -> validation.report(ClockUndecidable.finding(validation, asked, outcome));
      case UNREACHABLE -> unreachable(validation, asked, outcome);
    }
  }

  /** What has not said anything at all, for want of time, is named for that. */
  private void unreachable(Validation validation, Survey asked, Outcome outcome) {
    boolean silent = false;
    for (int i = 0; i < tasks.size(); i++) {
      if (asked.reading(i) == null && asked.reason(i) == null) {
        silent = true;
        String id = "deadline-exceeded";
        Severity severity = validation.severity(id, ClockUnreachable.severity(validation));
        FindingBuilder finding = ClockFinding.begin(validation, id, severity);
        String source = asked.sources().get(i).name();
        validation.report(
            DeadlineExceeded.finish(finding, validation, source, tasks.get(i)).build());
      }
    }
    if (!silent) {
      validation.report(ClockUnreachable.finding(validation, asked, outcome));
    }
  }

  private Finding offset(Validation validation, Outcome outcome, String limit) {
    NamedEntry entry = ClockFinding.entry(validation);
    Fields clock = entry.fields();
    Severity own = entry.severity();
    Severity severity =
        limit.equals("warnOffset")
            ? Severity.WARNING // what refuses is maxOffset
            : own == null ? validation.severity(id(), Severity.ERROR) : own;
    Interval agreed = outcome.agreed();
    String offset = agreed == null ? "off" : Offsets.words(agreed.middle());
    String detail = offset + "; " + limit + " is " + clock.text(limit, "");
    FindingBuilder finding =
        ClockFinding.begin(validation, id(), severity)
            .gist(offset)
            .detail(detail)
            .message("The clock is " + detail)
            .at(clock.place(limit), "farther off than this")
            .fix("correct the host's clock, and see that its time service runs: chronyc tracking")
            .fix("in a container the clock is the node's: correct it there")
            .retryable();
    Survey asked = survey;
    return asked == null ? finding.build() : ClockFinding.sources(finding, asked, outcome).build();
  }

  private static List<TimeSource> sources(List<String> names, HostFacts host) {
    List<TimeSource> sources = new ArrayList<>();
    for (String name : names) {
      sources.add(
          switch (name) {
            case "chrony" -> new ChronySource(host);
            case "kernel" -> new KernelSource(host);
            default -> new NtpSource(host, name);
          });
    }
    return sources;
  }
}
