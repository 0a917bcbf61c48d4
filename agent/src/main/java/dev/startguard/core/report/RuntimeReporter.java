package dev.startguard.core.report;

import dev.startguard.core.check.HostFacts;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says what is found while the service runs: a few lines on the console, or one of JSON, and one of
 * JSON in the report file. What cannot be written is lost: nothing may disturb the application.
 */
public final class RuntimeReporter {
  private final HostFacts host;
  private final Destinations destinations;
  private final RunFacts facts;
  private final @Nullable String service;
  private final @Nullable String profile;

  RuntimeReporter(
      HostFacts host,
      Destinations destinations,
      RunFacts facts,
      @Nullable String service,
      @Nullable String profile) {
    this.host = host;
    this.destinations = destinations;
    this.facts = facts;
    this.service = service;
    this.profile = profile;
  }

  /** Takes the finding to everywhere it goes. */
  public void report(Finding finding) {
    String file = destinations.file();
    if (file != null) {
      try {
        String path = host.file(facts.expand(file)).getPath();
        ReportFile.append(path, JsonLines.runtime(finding, facts, service, profile, false));
      } catch (IOException lost) {
        // it was said at the start when the file cannot be written
      }
    }
    boolean ascii = Terminal.ascii(host);
    Console.error(
        destinations.json()
            ? JsonLines.runtime(finding, facts, service, profile, ascii)
            : text(finding, ascii));
  }

  /** {@code startguard WARN proven ID}, then what happened, and what to do. */
  private static String text(Finding finding, boolean ascii) {
    Printable printable = new Printable(ascii);
    StringBuilder out = new StringBuilder("startguard ");
    out.append(level(finding.severity()));
    if (finding.evidence() != null) {
      out.append(' ').append(finding.evidence().word());
    }
    out.append(' ').append(finding.id()).append('\n');
    out.append("  ").append(printable.escape(Printable.limited(finding.message()))).append('\n');
    for (String fix : finding.fixes()) {
      out.append("  fix: ").append(printable.escape(Printable.limited(fix))).append('\n');
    }
    return out.toString();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "ERROR";
      case WARNING -> "WARN";
      case INFO -> "INFO";
    };
  }
}
