package dev.startguard.core.report;

import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Note;
import dev.startguard.finding.Related;
import dev.startguard.finding.Report;
import dev.startguard.finding.Severity;
import dev.startguard.finding.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The startup report as JSON lines: one {@code run}, n {@code finding}, one {@code summary}.
 * Described by {@code findings.schema.json}, against which the tests hold every line.
 */
final class JsonLines {
  private final Report report;
  private final RunFacts facts;
  private final boolean ascii;
  private final StringBuilder out = new StringBuilder(4096);

  private JsonLines(Report report, RunFacts facts, boolean ascii) {
    this.report = report;
    this.facts = facts;
    this.ascii = ascii;
  }

  static String render(Report report, RunFacts facts, boolean ascii) {
    JsonLines lines = new JsonLines(report, facts, ascii);
    lines.run();
    for (Finding finding : report.findings()) {
      lines.finding(finding);
    }
    lines.summary();
    return lines.out.toString();
  }

  /**
   * The only line of a start that is not validated.
   *
   * @param verdict {@code off} or {@code skipped}
   */
  static String notValidated(String verdict, String message, RunFacts facts, boolean ascii) {
    Json json = new Json(ascii).begin('{');
    common(json, facts, "summary", "info", message, null, null);
    json.field("verdict", verdict);
    json.field("errors", 0).field("warnings", 0).field("notEvaluated", 0).field("checks", 0);
    return json.field("durationMs", 0).field("exit", 0).end('}').line();
  }

  private void run() {
    Json json =
        line(
            "run",
            "info",
            "Startguard validates " + (report.service() == null ? "a start" : report.service()));
    json.field("mode", report.mode()).name("manifest");
    if (report.manifest() == null) {
      json.string(null);
    } else {
      json.begin('{').field("path", Printable.limited(report.manifest()));
      json.given("sha256", report.manifestSha256()).end('}');
    }
    json.field("jvm", facts.jvm()).field("startguard", Release.version());
    out.append(json.end('}').line());
  }

  private void finding(Finding finding) {
    String severity = finding.severity().word();
    Json json = line("finding", severity, finding.message());
    json.field("phase", "startup").field("id", finding.id()).field("severity", severity);
    json.field("subject", Printable.limited(finding.subject()));
    json.field("detail", Printable.limited(finding.detail()));
    if (finding.location() instanceof ManifestLocation place) {
      json.name("location");
      place(json, place, finding.label());
    }
    if (!finding.related().isEmpty()) {
      json.name("related").begin('[');
      for (Related related : finding.related()) {
        place(json, related.location(), related.label());
      }
      json.end(']');
    }
    notes(json, finding.notes());
    json.given("owner", limited(finding.owner())).given("url", limited(finding.runbook()));
    fixes(json, finding);
    out.append(json.field("retryable", finding.retryable()).end('}').line());
  }

  static void notes(Json json, List<Note> notes) {
    if (!notes.isEmpty()) {
      json.name("notes").begin('[');
      for (Note note : notes) {
        json.begin('{')
            .field("name", note.name())
            .field("text", Printable.limited(note.text()))
            .end('}');
      }
      json.end(']');
    }
  }

  static void fixes(Json json, Finding finding) {
    if (!finding.fixes().isEmpty()) {
      json.name("fix").begin('[');
      for (String fix : finding.fixes()) {
        json.string(Printable.limited(fix));
      }
      json.end(']');
    }
  }

  private void summary() {
    String rendered = TextReport.render(report, false, false);
    String first = rendered.substring(0, rendered.indexOf('\n'));
    String level =
        report.verdict() == Verdict.REFUSED
            ? "error"
            : report.count(Severity.WARNING) > 0 ? "warning" : "info";
    if (report.verdict() == Verdict.WOULD_REFUSE) {
      level = "warning";
    }
    Json json = line("summary", level, first).field("verdict", report.verdict().word());
    json.field("errors", report.count(Severity.ERROR))
        .field("warnings", report.count(Severity.WARNING));
    json.field("notEvaluated", report.notEvaluated()).field("checks", report.checks());
    json.field("durationMs", report.durationMillis()).field("exit", report.exit());
    json.field("unevaluated", report.unevaluated()).field("notices", report.notices());
    out.append(json.field("rendered", rendered).end('}').line());
  }

  private Json line(String type, String level, String message) {
    Json json = new Json(ascii).begin('{');
    common(json, facts, type, level, message, report.service(), report.profile());
    return json;
  }

  static void common(
      Json json,
      RunFacts facts,
      String type,
      String level,
      String message,
      @Nullable String service,
      @Nullable String profile) {
    json.field("v", 1).field("type", type).field("time", facts.time()).field("level", level);
    json.field("message", Printable.limited(message, RefusalText.HEADLINE));
    json.field("service", limited(service)).field("profile", limited(profile));
    json.field("host", facts.hostName()).field("pid", facts.pid()).field("run", facts.run());
  }

  static void place(Json json, ManifestLocation place, @Nullable String label) {
    json.begin('{').field("file", Printable.limited(place.source().name()));
    json.field("line", place.line()).field("column", place.column());
    json.given("label", limited(label)).end('}');
  }

  static @Nullable String limited(@Nullable String text) {
    return text == null ? null : Printable.limited(text);
  }
}
