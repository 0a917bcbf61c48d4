package dev.startguard.core.rule.clock;

import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.Site;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code wall-clock-stepped}: the wall clock was set while the service ran. */
public final class WallClockStepped {
  public static final String ID = "wall-clock-stepped";

  /** So many sites are named; the others are counted. */
  private static final int NAMED = 5;

  private static final long MILLI = 1_000_000;

  private WallClockStepped() {}

  /** Whether the manifest wants the clock to be watched, and a step would be reported. */
  public static boolean watched(RuntimeSettings settings) {
    return settings.rechecksClock() && severity(settings) != null;
  }

  private static @Nullable Severity severity(RuntimeSettings settings) {
    return settings.severity(ID, Severity.ERROR, Evidence.PROVEN);
  }

  /**
   * The finding; null when it is off or suppressed.
   *
   * @param nanos by how much it was set: positive when forward
   * @param within in which time, in nanoseconds
   * @param awake whether no suspension of the machine can look like it
   * @param reached the sites at which durations are measured by the wall clock, and that have run
   */
  public static @Nullable Finding finding(
      RuntimeSettings settings,
      Instant now,
      long nanos,
      long within,
      boolean awake,
      List<Site> reached) {
    Severity severity = severity(settings);
    if (severity == null || settings.suppressed(ID, "", now)) {
      return null;
    }
    String gist = "was set " + (nanos < 0 ? "back" : "forward") + " by " + seconds(nanos);
    FindingBuilder finding =
        Finding.of(ID, severity, "clock")
            .evidence(Evidence.PROVEN)
            .gist(gist)
            .message(
                "the wall clock "
                    + gist
                    + " within "
                    + seconds(within)
                    + (awake || nanos < 0
                        ? ""
                        : ", or the machine slept, which this platform does not tell")
                    + durations(reached))
            .why("what was measured by the wall clock meanwhile is wrong by as much")
            .fix("let the host's time service slew the clock, and step it before services start");
    return (reached.isEmpty() ? finding : finding.fix("take System.nanoTime() for durations"))
        .build();
  }

  private static String durations(List<Site> reached) {
    if (reached.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("; durations taken by the wall clock at ");
    for (int i = 0; i < reached.size() && i < NAMED; i++) {
      text.append(i == 0 ? "" : ", ").append(reached.get(i).text());
    }
    if (reached.size() > NAMED) {
      text.append(" and ").append(reached.size() - NAMED).append(" more places");
    }
    return text.append(" ran in this process").toString();
  }

  private static String seconds(long nanos) {
    long millis = Math.abs(nanos) / MILLI;
    return millis / 1000 + "." + Long.toString(1000 + millis % 1000).substring(1) + " s";
  }
}
