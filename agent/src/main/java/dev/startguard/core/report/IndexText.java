package dev.startguard.core.report;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbered index: a line for each finding, columns aligned, and what could not be evaluated
 * because of it.
 */
final class IndexText {
  /** How many lines the index has at the most; the rest is counted. */
  static final int LINES = 500;

  /** No subject pushes the details further to the right than this. */
  private static final int SUBJECT_COLUMNS = 40;

  private final Report report;
  private final Printable printable;
  private final Style style;
  private int idWidth;
  private int subjectWidth;
  private int numberWidth = 3;

  IndexText(Report report, boolean ascii, boolean colour) {
    this.report = report;
    printable = new Printable(ascii);
    style = new Style(colour);
    for (Finding finding : report.findings()) {
      idWidth = Math.max(idWidth, finding.id().length());
      subjectWidth =
          Math.max(
              subjectWidth, Math.min(SUBJECT_COLUMNS, printable.columns(finding.subject(), 0)));
    }
    numberWidth = Math.max(numberWidth, Integer.toString(report.findings().size()).length());
  }

  void append(StringBuilder out) {
    List<Finding> findings = report.findings();
    for (int i = 0; i < findings.size() && i < LINES; i++) {
      line(out, i);
    }
    if (findings.size() > LINES) {
      pad(out, "", numberWidth + 2);
      out.append("and ").append(findings.size() - LINES).append(" more\n");
    }
    unevaluated(out);
  }

  private void line(StringBuilder out, int i) {
    Finding finding = report.findings().get(i);
    String number = Integer.toString(i + 1);
    pad(out, "", numberWidth - number.length());
    out.append(number).append("  ");
    String word = finding.severity().word();
    out.append(style.paint(word, word));
    pad(out, "", 9 - word.length());
    pad(out, finding.id(), idWidth + 1);
    int start = out.length();
    printable.bounded(out, finding.subject());
    pad(
        out,
        "",
        subjectWidth + 1 - Math.min(subjectWidth, printable.columns(finding.subject(), 0)));
    if (out.charAt(out.length() - 1) != ' ' || out.length() == start) {
      out.append(' ');
    }
    printable.bounded(out, finding.detail());
    out.append('\n');
  }

  /** {@code not evaluated: needs DB_HOST (1): TLS_CERT_PATH, smtp}. */
  private void unevaluated(StringBuilder out) {
    Map<String, List<String>> byNeed = new LinkedHashMap<>();
    for (String pair : report.unevaluated()) {
      int at = pair.indexOf(" needs ");
      String need = at < 0 ? pair : pair.substring(at + 7);
      List<String> subjects = byNeed.get(need);
      if (subjects == null) {
        subjects = new ArrayList<>();
        byNeed.put(need, subjects);
      }
      if (at >= 0) {
        subjects.add(pair.substring(0, at));
      }
    }
    int lines = 0;
    for (Map.Entry<String, List<String>> entry : byNeed.entrySet()) {
      if (lines++ == LINES) {
        break;
      }
      pad(out, "", numberWidth + 2);
      out.append("not evaluated: needs ");
      printable.bounded(out, entry.getKey());
      int number = number(entry.getKey());
      if (number > 0) {
        out.append(" (").append(number).append(')');
      }
      out.append(": ");
      StringBuilder subjects = new StringBuilder();
      for (String subject : entry.getValue()) {
        subjects.append(subjects.length() == 0 ? "" : ", ").append(subject);
      }
      printable.bounded(out, subjects.toString());
      out.append('\n');
    }
  }

  private int number(String subject) {
    for (int i = 0; i < report.findings().size(); i++) {
      if (report.findings().get(i).subject().equals(subject)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static void pad(StringBuilder out, String text, int width) {
    out.append(text);
    for (int i = text.length(); i < width; i++) {
      out.append(' ');
    }
  }
}
