package dev.startguard.core.rule.zone;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Code takes today by the JVM's zone, at a moment when the business's zone has another date. */
public final class BusinessDayMismatchRule implements Rule, Sampled {
  /** Longer than a call and its probe take, unless the machine stood still. */
  private static final long MARGIN_SECONDS = 60;

  /** So long before a midnight each call is looked at again: a look a second may be late. */
  private static final long AHEAD_SECONDS = 5;

  private volatile @Nullable Agreed agreed;

  /** Of the last look at a call; one a process. */
  private volatile @Nullable Surroundings known;

  /** Whether both zones have one date, for a while: to read the clock takes as long as the call. */
  private volatile boolean calm;

  @Override
  public String id() {
    return "business-day-mismatch";
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
    Call.add(calls, Look.RESULT, "java/time/LocalDate", "now()Ljava/time/LocalDate;");
    Call.add(calls, Look.RESULT, "java/time/MonthDay", "now()Ljava/time/MonthDay;");
    Call.add(calls, Look.RESULT, "java/time/YearMonth", "now()Ljava/time/YearMonth;");
    Call.add(calls, Look.RESULT, "java/time/Year", "now()Ljava/time/Year;");
    return calls;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return calm;
  }

  @Override
  public void sample(long nanos) {
    Surroundings asked = known;
    calm = asked != null && calm(asked);
  }

  @Override
  public void forget() {
    calm = false;
  }

  private boolean calm(Surroundings surroundings) {
    ZoneId business = surroundings.businessZone();
    ZoneOrigin jvm = surroundings.jvmZone();
    if (business == null || jvm == null) {
      return business == null;
    }
    long ahead = surroundings.now().getEpochSecond() + AHEAD_SECONDS;
    Agreed both = agreed;
    return business.equals(jvm.zone()) || (both != null && both.at(ahead, business, jvm));
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    known = surroundings;
    ZoneId business = surroundings.businessZone();
    ZoneOrigin jvm = surroundings.jvmZone();
    Object taken = sighting.result();
    if (business == null || jvm == null || taken == null || business.equals(jvm.zone())) {
      return null;
    }
    Instant now = surroundings.now();
    Agreed both = agreed;
    if (both != null && both.at(now.getEpochSecond(), business, jvm)) {
      return null;
    }
    // the call was made a little earlier: what differs must have differed for a while
    Instant before = now.minusSeconds(MARGIN_SECONDS);
    Object meant = same(taken, LocalDate.ofInstant(now, business));
    if (meant == null) {
      return null;
    }
    if (meant.equals(taken)) {
      agreed = Agreed.since(now, business, jvm);
      return null;
    }
    if (!meant.equals(same(taken, LocalDate.ofInstant(before, business)))
        || !taken.equals(same(taken, LocalDate.ofInstant(now, jvm.zone())))
        || !taken.equals(same(taken, LocalDate.ofInstant(before, jvm.zone())))) {
      return null;
    }
    return new Other(taken, meant, business, jvm);
  }

  /**
   * Both zones have one date from the one second to the other. A record, to be read as a whole.
   *
   * @param since seconds of the epoch
   * @param until the first of the two midnights that come next, in seconds of the epoch
   */
  private record Agreed(ZoneId business, ZoneOrigin jvm, long since, long until) {
    /** Null when their dates differ now. */
    static @Nullable Agreed since(Instant now, ZoneId business, ZoneOrigin jvm) {
      LocalDate today = LocalDate.ofInstant(now, business);
      if (!today.equals(LocalDate.ofInstant(now, jvm.zone()))) {
        return null; // of a year and a month more may agree
      }
      LocalDate next = today.plusDays(1);
      long one = next.atStartOfDay(business).toEpochSecond();
      long other = next.atStartOfDay(jvm.zone()).toEpochSecond();
      return new Agreed(business, jvm, now.getEpochSecond(), Math.min(one, other));
    }

    @SuppressWarnings("ReferenceEquality") // it is the same while nobody changes it
    boolean at(long second, ZoneId zone, ZoneOrigin origin) {
      return second >= since && second < until && zone == business && origin == jvm;
    }
  }

  /** The date in the form in which it was taken. */
  private static @Nullable Object same(Object taken, LocalDate date) {
    if (taken instanceof LocalDate) {
      return date;
    }
    if (taken instanceof YearMonth) {
      return YearMonth.from(date);
    }
    if (taken instanceof MonthDay) {
      return MonthDay.from(date);
    }
    return taken instanceof Year ? Year.from(date) : null;
  }

  private record Other(Object taken, Object meant, ZoneId business, ZoneOrigin jvm)
      implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("took another day than the business's")
          .message(
              "the code took "
                  + taken
                  + " for today, by "
                  + jvm.zone().getId()
                  + "; in "
                  + business.getId()
                  + " it was "
                  + meant)
          .note("zone", jvm.text() + "; runtime.zone is " + business.getId())
          .fix("pass the business's zone: LocalDate.now(ZoneId.of(\"" + business.getId() + "\"))")
          .fix("run the JVM in the business's zone");
    }
  }
}
