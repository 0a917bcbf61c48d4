package dev.startguard.core;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.weave.Tally;
import dev.startguard.finding.Finding;
import java.time.Instant;
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

  Farewell(RuleSet rules, RuntimeSettings settings, LateOutlet outlet, HostFacts host) {
    this.rules = rules;
    this.settings = settings;
    this.outlet = outlet;
    this.host = host;
  }

  @Override
  public void run() {
    Instant now = Instant.ofEpochMilli(host.nowMillis());
    for (Finding unused : settings.unused(rules.on(), now)) {
      rules.drain().say(unused);
    }
    if (rules.drain().flush(PATIENCE)) {
      note(
          rules.drain().lost() + rules.desk().refused(), " findings were lost: too many at a time");
      note(rules.drain().faults() + rules.desk().faults(), " faults of Startguard were swallowed");
      Tally tally = rules.tally();
      note(
          tally.newestUnknown(),
          " is a newer version of class files than this agent knows: they were left alone");
      outlet.close();
    }
  }

  /** Grows with each finding that is written. */
  @Override
  public long getAsLong() {
    return rules.drain().taken();
  }

  private void note(long count, String words) {
    if (count > 0) {
      outlet.note(count + words);
    }
  }
}
