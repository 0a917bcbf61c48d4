package dev.startguard.core;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.report.RuntimeReporter;
import dev.startguard.core.watch.ClockWatch;
import dev.startguard.core.watch.Clocks;
import dev.startguard.core.watch.StepListener;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Manifest;

/** {@code clock.recheck}: watches for steps of the wall clock, and reports them. */
final class ClockRecheck implements StepListener, Clocks {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final long USUAL_THRESHOLD = 250 * MILLI;

  private final HostFacts host;
  private final RuntimeReporter reporter;

  private ClockRecheck(HostFacts host, RuntimeReporter reporter) {
    this.host = host;
    this.reporter = reporter;
  }

  /** Whether the manifest asks for it. */
  static boolean wanted(Manifest manifest) {
    return manifest.section("clock").fields("recheck") != null;
  }

  /** Starts the watch. */
  static void start(Manifest manifest, HostFacts host, RuntimeReporter reporter) {
    Fields recheck = manifest.section("clock").fields("recheck");
    if (recheck != null) {
      ClockRecheck listener = new ClockRecheck(host, reporter);
      new ClockWatch(
              listener,
              recheck.nanos("every", 30 * SECOND),
              recheck.nanos("stepThreshold", USUAL_THRESHOLD),
              listener)
          .start();
    }
  }

  @Override
  public long wall() {
    return host.nowNanos();
  }

  @Override
  public long monotonic() {
    return System.nanoTime();
  }

  @Override
  public void stepped(long nanos, long within) {
    String gist = "was set " + (nanos < 0 ? "back" : "forward") + " by " + seconds(nanos);
    reporter.report(
        Finding.of("wall-clock-stepped", Severity.WARNING, "clock")
            .evidence(Evidence.PROVEN)
            .gist(gist)
            .message(
                "the wall clock " + gist + " within " + seconds(within) + " of the monotonic clock")
            .fix("let the host's time service slew the clock, and step it before services start")
            .build());
  }

  private static String seconds(long nanos) {
    long millis = Math.abs(nanos) / MILLI;
    return millis / 1000 + "." + Long.toString(1000 + millis % 1000).substring(1) + " s";
  }
}
