package dev.startguard.core.report;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.report.file.AppendedFile;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Report;
import dev.startguard.finding.Severity;
import dev.startguard.finding.Verdict;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the startup report to everywhere it goes: the files first, since a console may block, and
 * what fails there is said on the console.
 */
public final class StartupReporter {
  private final HostFacts host;
  private final Destinations destinations;
  private @Nullable RunFacts facts;
  private @Nullable Metrics metrics;

  public StartupReporter(HostFacts host, Destinations destinations) {
    this.host = host;
    this.destinations = destinations;
  }

  /** Now, in milliseconds since the epoch. */
  public long nowMillis() {
    return host.nowMillis();
  }

  /** Whether the manifest's hash is to be told. */
  public boolean wantsHash() {
    return destinations.wantsHash();
  }

  /** Whether there is a file of findings for a machine. */
  public boolean records() {
    return destinations.file() != null;
  }

  /** The file for Prometheus; null when nobody asked for it. */
  public @Nullable Metrics metrics() {
    String path = destinations.metrics();
    if (metrics == null && path != null) {
      metrics = new Metrics(host, facts(), path);
    }
    return metrics;
  }

  /**
   * Takes the report to console, file and termination log.
   *
   * @param terminationLog where a refusal's summary goes beside the console
   */
  public void deliver(Report report, String terminationLog) {
    Report whole = toMetrics(toFile(checkLog(report)));
    if (whole.verdict() == Verdict.REFUSED) {
      TerminationLog.write(terminationLog, RefusalText.summary(whole, TerminationLog.LIMIT));
    }
    boolean calm = whole.verdict() == Verdict.PASSED;
    boolean output = calm && destinations.standardOutput();
    boolean ascii = Terminal.ascii(host);
    if (destinations.json()) {
      print(JsonLines.render(whole, facts(), ascii), output);
    } else {
      boolean plain = calm && whole.findings().isEmpty();
      print(
          TextReport.render(whole, ascii, !plain && Terminal.colour(host, output ? 1 : 2)), output);
    }
  }

  /** Who says what is found after this start, to the same destinations and as the same run. */
  public RuntimeReporter runtime(@Nullable String service, @Nullable String profile) {
    return new RuntimeReporter(host, destinations, facts(), service, profile);
  }

  private Report toMetrics(Report report) {
    Metrics file = metrics();
    if (file == null) {
      return report;
    }
    file.start(report);
    try {
      file.write();
      return report;
    } catch (IOException e) {
      return report.plus(unwritable("metrics", file.path(), e.getMessage()));
    }
  }

  /** One line of a start that is not validated: who switched it off, why this JVM is left alone. */
  public void say(String verdict, String line) {
    Metrics file = metrics();
    if (file != null) {
      file.start(verdict);
      try {
        file.write();
      } catch (IOException e) {
        sayLine(verdict, "metrics are not written: the file " + e.getMessage());
      }
    }
    sayLine(verdict, line);
  }

  private void sayLine(String verdict, String line) {
    boolean ascii = Terminal.ascii(host);
    print(
        destinations.json()
            ? JsonLines.notValidated(verdict, line, facts(), ascii)
            : "startguard: " + new Printable(ascii).escape(line) + "\n",
        destinations.standardOutput());
  }

  /** The log is opened with the first finding; who does not get one must learn it now. */
  private Report checkLog(Report report) {
    String log = destinations.log();
    if (log == null || report.verdict() == Verdict.REFUSED) {
      return report;
    }
    String path = facts().expand(log);
    try {
      AppendedFile.check(host.file(path).getPath());
      return report;
    } catch (IOException e) {
      return report.plus(unwritable("log", path, e.getMessage()));
    }
  }

  /** Appends to the report file; the same report, with a warning when that failed. */
  private Report toFile(Report report) {
    String file = destinations.file();
    if (file == null) {
      return report;
    }
    String path = facts().expand(file);
    try {
      AppendedFile.append(host.file(path).getPath(), JsonLines.render(report, facts(), false));
      return report;
    } catch (IOException e) {
      return report.plus(unwritable("report", path, e.getMessage()));
    }
  }

  private static Finding unwritable(String setting, String path, @Nullable String problem) {
    String words = problem == null ? "cannot be written" : problem;
    String file = Disclosure.plain(path);
    return Finding.of("output-unwritable", Severity.WARNING, setting)
        .gist("not written")
        .detail("not written: the file " + file + " " + words)
        .message("The " + setting + " file " + file + " " + words)
        .fix("give " + setting + " a path in an existing directory that this user may write to")
        .build();
  }

  private RunFacts facts() {
    if (facts == null) {
      facts = new RunFacts(host);
    }
    return facts;
  }

  private static void print(String text, boolean output) {
    if (!output || !Console.output(text)) {
      Console.error(text);
    }
  }
}
