package dev.startguard.core.report;

import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Excerpt;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Location;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Note;
import dev.startguard.finding.Related;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding in full: place, source line and caret, what was found, why it matters, how to fix it,
 * who owns it.
 */
final class DetailText {
  /** Fixes are put on one line as long as it stays within this, in characters. */
  private static final int ONE_LINE = 160;

  private final Printable printable;
  private final Style style;

  DetailText(Printable printable, Style style) {
    this.printable = printable;
    this.style = style;
  }

  void append(StringBuilder out, Finding finding) {
    String word = finding.severity().word();
    out.append(style.paint(word, word + "[" + finding.id() + "]")).append(": ");
    printable.bounded(out, finding.message());
    out.append('\n');
    place(out, finding.location(), finding.label(), '^');
    for (Related related : finding.related()) {
      place(out, related.location(), related.label(), '-');
    }
    notes(out, notesOf(finding));
  }

  private void place(
      StringBuilder out, @Nullable Location location, @Nullable String label, char mark) {
    if (location instanceof ManifestLocation place) {
      Excerpt excerpt = place.source().excerpt(place);
      out.append("  --> ");
      printable.bounded(out, place.source().name());
      out.append(':').append(place.line()).append(':').append(place.column());
      if (excerpt == null) {
        if (label != null) {
          out.append(' ');
          printable.bounded(out, label);
        }
        out.append('\n');
      } else {
        out.append('\n');
        new ExcerptText(printable, style).append(out, place.line(), excerpt, label, mark);
      }
    } else if (location instanceof CodeLocation code) {
      out.append("  --> ");
      printable.bounded(out, code.className() + "." + code.method());
      out.append('\n');
    }
  }

  private static List<Note> notesOf(Finding finding) {
    List<Note> notes = new ArrayList<>(finding.notes());
    int length = 0;
    StringBuilder together = new StringBuilder();
    for (String fix : finding.fixes()) {
      length += fix.length();
      together.append(together.length() == 0 ? "" : ", or ").append(fix);
    }
    if (length <= ONE_LINE && together.length() > 0) {
      notes.add(new Note("fix", together.toString()));
    } else {
      for (String fix : finding.fixes()) {
        notes.add(new Note("fix", fix));
      }
    }
    String owner = finding.owner();
    String runbook = finding.runbook();
    if (owner != null) {
      notes.add(new Note("owner", runbook == null ? owner : owner + ", " + runbook));
    } else if (runbook != null) {
      notes.add(new Note("runbook", runbook));
    }
    return notes;
  }

  private void notes(StringBuilder out, List<Note> notes) {
    int width = 0;
    for (Note note : notes) {
      width = Math.max(width, note.name().length());
    }
    for (Note note : notes) {
      out.append("   = ").append(note.name()).append(':');
      for (int i = note.name().length(); i <= width; i++) {
        out.append(' ');
      }
      printable.bounded(out, note.text());
      out.append('\n');
    }
  }
}
