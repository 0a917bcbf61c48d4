package dev.startguard.core.live;

import dev.startguard.core.report.FindingCounts;
import dev.startguard.core.report.Metrics;
import dev.startguard.core.report.RuntimeReporter;
import dev.startguard.core.report.StartupReporter;
import dev.startguard.core.rule.Outlet;
import dev.startguard.finding.Finding;
import org.jspecify.annotations.Nullable;

/** Makes the reporter when there is something to report: most starts never need one. */
public final class LateOutlet implements Outlet {
  private final StartupReporter startup;
  private @Nullable String service;
  private @Nullable String profile;
  private volatile @Nullable RuntimeReporter made;
  private final @Nullable Metrics metrics;
  private volatile @Nullable FindingCounts counts;

  public LateOutlet(StartupReporter startup) {
    this.startup = startup;
    metrics = startup.metrics();
  }

  /** Whose findings they are; before the first of them. */
  void name(@Nullable String named, @Nullable String chosen) {
    service = named;
    profile = chosen;
  }

  /** The file for Prometheus; null when nobody asked for it. */
  @Nullable Metrics metrics() {
    return metrics;
  }

  /** Whether there is a file of findings for a machine. */
  boolean records() {
    return startup.records();
  }

  /** What was found so far. */
  synchronized FindingCounts counts() {
    FindingCounts known = counts;
    if (known == null) {
      known = metrics == null ? new FindingCounts() : metrics.counts();
      counts = known;
    }
    return known;
  }

  @Override
  public void prepare(@Nullable Finding first, Runnable rest) {
    reporter().prepare(first, rest);
  }

  @Override
  public void record(Finding finding, long count) {
    counts().add(finding, startup.nowMillis());
    reporter().record(finding, count);
  }

  @Override
  public void show(Finding finding, long count) {
    reporter().show(finding, count);
  }

  @Override
  public void note(String line) {
    reporter().note(line);
  }

  /** Closes what was opened. */
  void close() {
    RuntimeReporter reporter = made;
    if (reporter != null) {
      reporter.close();
    }
  }

  private RuntimeReporter reporter() {
    RuntimeReporter reporter = made;
    return reporter == null ? make() : reporter;
  }

  /** One may be the first to record, another to note. */
  private synchronized RuntimeReporter make() {
    RuntimeReporter reporter = made;
    if (reporter == null) {
      reporter = startup.runtime(service, profile);
      made = reporter;
    }
    return reporter;
  }
}
