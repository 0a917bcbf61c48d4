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

/** Months were added to a date that had lost days by adding months, and to what came of it. */
public final class MonthEndClampedRule implements Rule {
  private static final int MOST = 10_000;

  /** No month is shorter than 28 days; the 28th may be what was left of another day. */
  private static final int WHOLE = 27;

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
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return receiver instanceof LocalDate from && from.getDayOfMonth() <= WHOLE;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (!(sighting.receiver() instanceof LocalDate from)
        || !(sighting.result() instanceof LocalDate to)
        || from.getDayOfMonth() <= WHOLE) {
      return null; // it lost nothing, now or before
    }
    Loss loss = lost.get(key(sighting));
    if (loss != null && loss.then() != null && same(loss.then(), from)) {
      return new Chained(loss, loss.then()); // nobody put it right in between
    }
    if (to.getDayOfMonth() < from.getDayOfMonth()) {
      keep(sighting, new Loss(from, to, null));
    } else if (loss != null && same(loss.to(), from) && to.lengthOfMonth() != to.getDayOfMonth()) {
      keep(sighting, new Loss(loss.from(), loss.to(), to));
    }
    return null;
  }

  private void keep(Sighting sighting, Loss loss) {
    if (lost.size() < MOST || lost.containsKey(key(sighting))) {
      lost.put(key(sighting), loss);
    }
  }

  private Identity key(Sighting sighting) {
    return Identity.of(id(), sighting.site());
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Object one, Object other) {
    return one == other;
  }

  /**
   * @param to what {@code from} became, with fewer days
   * @param then what that became, with the days still lost; null while that is not known. The very
   *     objects: an equal date may come from elsewhere
   */
  private record Loss(LocalDate from, LocalDate to, @Nullable LocalDate then) {}

  private record Chained(Loss loss, LocalDate then) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("adds months to a date that has lost days")
          .message(
              loss.from()
                  + " became "
                  + loss.to()
                  + ", and that became "
                  + then
                  + ": the "
                  + loss.from().getDayOfMonth()
                  + (loss.from().getDayOfMonth() == 31 ? "st" : "th")
                  + " is lost")
          .fix("reckon from the first date each time: start.plusMonths(n), n = 1, 2, 3");
    }
  }
}
