package dev.startguard.core.report;

import dev.startguard.finding.Report;
import dev.startguard.finding.Severity;
import dev.startguard.finding.Verdict;

/**
 * The startup report as text: one line when all is well. What else it can say lies in classes that
 * load only then.
 */
public final class TextReport {
  private TextReport() {}

  /**
   * Renders the whole report.
   *
   * @param ascii whether the stream takes ASCII only
   * @param colour whether it is a terminal that shows colours
   */
  public static String render(Report report, boolean ascii, boolean colour) {
    return report.verdict() == Verdict.PASSED
        ? passed(report, ascii, colour)
        : RefusalText.render(report, ascii, colour);
  }

  private static String passed(Report report, boolean ascii, boolean colour) {
    StringBuilder out = new StringBuilder(160);
    out.append("startguard: ").append(printable(report.service(), ascii)).append(": ");
    int checks = report.checks() - report.findings().size();
    out.append(checks).append(checks == 1 ? " check passed in " : " checks passed in ");
    out.append(report.durationMillis()).append(" ms (").append(printable(report.manifest(), ascii));
    if (report.profile() != null) {
      out.append(", profile ").append(printable(report.profile(), ascii));
    }
    out.append(')');
    int warnings = report.count(Severity.WARNING);
    if (warnings > 0) {
      out.append(", ").append(RefusalText.count(warnings, "warning"));
    }
    out.append('\n');
    if (!report.findings().isEmpty()) {
      new IndexText(report, ascii, colour).append(out);
    }
    for (String notice : report.notices()) {
      out.append("startguard: note: ").append(printable(notice, ascii)).append('\n');
    }
    return out.toString();
  }

  /** The text itself where it is plain, so that the success line needs no escaping machinery. */
  private static String printable(@org.jspecify.annotations.Nullable String text, boolean ascii) {
    if (text == null) {
      return "?";
    }
    boolean plain = text.length() <= Printable.LIMIT;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = text.charAt(i) >= ' ' && text.charAt(i) < 0x7F;
    }
    if (plain) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    new Printable(ascii).bounded(out, text);
    return out.toString();
  }
}
