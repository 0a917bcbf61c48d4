package dev.startguard.core.rule.clock;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The time that passed, or is left, is the difference of two readings of the wall clock. */
public final class ElapsedByWallClockRule implements Rule {
  /** So many sites are remembered for {@link WallClockStepped}. */
  private static final int MOST_SITES = 200;

  private final ConcurrentLinkedQueue<Site> sites = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public String id() {
    return "elapsed-by-wall-clock";
  }

  @Override
  public Evidence evidence() {
    return Evidence.RISKY;
  }

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    String instant = "Ljava/time/Instant;";
    Call.add(calls, Look.ELAPSED, "java/lang/System", "currentTimeMillis()J");
    Call.add(
        calls,
        Look.ELAPSED,
        "java/time/Instant",
        "now()" + instant,
        "now(Ljava/time/Clock;)" + instant);
    Call.add(calls, Look.ELAPSED, "java/time/Clock", "millis()J", "instant()" + instant);
    Call.add(calls, Look.ELAPSED, "java/util/Date", "<init>()V");
    return calls;
  }

  @Override
  public Case look(Sighting sighting, Surroundings surroundings) {
    if (count.incrementAndGet() <= MOST_SITES) {
      sites.add(sighting.site());
    }
    return new Measured(sighting.call().text(), "deadline".equals(sighting.argument(0)));
  }

  /** The sites that have run so far, in their order; the first 200. */
  public List<Site> reached() {
    return new ArrayList<>(sites);
  }

  private record Measured(String call, boolean deadline) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("measures time by the wall clock")
          .message(
              deadline
                  ? "a deadline is kept by the wall clock: "
                      + call
                      + " against what was added to it"
                  : "the time that passed is measured by the wall clock: " + call + ", twice")
          .why(
              "the wall clock is set and stepped; the difference may then be anything, even negative")
          .fix("take System.nanoTime() for durations and deadlines");
    }
  }
}
