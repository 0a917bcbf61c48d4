package dev.startguard.core;

import dev.startguard.core.catalog.CheckCatalog;
import dev.startguard.core.check.CheckRunner;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Validation;
import dev.startguard.core.config.FileIncludes;
import dev.startguard.core.config.ManifestLocator;
import dev.startguard.core.config.Settings;
import dev.startguard.core.config.SettingsParser;
import dev.startguard.core.host.LiveHost;
import dev.startguard.core.report.Console;
import dev.startguard.core.report.ExitPolicy;
import dev.startguard.core.report.TextReport;
import dev.startguard.finding.Report;
import dev.startguard.finding.Severity;
import dev.startguard.finding.Verdict;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestReader;
import dev.startguard.manifest.ReadResult;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wiring of one start: settings, manifest, checks, report, verdict. The launcher calls it by
 * name.
 */
public final class Startguard {
  private Startguard() {}

  /** Before {@code main}. Never throws; does not return when the start is refused. */
  public static void premain(@Nullable String args, Instrumentation instrumentation) {
    long begin = System.nanoTime();
    HostFacts host = new LiveHost(instrumentation);
    Settings settings = SettingsParser.parse(args, host);
    if (ManifestLocator.search(settings, host) instanceof ManifestLocator.Search.Found found
        && new ManifestReader(new FileIncludes(host)).read(found.source())
            instanceof ReadResult.Valid valid) {
      Manifest manifest = valid.document().withoutProfile();
      Validation validation = new Validation(manifest, host);
      CheckRunner.run(CheckCatalog.checks(), validation);
      boolean refused = false;
      for (var finding : validation.findings()) {
        refused |= finding.severity() == Severity.ERROR;
      }
      Report report =
          new Report(
              manifest.service(),
              manifest.profile(),
              "enforce",
              found.source().name(),
              null,
              refused ? Verdict.REFUSED : Verdict.PASSED,
              refused ? 78 : 0,
              validation.findings(),
              List.of(),
              validation.checks(),
              validation.notEvaluatedCount(),
              (System.nanoTime() - begin) / 1_000_000,
              true);
      Console.error(TextReport.render(report));
      if (refused) {
        ExitPolicy.refuse(report.exit());
      }
    }
  }

  /** Loaded into a running JVM: the same, in warn mode. */
  public static void agentmain(@Nullable String args, Instrumentation instrumentation) {}

  /** The command line. */
  public static void main(String[] args) {}
}
