package dev.startguard.core.report;

import dev.startguard.core.report.FindingCounts.Kept;
import dev.startguard.core.report.jmx.FindingView;
import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import org.jspecify.annotations.Nullable;

/** A finding's texts, bounded and escaped, for who shows them one by one. */
public final class FindingText {
  private final Printable printable = new Printable(false);

  /** For JMX. */
  public FindingView view(Kept kept) {
    Finding finding = kept.finding();
    CodeLocation code = finding.location() instanceof CodeLocation place ? place : null;
    String thread = thread(finding);
    return new FindingView(
        finding.id(),
        finding.severity().word(),
        finding.evidence() == null ? "" : finding.evidence().word(),
        bounded(finding.message(), RefusalText.HEADLINE),
        code == null ? null : bounded(code.text(), Printable.LIMIT),
        thread == null ? null : bounded(thread, Printable.LIMIT),
        Rfc3339.utc(kept.millis()));
  }

  /** The name of who ran into it; null when nobody in particular did. */
  static @Nullable String thread(Finding finding) {
    for (Note note : finding.notes()) {
      if (note.name().equals("thread")) {
        return note.text();
      }
    }
    return null;
  }

  private String bounded(String text, int limit) {
    StringBuilder out = new StringBuilder();
    printable.bounded(out, text, limit);
    return out.toString();
  }
}
