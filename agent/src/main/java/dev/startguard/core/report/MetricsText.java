package dev.startguard.core.report;

import dev.startguard.core.report.FindingCounts.Count;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code metrics} writes: Prometheus's text format 0.0.4, as node_exporter's textfile
 * collector takes it.
 */
final class MetricsText {
  private static final long NANOS = 1_000_000_000L;
  private static final int DIGITS = 9;
  private static final String COUNTER = "counter";
  private static final String GAUGE = "gauge";

  private final StringBuilder out = new StringBuilder(2048);
  private final Printable printable = new Printable(false);

  private MetricsText() {}

  /**
   * The whole file.
   *
   * @param verdict of the start; null before it is known
   */
  static String render(
      @Nullable StartVerdict verdict, String jvm, List<Count> findings, Health health) {
    MetricsText text = new MetricsText();
    text.build(jvm);
    if (verdict != null) {
      text.verdict(verdict);
    }
    text.findings(findings);
    text.health(health);
    return text.out.toString();
  }

  private void build(String jvm) {
    family("startguard_build_info", GAUGE, "The agent and the JVM that it guards; always 1.");
    sample("startguard_build_info", "1", "version", Release.version(), "jvm", jvm);
  }

  private void verdict(StartVerdict verdict) {
    family("startguard_verdict", GAUGE, "What the last start came to; always 1.");
    sample(
        "startguard_verdict",
        "1",
        "service",
        verdict.service(),
        "profile",
        verdict.profile(),
        "mode",
        verdict.mode(),
        "verdict",
        verdict.verdict(),
        "manifest_sha256",
        verdict.manifestSha256());
  }

  private void findings(List<Count> findings) {
    String name = "startguard_findings_total";
    family(name, COUNTER, "Different findings since the start, those before main among them.");
    for (Count count : findings) {
      sample(
          name,
          Long.toString(count.number()),
          "id",
          count.id(),
          "severity",
          count.severity(),
          "evidence",
          count.evidence());
    }
  }

  private void health(Health health) {
    one("startguard_rules", GAUGE, "Rules that are on.", health.rules());
    one("startguard_woven_classes_total", COUNTER, "Classes woven.", health.wovenClasses());
    one("startguard_woven_sites_total", COUNTER, "Calls that got a probe.", health.wovenSites());
    one("startguard_sampler_looks_total", COUNTER, "Looks at pools and threads.", health.looks());
    String seconds = "startguard_sampler_seconds_total";
    family(seconds, COUNTER, "Time that these looks took.");
    sample(seconds, seconds(health.lookNanos()));
    one(
        "startguard_findings_left_out_total",
        COUNTER,
        "Findings that the budgets kept from console and log.",
        health.leftOut());
    one("startguard_findings_lost_total", COUNTER, "Findings that were lost.", health.lost());
    one("startguard_faults_total", COUNTER, "Faults of the agent, swallowed.", health.faults());
  }

  private void one(String name, String type, String help, long value) {
    family(name, type, help);
    sample(name, Long.toString(value));
  }

  private void family(String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /**
   * @param labels name, value, name, value …
   */
  private void sample(String name, String value, String... labels) {
    out.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      label(labels[i + 1]);
      out.append('"');
    }
    out.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
  }

  /** Backslash, quote and line feed are escaped; other signs that no reader should meet, too. */
  private void label(String value) {
    StringBuilder bounded = new StringBuilder();
    printable.bounded(bounded, value, Printable.LIMIT);
    for (int i = 0; i < bounded.length(); i++) {
      char sign = bounded.charAt(i);
      if (sign == '\\' || sign == '"') {
        out.append('\\');
      }
      out.append(sign);
    }
  }

  /** {@code 0.001500000}: no exponent, whatever the locale. */
  private static String seconds(long nanos) {
    StringBuilder text = new StringBuilder().append(nanos / NANOS).append('.');
    String rest = Long.toString(nanos % NANOS);
    for (int i = rest.length(); i < DIGITS; i++) {
      text.append('0');
    }
    return text.append(rest).toString();
  }
}
