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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From 29 February years were added or set, and the day became the 28th. */
public final class LeapDayClampedRule implements Rule {
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
    for (String type : DateTypes.NAMES) {
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
    LocalDate from = DateTypes.date(receiver);
    return from == null || from.getDayOfMonth() != 29;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    LocalDate from = DateTypes.date(sighting.receiver());
    LocalDate to = DateTypes.date(sighting.result());
    return from != null
            && to != null
            && from.getMonthValue() == 2
            && from.getDayOfMonth() == 29
            && to.getMonthValue() == 2
            && to.getDayOfMonth() == 28
        ? new Clamped(from, to, sighting.call().text())
        : null;
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
