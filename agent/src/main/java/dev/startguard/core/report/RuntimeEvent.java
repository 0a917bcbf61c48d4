package dev.startguard.core.report;

import dev.startguard.core.report.jfr.Recorded;
import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;

/** Findings as events of JDK Flight Recorder, where there is one and it is in use. */
final class RuntimeEvent {
  private final Printable printable = new Printable(false);
  private boolean absent;

  /**
   * Writes the event.
   *
   * @param count how many times it was seen so far, this one included
   */
  void write(Finding finding, long count) {
    if (absent) {
      return;
    }
    try {
      if (Recorded.wanted()) {
        event(finding, count).commit();
      }
    } catch (LinkageError imageWithoutIt) {
      absent = true;
    }
  }

  private Recorded event(Finding finding, long count) {
    CodeLocation code = finding.location() instanceof CodeLocation place ? place : null;
    String thread = null;
    for (Note note : finding.notes()) {
      if (note.name().equals("thread")) {
        thread = note.text();
      }
    }
    return new Recorded(
        finding.id(),
        finding.severity().word(),
        finding.evidence() == null ? null : finding.evidence().word(),
        text(finding.message(), RefusalText.HEADLINE),
        code == null ? null : text(code.className(), Printable.LIMIT),
        code == null ? null : text(code.method(), Printable.LIMIT),
        code == null ? 0 : code.line(),
        thread == null ? null : text(thread, Printable.LIMIT),
        count);
  }

  private String text(String text, int limit) {
    StringBuilder out = new StringBuilder();
    printable.bounded(out, text, limit);
    return out.toString();
  }
}
