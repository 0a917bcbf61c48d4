package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days were added as 24 hours across a transition, and the time of day changed; or a task begins at
 * a time of day, is repeated every 24 hours, and will lose it at the next one.
 */
public final class DayAs24hRule implements Rule {
  private static final long SECONDS_A_DAY = 86_400;

  @Override
  public String id() {
    return "day-as-24h";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Resolution.addAmounts(calls);
    DailySchedule.addCalls(calls);
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    if (result == null) {
      return DailySchedule.passes(number);
    }
    return !(first instanceof Duration)
        || (receiver instanceof ZonedDateTime from
            && result instanceof ZonedDateTime to
            && same(from.getOffset(), to.getOffset()));
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    DailySchedule schedule = DailySchedule.of(sighting, surroundings);
    if (schedule != null) {
      return schedule;
    }
    if (!(sighting.receiver() instanceof ZonedDateTime from)
        || !(sighting.result() instanceof ZonedDateTime to)
        || !(sighting.argument(0) instanceof Duration duration)
        || from.getOffset().equals(to.getOffset())
        || Resolution.moment(from)
        || duration.isZero()
        || duration.getNano() != 0
        || duration.getSeconds() % SECONDS_A_DAY != 0) {
      return null;
    }
    return new Crossed(
        from,
        to,
        duration.getSeconds() / SECONDS_A_DAY * (sighting.call().name().equals("minus") ? -1 : 1),
        ZoneOrigin.text(from.getZone(), "of the value that was changed", surroundings));
  }

  /** Two objects may be one offset all the same. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(ZoneOffset one, ZoneOffset other) {
    return one == other;
  }

  private record Crossed(ZonedDateTime from, ZonedDateTime to, long days, String zone)
      implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      String count = Math.abs(days) == 1 ? "1 day" : Math.abs(days) + " days";
      finding
          .gist(days < 0 ? "took days off as hours" : "added days as hours")
          .message(
              count
                  + (days < 0 ? " of 24 hours before " : " of 24 hours from ")
                  + from.toLocalDateTime()
                  + " in "
                  + from.getZone().getId()
                  + " is "
                  + to.toLocalDateTime()
                  + ": the offset changed from "
                  + from.getOffset().getId()
                  + " to "
                  + to.getOffset().getId())
          .note("zone", zone)
          .fix("take plusDays(n) or Period.ofDays(n), which keep the time of day")
          .fix("for elapsed time, reckon with Instants");
    }
  }
}
