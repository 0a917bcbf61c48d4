package dev.startguard.core.check.version;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.NamedEntry;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import org.jspecify.annotations.Nullable;

/** The JVM's time-zone rules are not of the release that {@code versions.tzdata} asks for. */
public final class TzdataVersionCheck implements Check {
  /** A zone that every provider's first set of rules has. */
  private static final String ZONE = "UTC";

  @Override
  public String id() {
    return "tzdata-version";
  }

  @Override
  public void run(Validation validation) {
    NamedEntry entry = Versions.entry(validation, "tzdata");
    String range = entry == null ? null : entry.fields().text("range");
    if (entry == null || range == null) {
      return;
    }
    String version = version();
    if (version == null) {
      validation.notEvaluated(entry.name(), "a provider of zone rules that knows " + ZONE);
    } else if (MavenOrder.within(range, version)) {
      validation.passed();
    } else {
      validation.report(
          validation
              .finding(id(), Severity.ERROR, entry)
              .gist("is " + version + ", not in " + range)
              .message("The JVM's time-zone rules are " + version + ", which is not in " + range)
              .at(entry.fields().place("range"), "the releases of tzdata that will do")
              .note("found", version)
              .note("JVM", validation.host().javaHome())
              .fix("take a newer update of the same Java")
              .fix("update the rules alone, with the vendor's tool, such as TZUpdater")
              .build());
    }
  }

  /** What the JVM has loaded its rules from; null when nobody says. */
  private static @Nullable String version() {
    try {
      return ZoneRulesProvider.getVersions(ZONE).lastKey();
    } catch (ZoneRulesException unknown) {
      return null;
    }
  }
}
