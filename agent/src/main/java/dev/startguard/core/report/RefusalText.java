package dev.startguard.core.report;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Report;
import dev.startguard.finding.Severity;
import dev.startguard.finding.Verdict;
import java.util.List;

/** A refusal as text: a first line to act on, the index, the details, and the verdict again. */
final class RefusalText {
  /** How many findings are shown in detail. */
  static final int DETAILS = 50;

  /** The first line is never longer, in columns. */
  static final int HEADLINE = 300;

  private final Report report;
  private final Printable printable;
  private final Style style;

  private RefusalText(Report report, boolean ascii, boolean colour) {
    this.report = report;
    printable = new Printable(ascii);
    style = new Style(colour);
  }

  static String render(Report report, boolean ascii, boolean colour) {
    RefusalText text = new RefusalText(report, ascii, colour);
    StringBuilder out = new StringBuilder(4096);
    text.headline(out);
    new IndexText(report, ascii, colour).append(out);
    for (String notice : report.notices()) {
      out.append("  note: ");
      text.printable.bounded(out, notice);
      out.append('\n');
    }
    out.append('\n');
    text.details(out, new DetailText(text.printable, text.style));
    text.last(out);
    return out.toString();
  }

  /** The first and the last line and as much of the index as fits, in UTF-8 bytes. */
  static String summary(Report report, int limit) {
    RefusalText text = new RefusalText(report, false, false);
    StringBuilder head = new StringBuilder();
    text.headline(head);
    StringBuilder tail = new StringBuilder();
    text.last(tail);
    StringBuilder index = new StringBuilder();
    new IndexText(report, false, false).append(index);
    return Utf8.fit(head.toString(), index.toString(), tail.toString(), limit);
  }

  /** {@code 1 error}, {@code 3 errors}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private void headline(StringBuilder out) {
    boolean refused = report.verdict() == Verdict.REFUSED;
    String start = who() + ": ";
    StringBuilder rest = new StringBuilder();
    int errors = report.count(Severity.ERROR);
    int warnings = report.count(Severity.WARNING);
    if (errors > 3) {
      rest.append("; ")
          .append(errors - 3)
          .append(" more ")
          .append(errors == 4 ? "error" : "errors");
    }
    if (warnings > 0) {
      rest.append(errors > 3 ? ", " : "; ").append(count(warnings, "warning"));
    }
    rest.append(refused ? ". Exit " : ". Would exit ").append(report.exit());
    rest.append(refused ? "; main() did not run." : "; main() runs all the same.");
    int room = HEADLINE - verdict().length() - 1 - printable.columns(start, 0) - rest.length();
    out.append(style.paint("error", verdict())).append(' ').append(start);
    gists(out, Math.min(3, errors), room);
    out.append(rest).append('\n');
  }

  /**
   * The first errors, cut to one common width where they do not fit; short ones leave their room to
   * the others.
   */
  private void gists(StringBuilder out, int count, int room) {
    String[] gists = new String[count];
    int[] columns = new int[count];
    for (int i = 0; i < count; i++) {
      Finding finding = report.findings().get(i);
      gists[i] = finding.subject() + " " + finding.gist();
      columns[i] = printable.columns(gists[i], 0);
    }
    int free = room - 2 * Math.max(0, count - 1);
    int width = free;
    while (width > 0 && total(columns, width) > free) {
      width--;
    }
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : "; ").append(printable.cut(gists[i], width));
    }
  }

  private static int total(int[] columns, int width) {
    int total = 0;
    for (int own : columns) {
      total += Math.min(width, own);
    }
    return total;
  }

  private void details(StringBuilder out, DetailText detail) {
    List<Finding> findings = report.findings();
    for (int i = 0; i < findings.size() && i < DETAILS; i++) {
      detail.append(out, findings.get(i));
      out.append('\n');
    }
    if (findings.size() > DETAILS) {
      out.append("(").append(findings.size() - DETAILS).append(" more without details)\n\n");
    }
  }

  private void last(StringBuilder out) {
    out.append(style.paint("error", verdict())).append(' ').append(who()).append(": ");
    out.append(count(report.count(Severity.ERROR), "error"));
    int warnings = report.count(Severity.WARNING);
    if (warnings > 0) {
      out.append(", ").append(count(warnings, "warning"));
    }
    out.append(", exit ").append(report.exit()).append('.');
    if (report.verdict() == Verdict.REFUSED && report.wayOut() != null) {
      out.append(" Start anyway: ").append(report.wayOut());
    } else if (report.verdict() == Verdict.WOULD_REFUSE) {
      out.append(" Started anyway: mode=warn");
    }
    out.append('\n');
  }

  private String verdict() {
    return report.verdict() == Verdict.REFUSED ? "STARTGUARD REFUSED" : "STARTGUARD WOULD REFUSE";
  }

  /** {@code checkout (prod)}; {@code to start} when the service is not known. */
  private String who() {
    String name = report.service() == null ? "to start" : report.service();
    String profile = report.profile();
    return printable.cut(name, 60)
        + (profile == null ? "" : " (" + printable.cut(profile, 30) + ")");
  }
}
