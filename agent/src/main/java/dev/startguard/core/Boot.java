package dev.startguard.core;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.config.ApplicationCode;
import dev.startguard.core.config.Setting;
import dev.startguard.core.config.Settings;
import dev.startguard.core.config.SettingsParser;
import dev.startguard.core.config.Switches;
import dev.startguard.core.live.LateOutlet;
import dev.startguard.core.live.LiveClocks;
import dev.startguard.core.live.LiveRules;
import dev.startguard.core.report.Destinations;
import dev.startguard.core.report.ExitCode;
import dev.startguard.core.report.ExitPolicy;
import dev.startguard.core.report.FindingOrder;
import dev.startguard.core.report.StartupReporter;
import dev.startguard.core.rule.Level;
import dev.startguard.core.rule.RuntimeSettings;
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
  private final long begin;
  private final HostFacts host;
  private final Instrumentation instrumentation;
  private final boolean attached;
  private Settings settings = new Settings();
  private Switches switches;
  private StartupReporter reporter;
  private Inspection inspection;
  private @Nullable LiveRules rules;

  /**
   * @param begin {@link System#nanoTime()} when the agent was entered
   * @param attached whether the agent came into a running JVM
   */
  Boot(long begin, HostFacts host, Instrumentation instrumentation, boolean attached) {
    this.begin = begin;
    this.host = host;
    this.instrumentation = instrumentation;
    this.attached = attached;
    switches = new Switches(settings, attached);
    reporter = new StartupReporter(host, Destinations.usual());
    inspection = new Inspection(settings, host, begin);
  }

  /** Returns when the application may start. */
  void run(@Nullable String args) {
    settings = SettingsParser.parse(args, host);
    switches = new Switches(settings, attached);
    reporter = new StartupReporter(host, destinations());
    inspection = new Inspection(settings, host, begin);
    if (wantsRules()) {
      LiveRules live =
          new LiveRules(
              instrumentation, host, new LiveClocks(host), new LateOutlet(reporter), attached);
      live.prepare();
      rules = live;
    }
    if (!switches.settled() || rules != null) {
      inspection.read();
      heed();
    }
    String off = switches.sayOff();
    String skip = off == null ? inspection.skip() : null;
    if (off != null) {
      reporter.say("off", off);
    } else if (skip != null) {
      reporter.say("skipped", skip);
    }
    settleRules();
    if (off == null && skip == null) {
      if (switches.off("checks") == null) {
        inspection.validate();
      }
      finish();
    } else if (rules != null) {
      rules.begin();
    }
  }

  /** Whether the rules may be on, whatever the manifest says. */
  private boolean wantsRules() {
    return switches.off("mode") == null && !"off".equals(switches.rules());
  }

  /** Lets the manifest decide on the rules, in a JVM that is not to be left alone. */
  private void settleRules() {
    LiveRules live = rules;
    if (live == null) {
      return;
    }
    Manifest known = inspection.manifest();
    Manifest manifest = known == null ? Manifest.none() : known;
    RuntimeSettings runtime =
        new RuntimeSettings(manifest, switches.rules(), new ApplicationCode(host));
    if (wantsRules() && inspection.concerned() && runtime.level() != Level.OFF) {
      live.settle(runtime, manifest);
    } else {
      live.forget();
      rules = null;
    }
  }

  /**
   * Reports a crash of our own, and lets the policy decide. Before the manifest is read nothing can
   * allow a start.
   */
  void crashed(Finding fault) {
    heed();
    if (rules != null) {
      rules.forget();
      rules = null;
    }
    Manifest manifest = inspection.manifest();
    boolean refuse = manifest == null || manifest.policy().refuseOnInternalError();
    inspection.crashed(refuse ? fault : fault.withSeverity(Severity.WARNING));
    finish();
  }

  /** Whether nothing may keep the application from starting. */
  boolean warns() {
    return !switches.mode().equals("enforce");
  }

  private void heed() {
    Manifest manifest = inspection.manifest();
    ManifestSource source = inspection.source();
    if (manifest != null && source != null) {
      switches.heed(manifest, source.name());
    }
  }

  private Destinations destinations() {
    return new Destinations(
        settings.value("format", "text").equals("json"),
        settings.value("stream", "stderr").equals("stdout"),
        path("report"),
        path("log"),
        path("metrics"));
  }

  private @Nullable String path(String key) {
    Setting file = settings.setting(key);
    return file == null || !file.valid() ? null : file.value();
  }

  private void finish() {
    Report report = report();
    if (report.verdict() == Verdict.REFUSED) {
      ExitPolicy.foretell(report.exit());
    }
    Manifest manifest = inspection.manifest();
    reporter.deliver(
        report, manifest == null ? "/dev/termination-log" : manifest.policy().terminationLog());
    inspection.erase();
    if (report.verdict() == Verdict.REFUSED) {
      ExitPolicy.refuse(report.exit(), instrumentation);
    }
    if (rules != null) {
      rules.begin();
    }
  }

  private Report report() {
    List<Finding> findings = inspection.findings();
    if (findings.size() > 1) {
      findings.sort(new FindingOrder());
    }
    int exit = findings.isEmpty() ? 0 : ExitCode.of(findings);
    String mode = switches.mode();
    Manifest manifest = inspection.manifest();
    ManifestSource source = inspection.source();
    List<String> notices = switches.notices(manifest);
    Notices.add(notices, settings);
    return new Report(
        inspection.service(),
        manifest == null ? null : manifest.profile(),
        mode,
        source == null ? null : source.name(),
        // of what is no manifest the hash may be that of a secret: manifest=/run/secrets/x
        source != null && manifest != null && reporter.wantsHash() ? source.sha256() : null,
        exit == 0 ? Verdict.PASSED : mode.equals("warn") ? Verdict.WOULD_REFUSE : Verdict.REFUSED,
        exit,
        findings,
        notices,
        inspection.checks(),
        inspection.notEvaluated(),
        inspection.unevaluated(),
        (System.nanoTime() - begin) / 1_000_000,
        switches.wayOut());
  }
}
