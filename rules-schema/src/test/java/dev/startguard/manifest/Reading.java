package dev.startguard.manifest;

import dev.startguard.finding.Excerpt;
import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Related;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a manifest for a test, and shows what is found as a report would. */
public final class Reading {
  /** What stands before a section that is tested alone. */
  public static final String HEAD = "startguard: 1\nservice: s\n";

  private Reading() {}

  public static ReadResult of(byte[] bytes) {
    return new ManifestReader(
            (origin, include) -> {
              throw new IOException("no includes here");
            })
        .read(new ManifestSource("startguard.yaml", "/startguard.yaml", bytes));
  }

  public static ReadResult of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static List<Finding> findings(byte[] bytes) {
    return of(bytes) instanceof ReadResult.Invalid invalid ? invalid.findings() : List.of();
  }

  public static List<Finding> findings(String text) {
    return findings(text.getBytes(StandardCharsets.UTF_8));
  }

  public static List<String> ids(String text) {
    return findings(text).stream().map(Finding::id).toList();
  }

  /** The manifest, which must be one. */
  public static Manifest manifest(String text) {
    ReadResult result = of(text);
    if (result instanceof ReadResult.Valid valid) {
      return valid.document().withoutProfile();
    }
    throw new AssertionError(shown(text));
  }

  /** Each finding: id and place, the line with its caret and label, other places. */
  public static String shown(String text) {
    return shown(findings(text));
  }

  public static String shown(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : findings) {
      ManifestLocation place = (ManifestLocation) finding.location();
      out.append(finding.id()).append(' ').append(place.text()).append('\n');
      Excerpt excerpt = place.source().excerpt(place);
      if (excerpt == null) {
        out.append("  (").append(finding.label()).append(")\n");
      } else {
        out.append("  ").append(excerpt.text()).append('\n');
        out.append("  ")
            .append(" ".repeat(excerpt.column() - 1))
            .append("^".repeat(excerpt.length()));
        out.append(' ').append(finding.label()).append('\n');
      }
      for (Related related : finding.related()) {
        out.append("  and ")
            .append(related.location().text())
            .append(' ')
            .append(related.label())
            .append('\n');
      }
    }
    return out.toString();
  }

  /** All that a finding says, in one text: what must not hold a secret. */
  public static String everything(List<Finding> findings) {
    StringBuilder out = new StringBuilder(shown(findings));
    for (Finding finding : findings) {
      out.append(finding.subject()).append('\n').append(finding.gist()).append('\n');
      out.append(finding.detail()).append('\n').append(finding.message()).append('\n');
      out.append(finding.notes()).append('\n').append(finding.fixes()).append('\n');
      out.append(finding.owner()).append('\n').append(finding.runbook()).append('\n');
    }
    return out.toString();
  }
}
