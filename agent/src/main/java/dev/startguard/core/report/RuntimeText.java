package dev.startguard.core.report;

import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Location;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Note;
import dev.startguard.finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A finding of the running service, for people: {@code startguard ERROR proven ID SITE}, then what
 * happened, where it came from, why it matters and what to do, a line each.
 */
final class RuntimeText {
  private final Printable printable;

  /**
   * @param ascii whether everything beyond ASCII is to be escaped
   */
  RuntimeText(boolean ascii) {
    printable = new Printable(ascii);
  }

  /**
   * The whole finding, each line ended by a line feed.
   *
   * @param count how many times it was seen so far, this one included
   */
  String render(Finding finding, long count) {
    StringBuilder out = new StringBuilder(512).append("startguard ").append(level(finding));
    out.append(' ').append(head(finding)).append('\n');
    body(out, finding, count);
    return out.toString();
  }

  /** What stands behind the level in the first line; without a line feed. */
  String head(Finding finding) {
    StringBuilder out = new StringBuilder(128);
    if (finding.evidence() != null) {
      out.append(finding.evidence().word()).append(' ');
    }
    out.append(finding.id());
    place(out, finding.location());
    return out.toString();
  }

  /** The lines below the first one, each ended by a line feed. */
  void body(StringBuilder out, Finding finding, long count) {
    out.append("  ");
    printable.bounded(out, finding.message(), RefusalText.HEADLINE);
    out.append('\n');
    context(out, finding, count);
    for (Note note : finding.notes()) {
      if (note.name().equals("why")) {
        line(out, "why", note.text());
      }
    }
    for (String fix : finding.fixes()) {
      line(out, "fix", fix);
    }
  }

  /** A line of the machinery; without a line feed. */
  String note(String text) {
    StringBuilder out = new StringBuilder(128);
    printable.bounded(out, text, RefusalText.HEADLINE);
    return out.toString();
  }

  static String level(Finding finding) {
    Severity severity = finding.severity();
    return severity == Severity.ERROR ? "ERROR" : severity == Severity.WARNING ? "WARN" : "INFO";
  }

  private void place(StringBuilder out, @Nullable Location location) {
    if (location instanceof CodeLocation code) {
      out.append(' ');
      printable.bounded(out, code.className());
      out.append('.');
      printable.bounded(out, code.method());
      out.append('(');
      String file = code.file() == null ? "" : code.file();
      printable.bounded(out, file.isEmpty() ? "Unknown Source" : file);
      if (!file.isEmpty() && code.line() > 0) {
        out.append(':').append(code.line());
      }
      out.append(')');
    } else if (location instanceof ManifestLocation place) {
      out.append(' ');
      printable.bounded(out, place.source().name());
      out.append(':').append(place.line()).append(':').append(place.column());
    }
  }

  /** {@code zone Europe/Berlin (from TZ), thread scheduler-1, seen 10 times}. */
  private void context(StringBuilder out, Finding finding, long count) {
    String before = "  ";
    for (Note note : finding.notes()) {
      if (!note.name().equals("why")) {
        out.append(before).append(note.name()).append(' ');
        printable.bounded(out, note.text());
        before = ", ";
      }
    }
    if (count > 1) {
      out.append(before).append("seen ").append(count).append(" times");
      before = ", ";
    }
    if (before.equals(", ")) {
      out.append('\n');
    }
  }

  private void line(StringBuilder out, String name, String text) {
    out.append("  ").append(name).append(": ");
    printable.bounded(out, text, RefusalText.HEADLINE);
    out.append('\n');
  }
}
