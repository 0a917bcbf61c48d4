package dev.startguard.core.report;

import dev.startguard.core.check.HostFacts;
import dev.startguard.finding.Report;
import dev.startguard.finding.Verdict;

/** Takes the startup report to everywhere it goes. */
public final class StartupReporter {
  private final HostFacts host;
  private final boolean standardOutput;

  /**
   * @param standardOutput whether what is not an error goes to standard output
   */
  public StartupReporter(HostFacts host, boolean standardOutput) {
    this.host = host;
    this.standardOutput = standardOutput;
  }

  public void deliver(Report report) {
    boolean calm = report.verdict() == Verdict.PASSED;
    boolean loud = !calm || !report.findings().isEmpty();
    boolean output = calm && standardOutput;
    boolean colour = loud && Terminal.colour(host, output ? 1 : 2);
    print(TextReport.render(report, Terminal.ascii(host), colour), output);
  }

  /** One line that is not about findings: who switched what off, why a JVM is left alone. */
  public void say(String line) {
    print("startguard: " + new Printable(Terminal.ascii(host)).escape(line) + "\n", standardOutput);
  }

  private static void print(String text, boolean output) {
    if (!output || !Console.output(text)) {
      Console.error(text);
    }
  }
}
