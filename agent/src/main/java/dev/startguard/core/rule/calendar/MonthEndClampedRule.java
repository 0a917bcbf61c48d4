package dev.startguard.core.rule.calendar;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Identity;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Months were added to the result of adding months, after that had lost days. */
public final class MonthEndClampedRule implements Rule {
  private static final int MOST = 10_000;

  /** By site: the last time that days were lost there. */
  private final ConcurrentMap<Identity, Loss> lost = new ConcurrentHashMap<>();

  @Override
  public String id() {
    return "month-end-clamped";
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
    String date = "Ljava/time/LocalDate;";
    Call.add(
        calls, Look.RESULT, "java/time/LocalDate", "plusMonths(J)" + date, "minusMonths(J)" + date);
    return calls;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (!(sighting.receiver() instanceof LocalDate from)
        || !(sighting.result() instanceof LocalDate to)
        || from.getDayOfMonth() <= 27) {
      return null; // no month is shorter than 28 days: it lost nothing, now or before
    }
    if (to.getDayOfMonth() < from.getDayOfMonth()) {
      if (lost.size() < MOST || lost.containsKey(key(sighting))) {
        lost.put(key(sighting), new Loss(from, to));
      }
      return null;
    }
    if (to.lengthOfMonth() == to.getDayOfMonth()) {
      return null; // the last day of the month again: nothing is lost that can be seen
    }
    Loss loss = lost.get(key(sighting));
    // the very object: an equal date may come from elsewhere
    return loss != null && same(loss.to(), from) ? new Chained(loss, from, to) : null;
  }

  private Identity key(Sighting sighting) {
    return Identity.of(id(), sighting.site());
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Object one, Object other) {
    return one == other;
  }

  private record Loss(LocalDate from, LocalDate to) {}

  private record Chained(Loss loss, LocalDate from, LocalDate to) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("adds months to a date that has lost days")
          .message(
              loss.from()
                  + " became "
                  + from
                  + ", and that became "
                  + to
                  + ": the "
                  + loss.from().getDayOfMonth()
                  + (loss.from().getDayOfMonth() == 31 ? "st" : "th")
                  + " is lost")
          .fix("reckon from the first date each time: start.plusMonths(n), n = 1, 2, 3");
    }
  }
}
