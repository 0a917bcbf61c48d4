package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The JVM's default zone was changed while the service runs. */
public final class DefaultZoneChangedRule implements Rule {
  private final DefaultZoneCallRule calls;
  private volatile @Nullable TimeZone current;
  private volatile boolean changed;

  /** Whether the host's zone was asked for again, which is not known here. */
  private volatile boolean unknown;

  /**
   * @param calls who knows how many sites had run
   */
  public DefaultZoneChangedRule(DefaultZoneCallRule calls) {
    this.calls = calls;
  }

  @Override
  public String id() {
    return "default-zone-changed";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Call.add(calls, Look.HOOK, "java/util/TimeZone", "setDefault(Ljava/util/TimeZone;)V");
    return calls;
  }

  /** The zone that other findings name. */
  @Override
  public boolean informs() {
    return true;
  }

  @Override
  public Rule reliesOn() {
    return calls;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    ZoneOrigin started = surroundings.jvmZone();
    if (!(sighting.argument(0) instanceof TimeZone given)) {
      unknown = true;
      surroundings.changed(null);
      return null;
    }
    TimeZone before = current;
    if (unknown) {
      before = null;
    } else if (before == null && started != null) {
      before = TimeZone.getTimeZone(started.zone());
    }
    TimeZone after = copy(given);
    if (after == null) {
      return null;
    }
    current = after;
    unknown = false;
    boolean same = before != null && before.hasSameRules(after);
    if (before != null && same && before.getID().equals(after.getID())) {
      return null;
    }
    surroundings.changed(origin(after, sighting.site()));
    if (before == null || same) { // another name alone: no time of day is another one
      changed |= same;
      return null;
    }
    ZoneOrigin chosen = changed ? null : started;
    changed = true;
    return new Changed(before.getID(), after.getID(), chosen, calls.sites());
  }

  /**
   * It can be changed by whoever set it. Null where setDefault, which copies it too, will throw.
   */
  private static @Nullable TimeZone copy(TimeZone given) {
    try {
      return (TimeZone) given.clone();
    } catch (RuntimeException refused) {
      return null;
    }
  }

  /** Null for one whose rules are its own, whatever its id says. */
  private static @Nullable ZoneOrigin origin(TimeZone zone, Site site) {
    try {
      return ZoneId.SHORT_IDS.containsKey(zone.getID()) // asking for those warns on JDK 25
              || zone.hasSameRules(TimeZone.getTimeZone(zone.getID()))
          ? new ZoneOrigin(
              ZoneId.of(zone.getID(), ZoneId.SHORT_IDS), "setDefault at " + site.text())
          : null;
    } catch (DateTimeException custom) {
      return null;
    }
  }

  private record Changed(String before, String after, @Nullable ZoneOrigin started, int sites)
      implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("changed the JVM's default zone")
          .message(
              "the JVM's default zone was changed from "
                  + before
                  + " to "
                  + after
                  + " for all threads"
                  + (sites == 0
                      ? ""
                      : "; code at "
                          + sites
                          + (sites == 1 ? " place" : " places")
                          + " had asked for it before"));
      if (started != null) {
        finding.note("zone", started.text());
      }
      finding
          .fix("set the zone before the JVM starts: TZ or -Duser.timezone")
          .fix("pass the zone to the calls that need another");
    }
  }
}
