package dev.startguard.core;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.clock.WallClockStepped;
import dev.startguard.core.watch.ExitWatch;
import dev.startguard.core.weave.Hook;
import dev.startguard.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What the rules have left to say when the JVM ends. */
final class Farewell implements Runnable, LongSupplier {
  /**
   * For a write under way, in nanoseconds. The first may be loading Logback; one to a console that
   * nobody reads never ends.
   */
  private static final long PATIENCE = 1_500_000_000L;

  private final RuleSet rules;
  private final RuntimeSettings settings;
  private final LateOutlet outlet;
  private final HostFacts host;
  private final Pulse pulse;

  /** Whether the rules look once more after this. */
  private volatile boolean first;

  private Farewell(
      RuleSet rules,
      RuntimeSettings settings,
      LateOutlet outlet,
      HostFacts host,
      Pulse pulse,
      boolean first) {
    this.rules = rules;
    this.settings = settings;
    this.outlet = outlet;
    this.host = host;
    this.pulse = pulse;
    this.first = first;
  }

  /**
   * Prepares for the JVM's end: what was found is written beside the application's own hooks, where
   * a flight recording still takes it; what only the end shows is written after them.
   *
   * @param missing hooks that are not woven
   */
  static void prepare(
      RuleSet rules,
      RuntimeSettings settings,
      LateOutlet outlet,
      HostFacts host,
      Pulse pulse,
      List<Hook> missing) {
    boolean again = rules.ending();
    for (Hook hook : missing) {
      again &= hook.watch() != rules.afterHooks();
    }
    Farewell farewell = new Farewell(rules, settings, outlet, host, pulse, again);
    ExitWatch.atExit(farewell, farewell);
    if (again) {
      rules.afterHooks().then(farewell, farewell);
    }
  }

  @Override
  public void run() {
    if (first) {
      first = false;
      rules.drain().flush(PATIENCE);
      return;
    }
    rules.end();
    Instant now = Instant.ofEpochMilli(host.nowMillis());
    for (Finding unused : settings.unused(findable(), now)) {
      rules.drain().say(unused);
    }
    if (rules.drain().close(PATIENCE)) {
      note(
          rules.drain().lost() + rules.desk().refused(), " findings were lost: too many at a time");
      note(rules.drain().faults() + rules.desk().faults(), " faults of Startguard were swallowed");
      outlet.close();
      pulse.end();
    }
  }

  /** Grows as long as writing gets on. */
  @Override
  public long getAsLong() {
    return rules.drain().steps();
  }

  /** What may have been found in this run. */
  private List<String> findable() {
    List<String> ids = new ArrayList<>();
    for (Rule rule : rules.on()) {
      ids.add(rule.id());
    }
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
