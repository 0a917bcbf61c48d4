package dev.startguard.core;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.config.Settings;
import dev.startguard.core.config.SettingsParser;
import dev.startguard.core.config.Switches;
import dev.startguard.core.report.ExitCode;
import dev.startguard.core.report.ExitPolicy;
import dev.startguard.core.report.FindingOrder;
import dev.startguard.core.report.StartupReporter;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Report;
import dev.startguard.finding.Severity;
import dev.startguard.finding.Verdict;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestSource;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One start, step by step: settings, manifest, checks, report, verdict. */
final class Boot {
  private final long begin = System.nanoTime();
  private final HostFacts host;
  private final Instrumentation instrumentation;
  private final boolean attached;
  private Switches switches;
  private StartupReporter reporter;
  private @Nullable Inspection inspection;

  Boot(HostFacts host, Instrumentation instrumentation, boolean attached) {
    this.host = host;
    this.instrumentation = instrumentation;
    this.attached = attached;
    switches = new Switches(new Settings(), attached);
    reporter = new StartupReporter(host, false);
  }

  /** Returns when the application may start. */
  void run(@Nullable String args) {
    Settings settings = SettingsParser.parse(args, host);
    switches = new Switches(settings, attached);
    reporter = new StartupReporter(host, settings.value("stream", "stderr").equals("stdout"));
    Inspection whole = new Inspection(settings, host);
    if (!switches.settled()) {
      inspection = whole;
      whole.read();
      Manifest manifest = whole.manifest();
      ManifestSource source = whole.source();
      if (manifest != null && source != null) {
        switches.heed(manifest, source.name());
      }
    }
    String off = switches.sayOff();
    if (off != null) {
      reporter.say(off);
    } else if (whole.nowhere()
        && settings.value("missing", "refuse").equals("start")
        && settings.errors().isEmpty()) {
      reporter.say("no manifest, nothing is checked: missing=start");
    } else {
      if (switches.off("checks") == null) {
        whole.validate();
      }
      finish(whole);
    }
  }

  /** Reports a crash of our own, and lets the policy decide. */
  void crashed(Finding fault) {
    Inspection until = inspection == null ? new Inspection(new Settings(), host) : inspection;
    Manifest manifest = until.manifest();
    boolean refuse = manifest == null || manifest.policy().refuseOnInternalError();
    until.findings().clear();
    until.findings().add(refuse ? fault : fault.withSeverity(Severity.WARNING));
    finish(until);
  }

  private void finish(Inspection whole) {
    Report report = report(whole);
    reporter.deliver(report);
    whole.erase();
    if (report.verdict() == Verdict.REFUSED) {
      ExitPolicy.refuse(report.exit(), instrumentation);
    }
  }

  private Report report(Inspection whole) {
    List<Finding> findings = whole.findings();
    if (findings.size() > 1) {
      findings.sort(new FindingOrder());
    }
    int exit = ExitCode.of(findings);
    String mode = switches.mode();
    Verdict verdict =
        exit == 0 ? Verdict.PASSED : mode.equals("warn") ? Verdict.WOULD_REFUSE : Verdict.REFUSED;
    Manifest manifest = whole.manifest();
    ManifestSource source = whole.source();
    return new Report(
        whole.service(),
        manifest == null ? null : manifest.profile(),
        mode,
        source == null ? null : source.name(),
        null,
        verdict,
        exit,
        findings,
        switches.notices(manifest),
        whole.checks(),
        whole.notEvaluated(),
        whole.unevaluated(),
        (System.nanoTime() - begin) / 1_000_000,
        switches.wayOut());
  }
}
