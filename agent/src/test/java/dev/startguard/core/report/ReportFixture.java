package dev.startguard.core.report;

import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Report;
import dev.startguard.finding.Severity;
import dev.startguard.finding.SourceFile;
import dev.startguard.finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports to render. */
final class ReportFixture {
  private @Nullable String service = "checkout";
  private @Nullable String profile = "prod";
  private @Nullable String wayOut = "STARTGUARD_MODE=warn";
  private String mode = "enforce";
  private int exit = 78;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final List<String> unevaluated = new ArrayList<>();

  static FindingBuilder error(String id, String subject) {
    return Finding.of(id, Severity.ERROR, subject);
  }

  static FindingBuilder warning(String id, String subject) {
    return Finding.of(id, Severity.WARNING, subject);
  }

  /** A place in a manifest of one line that stands at {@code line}. */
  static ManifestLocation place(int line, int column, int length, String text) {
    SourceFile file = new SourceFile("startguard.yaml", 0, "\n".repeat(line - 1) + text + "\n");
    file.showable(true);
    return new ManifestLocation(file, line, column, length);
  }

  ReportFixture with(FindingBuilder... more) {
    for (FindingBuilder finding : more) {
      findings.add(finding.build());
    }
    return this;
  }

  ReportFixture service(@Nullable String name) {
    service = name;
    return this;
  }

  ReportFixture profile(@Nullable String name) {
    profile = name;
    return this;
  }

  ReportFixture wayOut(@Nullable String way) {
    wayOut = way;
    return this;
  }

  ReportFixture mode(String name) {
    mode = name;
    return this;
  }

  ReportFixture exit(int code) {
    exit = code;
    return this;
  }

  ReportFixture notice(String text) {
    notices.add(text);
    return this;
  }

  ReportFixture notEvaluated(String subjectNeedsOther) {
    unevaluated.add(subjectNeedsOther);
    return this;
  }

  Report passed() {
    return report(Verdict.PASSED, 0);
  }

  Report refused() {
    return report(Verdict.REFUSED, exit);
  }

  Report wouldRefuse() {
    mode = "warn";
    return report(Verdict.WOULD_REFUSE, exit);
  }

  private Report report(Verdict verdict, int code) {
    return new Report(
        service,
        profile,
        mode,
        "startguard.yaml",
        "a".repeat(64),
        verdict,
        code,
        findings,
        notices,
        52 + findings.size(),
        unevaluated.size(),
        unevaluated,
        41,
        wayOut);
  }
}
