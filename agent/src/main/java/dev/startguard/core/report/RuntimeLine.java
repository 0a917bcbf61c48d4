package dev.startguard.core.report;

import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Note;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is found while the service runs, a line of JSON each, for the same run as the start's. */
final class RuntimeLine {
  private static final String THREAD = "thread";

  private final RunFacts facts;
  private final @Nullable String service;
  private final @Nullable String profile;

  RuntimeLine(RunFacts facts, @Nullable String service, @Nullable String profile) {
    this.facts = facts;
    this.service = service;
    this.profile = profile;
  }

  /**
   * The line of a finding.
   *
   * @param count how many times it was seen so far, this one included
   */
  String finding(Finding finding, long count, boolean ascii) {
    String severity = finding.severity().word();
    Json json = new Json(ascii).begin('{');
    JsonLines.common(json, facts, "finding", severity, finding.message(), service, profile);
    json.field("phase", "runtime").field("id", finding.id()).field("severity", severity);
    if (finding.evidence() != null) {
      json.field("evidence", finding.evidence().word());
    }
    json.field("subject", Printable.limited(finding.subject()));
    if (finding.location() instanceof CodeLocation code) {
      site(json, code);
    } else if (finding.location() instanceof ManifestLocation place) {
      json.name("location");
      JsonLines.place(json, place, null);
    }
    List<Note> others = new ArrayList<>(finding.notes().size());
    String thread = null;
    for (Note note : finding.notes()) {
      if (note.name().equals(THREAD)) {
        thread = note.text();
      } else {
        others.add(note);
      }
    }
    json.given(THREAD, JsonLines.limited(thread)).field("count", count);
    JsonLines.notes(json, others);
    JsonLines.fixes(json, finding);
    return json.end('}').line();
  }

  /** The line of what the machinery has to say. */
  String note(String text, boolean ascii) {
    Json json = new Json(ascii).begin('{');
    JsonLines.common(json, facts, "note", "info", text, service, profile);
    return json.end('}').line();
  }

  private static void site(Json json, CodeLocation code) {
    String file = code.file();
    json.name("site").begin('{').field("class", Printable.limited(code.className()));
    json.field("method", Printable.limited(code.method()));
    if (file != null && !file.isEmpty()) {
      json.field("file", Printable.limited(file));
    }
    if (code.line() > 0) {
      json.field("line", code.line());
    }
    json.end('}');
  }
}
