package dev.startguard.core.live;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.clock.WallClockStepped;
import dev.startguard.core.watch.ExitWatch;
import dev.startguard.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the rules have left to say when the JVM ends. */
final class Farewell implements Runnable, LongSupplier {
  /**
   * For a write under way, in nanoseconds. The first may be loading Logback; one to a console that
   * nobody reads never ends.
   */
  private static final long PATIENCE = 1_500_000_000L;

  private final LiveRules live;
  private final Standby standby;
  private final RuntimeSettings settings;
  private final LateOutlet outlet;
  private final HostFacts host;

  /** Whether the rules look once more after this. */
  private final boolean first;

  private volatile @Nullable RuleSet rules;

  /** Of the last look. */
  private final AtomicLong stages = new AtomicLong();

  private Farewell(
      LiveRules live,
      Standby standby,
      RuntimeSettings settings,
      LateOutlet outlet,
      HostFacts host,
      boolean first) {
    this.live = live;
    this.standby = standby;
    this.settings = settings;
    this.outlet = outlet;
    this.host = host;
    this.first = first;
  }

  /**
   * Prepares for the JVM's end: what was found is written beside the application's own hooks, where
   * a flight recording still takes it; what only the end shows is written after them.
   */
  static void prepare(
      LiveRules live,
      Standby standby,
      RuntimeSettings settings,
      LateOutlet outlet,
      HostFacts host) {
    AfterHooks after = standby.net().afterHooks();
    Farewell last = new Farewell(live, standby, settings, outlet, host, false);
    Farewell beside = last;
    // To ask whether the JVM ends loads the class that is hooked: before, nobody knows that it is.
    boolean wanted = standby.selection().ending() && !ExitWatch.ending();
    if (wanted && live.weaves(after.hook())) {
      after.then(last, last); // before the other: an application that was attached to may end now
      beside = new Farewell(live, standby, settings, outlet, host, true);
    }
    ExitWatch.atExit(beside, beside);
  }

  @Override
  public void run() {
    RuleSet known = standby.known();
    if (first) {
      if (known != null) {
        known.drain().flush(PATIENCE);
      }
      return;
    }
    if (known == null && !settings.suppresses() && !standby.noted() && outlet.metrics() == null) {
      outlet.close();
      return; // nothing was met, and nothing is to be said of that
    }
    known = standby.rules();
    if (known != null) {
      rules = known;
      end(known);
    }
  }

  private void end(RuleSet known) {
    live.know(known);
    stages.incrementAndGet();
    known.end(stages);
    Instant now = Instant.ofEpochMilli(host.nowMillis());
    for (Finding unused : settings.unused(findable(), now)) {
      known.drain().say(unused);
    }
    known.drain().record();
    if (known.drain().close(PATIENCE)) {
      note(
          known.drain().lost() + known.desk().refused(), " findings were lost: too many at a time");
      note(known.drain().faults() + known.desk().faults(), " faults of Startguard were swallowed");
      outlet.close();
      live.pulse(known).end();
    }
  }

  /** Grows as long as writing gets on. */
  @Override
  public long getAsLong() {
    RuleSet known = rules == null ? standby.known() : rules;
    return stages.get() + (known == null ? 0 : known.drain().steps());
  }

  /** What may have been found in this run. */
  private List<String> findable() {
    List<String> ids = standby.selection().ids();
    if (WallClockStepped.watched(settings)) {
      ids.add(WallClockStepped.ID);
    }
    return ids;
  }

  private void note(long count, String words) {
    if (count > 0) {
      outlet.note(count + words);
    }
  }
}
