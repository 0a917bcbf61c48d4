package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** A zone is asked for by a three-letter id, which means another place than its author thinks. */
public final class ZoneIdAbbreviationRule implements Rule {

  @Override
  public String id() {
    return "zone-id-abbreviation";
  }

  @Override
  public Evidence evidence() {
    return Evidence.RISKY;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Call.add(
        calls,
        Look.RESULT,
        "java/util/TimeZone",
        "getTimeZone(Ljava/lang/String;)Ljava/util/TimeZone;");
    Call.add(
        calls,
        Look.RESULT,
        "java/time/ZoneId",
        "of(Ljava/lang/String;Ljava/util/Map;)Ljava/time/ZoneId;");
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return first instanceof String id && id.length() != 3;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (!(sighting.argument(0) instanceof String id) || id.length() != 3) {
      return null;
    }
    ZoneId zone = null;
    if (sighting.result() instanceof TimeZone old && ZoneId.SHORT_IDS.containsKey(id)) {
      zone = old.toZoneId();
    } else if (sighting.result() instanceof ZoneId made
        && sighting.argument(1) instanceof Map<?, ?> aliases
        && ZoneId.SHORT_IDS.get(id) != null
        && ZoneId.SHORT_IDS.get(id).equals(aliases.get(id))) { // another map is somebody's choice
      zone = made;
    }
    return zone == null
        ? null
        : new Abbreviated(id, sighting.call().text(), zone, surroundings.now());
  }

  private record Abbreviated(String id, String call, ZoneId zone, Instant now) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      ZoneRules rules = zone.getRules();
      ZoneOffset offset = rules.getOffset(now);
      boolean changes = rules.nextTransition(now) != null;
      String place =
          zone.getId().equals(id) || zone instanceof ZoneOffset ? "" : zone.getId() + ", ";
      finding
          .gist("asks for a zone by three letters")
          .message(
              call
                  + " takes "
                  + id
                  + " for "
                  + place
                  + "now "
                  + (offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId())
                  + (changes ? ", with summer time" : ", without summer time"))
          .note("zone", zone.getId() + " (passed by the caller as " + id + ")")
          .why("three letters stand for several zones, and versions of the JDK differ on them")
          .fix("name the region: Europe/London, America/New_York");
    }
  }
}
