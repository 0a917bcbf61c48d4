package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A local time that does not exist in its zone was moved by the JDK. */
public final class DstGapShiftedRule implements Rule {
  private static final String DERIVE =
      "derive each day from a LocalTime and handle getValidOffsets(local).isEmpty()";
  private static final String BIND =
      "bind the LocalDateTime itself, setObject(n, local), to a column without a zone, or an"
          + " OffsetDateTime to one with";

  private static final String REPLACE =
      "set the fields of a LocalDateTime in place of a Calendar's, handle"
          + " zone.getRules().getValidOffsets(local).isEmpty(), then take atZone(zone)";

  private final Aware aware = new Aware();
  private final Timestamps timestamps = new Timestamps();

  @Override
  public String id() {
    return "dst-gap-shifted";
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
    Resolution.addResolving(calls);
    Resolution.addChanging(calls);
    Timestamps.addMaking(calls);
    Calendars.addAsking(calls);
    Aware.addAsking(calls);
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    if (result instanceof Date) {
      return timestamps.calm(first);
    }
    if (!(result instanceof ZonedDateTime zoned)) {
      return Calendars.calm(receiver);
    }
    if (first instanceof Duration) {
      return true;
    }
    Object local = zoned.toLocalDateTime();
    return same(receiver, local) || same(first, local) || Calm.at(zoned);
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (aware.noted(sighting)) {
      return null;
    }
    Resolution resolution = resolution(sighting, surroundings);
    if (resolution == null) {
      return null;
    }
    if (!resolution.moved()) {
      Calm.learn(resolution.result());
      return null;
    }
    if (momentKept(sighting) || aware.has(sighting.site())) {
      return null;
    }
    return new Moved(
        resolution,
        zone(resolution, sighting, surroundings),
        fix(sighting),
        sighting.site(),
        aware);
  }

  private @Nullable Resolution resolution(Sighting sighting, Surroundings surroundings) {
    if (sighting.result() instanceof Date made) {
      return timestamps.resolution(made, sighting, surroundings);
    }
    return sighting.receiver() instanceof GregorianCalendar calendar
        ? Calendars.resolution(calendar)
        : Resolution.of(sighting);
  }

  private static String zone(Resolution resolution, Sighting sighting, Surroundings surroundings) {
    ZoneOrigin jvm = surroundings.jvmZone();
    if (sighting.result() instanceof Date && jvm != null) {
      return jvm.text(); // the call took it, and named none
    }
    String how = resolution.passed() ? "passed by the caller" : "of the value that was changed";
    if (sighting.receiver() instanceof Calendar) {
      how = "of the Calendar";
    }
    return ZoneOrigin.text(resolution.zone(), how, surroundings);
  }

  private static String fix(Sighting sighting) {
    if (sighting.receiver() instanceof Calendar) {
      return REPLACE;
    }
    return sighting.result() instanceof Date ? BIND : DERIVE;
  }

  /** Days were added to a moment: its time of day was not chosen, and is often dropped next. */
  private static boolean momentKept(Sighting sighting) {
    String name = sighting.call().name();
    return (name.startsWith("plus") || name.startsWith("minus"))
        && sighting.receiver() instanceof ZonedDateTime from
        && Resolution.moment(from);
  }

  /** What was asked for is what came of it: that is told without a look at the zone. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(@Nullable Object asked, Object local) {
    return asked == local;
  }

  private record Moved(Resolution resolution, String zone, String fix, Site site, Aware aware)
      implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      LocalDateTime asked = resolution.asked();
      LocalDateTime got = resolution.result().toLocalDateTime();
      boolean sameDay = asked.toLocalDate().equals(got.toLocalDate());
      finding
          .gist("resolved a local time that does not exist")
          .message(
              asked
                  + " does not exist in "
                  + resolution.zone().getId()
                  + "; the JDK moved it to "
                  + (sameDay ? got.toLocalTime().toString() : got.toString())
                  + resolution.result().getOffset().getId())
          .note("zone", zone)
          .fix(fix);
    }

    /** The zone may be asked right after: what comes of it is then known. */
    @Override
    public boolean stands() {
      return !aware.has(site);
    }
  }
}
