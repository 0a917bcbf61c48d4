package dev.startguard.core.check.platform;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts.DefaultZone;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import java.util.Arrays;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * A zone was asked for, and the JVM silently took GMT or a fixed offset instead. Needs no {@code
 * platform} section.
 */
public final class TimezoneFallbackCheck implements Check {
  @Override
  public String id() {
    return "timezone-fallback";
  }

  @Override
  public void run(Validation validation) {
    if (!asked(validation.host().env().get("TZ"))
        && !asked(validation.host().property("user.timezone"))) {
      return;
    }
    DefaultZone zone = validation.host().defaultZone();
    if (zone == null) {
      validation.notEvaluated("TZ", "the JVM's answer");
    } else if (zone.id().equals(zone.asked())) {
      validation.passed();
    } else if (zone.asked() != null && zone.origin() != null) {
      check(validation, zone.asked(), zone.origin(), zone.id());
    }
  }

  private static boolean asked(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private void check(Validation validation, String asked, String origin, String id) {
    AskedZone compared = AskedZone.compare(asked, id, validation.host());
    switch (compared.outcome()) {
      case HONOURED -> validation.passed();
      case RULES_DROPPED -> {
        FindingBuilder finding =
            finding(validation, asked, origin, id).gist("lost its summer time");
        finding
            .detail("lost its summer time: the JVM made it " + id + " all year round")
            .message(origin + " lost its summer time: the JVM made it " + id + " all year round")
            .why("the JVM takes no zone file and no POSIX rule, only the present offset");
        fix(validation, finding, origin, compared.region());
      }
      case FELL_BACK -> {
        String near = compared.region();
        if (near == null) {
          near = NearestName.of(asked.strip(), Arrays.asList(TimeZone.getAvailableIDs()));
        }
        FindingBuilder finding = finding(validation, asked, origin, id).gist("fell back to " + id);
        String hint = near == null ? "" : ": did you mean " + near + "?";
        finding
            .detail("no zone that the JVM knows; it silently fell back to " + id + hint)
            .message(origin + " names no zone that the JVM knows; it silently fell back to " + id);
        fix(validation, finding, origin, near);
      }
    }
  }

  private FindingBuilder finding(Validation validation, String asked, String origin, String id) {
    return Platform.finding(validation, id(), Severity.ERROR, origin, "timezone")
        .found(validation.show(origin, asked))
        .note("JVM", id);
  }

  private static void fix(
      Validation validation, FindingBuilder finding, String origin, @Nullable String region) {
    String zone = region == null ? "a region, such as Europe/Berlin" : region;
    validation.report(
        finding.fix("set " + origin + (region == null ? " to " : "=") + zone).build());
  }
}
