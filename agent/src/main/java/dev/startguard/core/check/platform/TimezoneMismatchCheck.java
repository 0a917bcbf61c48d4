package dev.startguard.core.check.platform;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts.DefaultZone;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;

/** The JVM's default zone will not be the one that {@code platform.timezone} names. */
public final class TimezoneMismatchCheck implements Check {
  private static final String SUBJECT = "timezone";

  @Override
  public String id() {
    return "timezone-mismatch";
  }

  @Override
  public void run(Validation validation) {
    String expected = Platform.of(validation).text(SUBJECT);
    if (expected == null || Platform.skipped(validation, SUBJECT)) {
      return;
    }
    DefaultZone zone = validation.host().defaultZone();
    if (zone == null) {
      validation.notEvaluated(SUBJECT, "the JVM's answer");
    } else if (zone.origin() != null && validation.broken(zone.origin())) {
      validation.notEvaluated(
          SUBJECT, zone.origin()); // what it fell back to is not what anybody asked for
    } else if (expected.equals(zone.id()) || ZoneRules.same(expected, zone.id())) {
      validation.passed();
    } else {
      report(validation, expected, zone);
    }
  }

  private void report(Validation validation, String expected, DefaultZone zone) {
    String origin = zone.origin();
    FindingBuilder finding =
        Platform.finding(validation, id(), Severity.ERROR, SUBJECT, SUBJECT)
            .gist("is " + zone.id() + ", not " + expected)
            .message("The JVM's default zone is " + zone.id() + ", not " + expected)
            .note(
                "found", zone.id() + (origin == null ? ", from the platform" : ", from " + origin));
    if (ZoneRules.zone(expected) == null) {
      finding.note("note", "the JVM knows no zone " + expected);
    }
    validation.report(
        finding.fix("set " + (origin == null ? "TZ" : origin) + "=" + expected).build());
  }
}
