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
    for (String type : DateTypes.NAMES) {
      String owner = "java/time/" + type;
      String as = "L" + owner + ";";
      Call.add(calls, Look.RESULT, owner, "plusMonths(J)" + as, "minusMonths(J)" + as);
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
    return from == null || from.getDayOfMonth() <= WHOLE;
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    Object receiver = sighting.receiver();
    Object result = sighting.result();
    LocalDate from = DateTypes.date(receiver);
    LocalDate to = DateTypes.date(result);
    if (receiver == null || result == null || from == null || to == null) {
      return null;
    }
    if (from.getDayOfMonth() <= WHOLE) {
      return null; // it lost nothing, now or before
    }
    Loss loss = lost.get(key(sighting));
    if (loss != null && loss.then() != null && same(loss.then(), receiver)) {
      return new Chained(loss.from(), loss.to(), from); // nobody put it right in between
    }
    if (to.getDayOfMonth() < from.getDayOfMonth()) {
      keep(sighting, new Loss(from, to, result, null));
    } else if (loss != null
        && same(loss.result(), receiver)
        && to.lengthOfMonth() != to.getDayOfMonth()) {
      keep(sighting, new Loss(loss.from(), loss.to(), loss.result(), result));
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
   * Days were lost.
   *
   * @param to what {@code from} became, with fewer days
   * @param result the very object: an equal date may come from elsewhere
   * @param then what that became, with the days still lost; null while that is not known
   */
  private record Loss(LocalDate from, LocalDate to, Object result, @Nullable Object then) {}

  private record Chained(LocalDate from, LocalDate to, LocalDate then) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("adds months to a date that has lost days")
          .message(
              from
                  + " became "
                  + to
                  + ", and that became "
                  + then
                  + ": the "
                  + from.getDayOfMonth()
                  + (from.getDayOfMonth() == 31 ? "st" : "th")
                  + " is lost")
          .fix("reckon from the first date each time: start.plusMonths(n), n = 1, 2, 3");
    }
  }
}
