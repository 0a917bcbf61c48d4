package dev.startguard.core.live;

import dev.startguard.core.rule.Repetition;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.Sink;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.clock.ElapsedByWallClockRule;
import dev.startguard.core.rule.clock.WallClockStepped;
import dev.startguard.core.watch.ClockWatch;
import dev.startguard.core.watch.Clocks;
import dev.startguard.core.watch.StepListener;
import dev.startguard.finding.Finding;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code clock.recheck}: watches for steps of the wall clock, and reports them. */
final class ClockRecheck implements StepListener {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final long USUAL_THRESHOLD = 250 * MILLI;

  private final RuntimeSettings settings;
  private final Clocks clocks;
  private final @Nullable ElapsedByWallClockRule durations;
  private final Sink sink;
  private final Repetition steps = new Repetition();
  private volatile boolean off;

  private ClockRecheck(
      RuntimeSettings settings,
      Clocks clocks,
      @Nullable ElapsedByWallClockRule durations,
      Sink sink) {
    this.settings = settings;
    this.clocks = clocks;
    this.durations = durations;
    this.sink = sink;
  }

  /**
   * Starts the watch, when the manifest asks for it and a step would be reported.
   *
   * @param durations who knows where durations are measured by the wall clock
   * @return who reports the steps; null when nobody does
   */
  static @Nullable ClockRecheck start(
      Manifest manifest,
      RuntimeSettings settings,
      Clocks clocks,
      @Nullable ElapsedByWallClockRule durations,
      Sink sink) {
    Fields recheck = manifest.section("clock").fields("recheck");
    if (recheck == null || !WallClockStepped.watched(settings)) {
      return null;
    }
    ClockRecheck started = new ClockRecheck(settings, clocks, durations, sink);
    new ClockWatch(
            clocks,
            recheck.nanos("every", 30 * SECOND),
            recheck.nanos("stepThreshold", USUAL_THRESHOLD),
            started)
        .start();
    return started;
  }

  /** Has it report nothing, or report again. */
  void switchOff(boolean silent) {
    off = silent;
  }

  /** Whether it reports nothing. */
  boolean off() {
    return off;
  }

  @Override
  public void stepped(long nanos, long within, boolean awake) {
    if (off) {
      return;
    }
    List<Site> reached = durations == null ? List.of() : settings.ownFirst(durations.reached());
    Instant now = Instant.ofEpochMilli(clocks.wall() / MILLI);
    Finding finding = WallClockStepped.finding(settings, now, nanos, within, awake, reached);
    long count = finding == null ? 0 : steps.next(clocks.monotonic());
    if (finding != null && count > 0) {
      sink.say(finding, count);
    }
  }
}
