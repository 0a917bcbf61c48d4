package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From 29 February years were added or set, and the day became the 28th. */
public final class LeapDayClampedRule implements Rule {
  private static final String[] TYPES = {
    "LocalDate", "LocalDateTime", "ZonedDateTime", "OffsetDateTime"
  };

  @Override
  public String id() {
    return "leap-day-clamped";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (String type : TYPES) {
      String owner = "java/time/" + type;
      String as = "L" + owner + ";";
      Call.add(
          calls, Look.RESULT, owner, "plusYears(J)" + as, "minusYears(J)" + as, "withYear(I)" + as);
    }
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    LocalDate from = date(receiver);
    return from == null || from.getDayOfMonth() != 29;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    LocalDate from = date(sighting.receiver());
    LocalDate to = date(sighting.result());
    return from != null
            && to != null
            && from.getMonthValue() == 2
            && from.getDayOfMonth() == 29
            && to.getMonthValue() == 2
            && to.getDayOfMonth() == 28
        ? new Clamped(from, to, sighting.call().text())
        : null;
  }

  private static @Nullable LocalDate date(@Nullable Object value) {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalDateTime local) {
      return local.toLocalDate();
    }
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toLocalDate();
    }
    return value instanceof OffsetDateTime offset ? offset.toLocalDate() : null;
  }

  private record Clamped(LocalDate from, LocalDate to, String call) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("turned 29 February into the 28th")
          .message(
              call + " from " + from + " is " + to + ": " + to.getYear() + " has no 29 February")
          .fix("say what is meant for 29 February: the 28th, or 1 March")
          .fix("reckon anniversaries from the first date each time, never from the last one");
    }
  }
}
