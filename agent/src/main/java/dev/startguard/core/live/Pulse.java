package dev.startguard.core.live;

import dev.startguard.core.pool.Monitors;
import dev.startguard.core.report.FindingCounts;
import dev.startguard.core.report.Metrics;
import dev.startguard.core.report.jmx.LockOwners;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.weave.Preload;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What is done beside the rules' looks: the file for Prometheus is kept up to date, the MBean
 * registered once the application itself uses JMX, and what few transformations need is loaded when
 * nobody waits for it.
 */
final class Pulse implements Sampled {
  /** Looks from one writing to the next where nothing was found: counters only grow slowly. */
  private static final int SELDOM = 15;

  /** The look by which most services have started: until then every moment of a core is theirs. */
  private static final int SETTLED = 10;

  private final Instrumentation instrumentation;
  private final RuleSet rules;
  private final FindingCounts counts;
  private final @Nullable Metrics metrics;
  private final LateOutlet outlet;
  private final JmxSeen jmx;
  private @Nullable LiveBean bean;
  private boolean registered;
  private boolean unwritable;
  private long written = -1;
  private int looks;

  /**
   * @param jmx whether the application may be using JMX
   */
  Pulse(Instrumentation instrumentation, RuleSet rules, LateOutlet outlet, JmxSeen jmx) {
    this.instrumentation = instrumentation;
    this.rules = rules;
    this.outlet = outlet;
    this.jmx = jmx;
    counts = outlet.counts();
    metrics = outlet.metrics();
    if (metrics != null) {
      metrics.follow(rules);
    }
  }

  @Override
  public void sample(long nanos) {
    rules.drain().rescue();
    if (!registered && jmx.loaded()) {
      register();
    }
    if (metrics != null && (looks % SELDOM == 0 || counts.total() != written)) {
      write(metrics);
    }
    if (++looks == SETTLED) {
      Preload.run();
    }
  }

  /** Writes for the last time. */
  void end() {
    if (metrics != null) {
      write(metrics);
    }
  }

  private void write(Metrics file) {
    written = counts.total();
    try {
      file.write();
    } catch (IOException full) { // what is wrong for good was said at the start
      if (!unwritable) {
        unwritable = true;
        outlet.note("metrics are not written: the file " + full.getMessage());
      }
    }
  }

  private void register() {
    try {
      LiveBean known = bean;
      if (known == null) {
        Monitors.askJmx(new LockOwners());
        known = new LiveBean(rules, counts);
        bean = known;
      }
      registered = known.register(instrumentation);
    } catch (Throwable refused) { // an image without JMX, a server with rules of its own
      registered = true;
      outlet.note("no MBean is registered: " + refused.getClass().getName());
    }
  }
}
