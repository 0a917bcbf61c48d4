package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Countdown;
import dev.startguard.core.rule.Identity;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A daily time of day lies in the zone's next gap or overlap. */
public final class DstDangerPredictedRule implements Rule {
  private static final int MOST = 10_000;
  private static final int LAST = 64;

  private final Aware aware = new Aware();
  private final ConcurrentMap<ZoneId, Dangers> zones = new ConcurrentHashMap<>();

  /** Of those, by a few bits of the zone: what is lost between threads is looked up again. */
  private final @Nullable Dangers[] last = new Dangers[LAST];

  private final ConcurrentMap<Identity, Habit> sites = new ConcurrentHashMap<>();

  @Override
  public String id() {
    return "dst-danger-predicted";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PREDICTED;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Resolution.addResolving(calls);
    Aware.add(calls);
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    if (!(result instanceof ZonedDateTime zoned) || zoned.getZone() instanceof ZoneOffset) {
      return true;
    }
    Dangers known = last[slot(zoned.getZone())];
    return known != null && known.of(zoned.getZone()) && known.quiet(zoned.getHour());
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (aware.noted(sighting)) {
      return null;
    }
    Resolution resolution = Resolution.of(sighting);
    if (resolution == null || resolution.chosen()) {
      return null;
    }
    ZoneId zone = resolution.zone();
    LocalTime time = resolution.asked().toLocalTime();
    Dangers known = zones.get(zone);
    if (known != null && known.at(time) == null) {
      last[slot(zone)] = known;
      return null; // most times of day: neither the clock nor the site's past is asked
    }
    Instant now = surroundings.now();
    ZoneOffsetTransition ahead = dangers(zone, known, now).at(time);
    LocalDate date = resolution.asked().toLocalDate();
    if (ahead == null
        || date.isBefore(LocalDate.ofInstant(now, zone).minusDays(1)) // history, not a schedule
        || aware.has(sighting.site())) {
      return null;
    }
    LocalDate day = Dangers.day(ahead, time);
    return day == null
            || day.isBefore(LocalDate.ofInstant(now, zone))
            || !habit(sighting.site(), zone, time, date).reaches(day)
        ? null
        : new Ahead(
            time,
            ahead,
            Countdown.text(day, now, zone),
            zone,
            ZoneOrigin.text(zone, "passed by the caller", surroundings),
            sighting.site(),
            aware);
  }

  /** Zones of one name have the same rules; to hash the name takes the JIT a loop. */
  private static int slot(ZoneId zone) {
    return System.identityHashCode(zone.getRules()) & LAST - 1;
  }

  private Dangers dangers(ZoneId zone, @Nullable Dangers known, Instant now) {
    if (known != null && now.isBefore(known.until())) {
      return known;
    }
    Dangers fresh = Dangers.of(zone, now);
    if (zones.size() < MOST) {
      zones.put(zone, fresh);
    }
    return fresh;
  }

  /** What the site is known for, this date included. */
  private Habit habit(Site site, ZoneId zone, LocalTime time, LocalDate date) {
    Identity identity = Identity.of(id(), site);
    Habit before = sites.get(identity);
    Habit after =
        before != null && before.zone().equals(zone) && before.time().equals(time)
            ? before.and(date)
            : Habit.begin(zone, time, date);
    if (before == null ? sites.size() < MOST : !after.equals(before)) {
      sites.put(
          identity, after); // of two threads at once one is forgotten: then it takes a date more
    }
    return after;
  }

  private record Ahead(
      LocalTime time,
      ZoneOffsetTransition transition,
      String day,
      ZoneId zone,
      String origin,
      Site site,
      Aware aware)
      implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("resolves a time of day that is in danger")
          .message(
              time
                  + (transition.isGap() ? " will not exist in " : " will exist twice in ")
                  + zone.getId()
                  + " on "
                  + day
                  + ": the clock goes from "
                  + transition.getDateTimeBefore().toLocalTime()
                  + " to "
                  + transition.getDateTimeAfter().toLocalTime())
          .note("zone", origin)
          .fix(
              "take a time of day that exists once on every day, or handle getValidOffsets(local)");
    }

    @Override
    public boolean stands() {
      return !aware.has(site);
    }
  }
}
