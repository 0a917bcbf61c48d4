package dev.startguard.core.report;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Report;
import dev.startguard.finding.Verdict;

/** The startup report as text. */
public final class TextReport {
  private TextReport() {}

  public static String render(Report report) {
    StringBuilder out = new StringBuilder();
    if (report.verdict() == Verdict.PASSED) {
      return out.append("startguard: ")
          .append(report.service())
          .append(": ")
          .append(report.checks())
          .append(" checks passed in ")
          .append(report.durationMillis())
          .append(" ms (")
          .append(report.manifest())
          .append(")\n")
          .toString();
    }
    out.append("STARTGUARD REFUSED ").append(report.service()).append(": ");
    for (Finding finding : report.findings()) {
      out.append(finding.subject()).append(' ').append(finding.gist()).append("; ");
    }
    return out.append("Exit ").append(report.exit()).append("; main() did not run.\n").toString();
  }
}
