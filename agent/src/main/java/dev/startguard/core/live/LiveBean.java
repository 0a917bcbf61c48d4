package dev.startguard.core.live;

import dev.startguard.core.report.FindingCounts;
import dev.startguard.core.report.FindingCounts.Kept;
import dev.startguard.core.report.FindingText;
import dev.startguard.core.report.Health;
import dev.startguard.core.report.Release;
import dev.startguard.core.report.jmx.FindingView;
import dev.startguard.core.report.jmx.MBeanDoor;
import dev.startguard.core.report.jmx.StartguardMXBean;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.clock.WallClockStepped;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This process's rules and findings, as JMX shows them. */
final class LiveBean implements StartguardMXBean {
  private final RuleSet rules;
  private final FindingCounts counts;
  private @Nullable MBeanDoor door;

  LiveBean(RuleSet rules, FindingCounts counts) {
    this.rules = rules;
    this.counts = counts;
  }

  /**
   * Registers it, unless the application has made no server yet.
   *
   * @return whether it has
   * @throws Exception as {@link MBeanDoor} says
   */
  boolean register(Instrumentation instrumentation) throws Exception {
    MBeanDoor known = door;
    if (known == null) {
      known = new MBeanDoor(instrumentation);
      door = known;
    }
    return known.register(this);
  }

  @Override
  public String getVersion() {
    return Release.version();
  }

  @Override
  public List<FindingView> getFindings() {
    FindingText text = new FindingText();
    List<FindingView> views = new ArrayList<>();
    for (Kept kept : counts.last()) {
      views.add(text.view(kept));
    }
    return views;
  }

  @Override
  public long getFindingCount() {
    return counts.total();
  }

  @Override
  public List<String> getRulesOn() {
    return ids(false);
  }

  @Override
  public List<String> getRulesSwitchedOff() {
    return ids(true);
  }

  @Override
  public int getWovenClasses() {
    return health().wovenClasses();
  }

  @Override
  public int getWovenSites() {
    return health().wovenSites();
  }

  @Override
  public long getSamplerLooks() {
    return health().looks();
  }

  @Override
  public long getSamplerNanos() {
    return health().lookNanos();
  }

  @Override
  public long getLeftOut() {
    return health().leftOut();
  }

  @Override
  public long getLost() {
    return health().lost();
  }

  @Override
  public long getFaults() {
    return health().faults();
  }

  @Override
  public void switchOff(String rule) {
    ClockRecheck clock = clock(rule);
    if (clock != null) {
      clock.switchOff(true);
    } else {
      rules.desk().switchOff(named(rule));
    }
  }

  @Override
  public void switchOn(String rule) {
    ClockRecheck clock = clock(rule);
    if (clock != null) {
      clock.switchOff(false);
    } else {
      rules.desk().switchOn(named(rule));
    }
  }

  private Health health() {
    return rules.now();
  }

  /** Who reports steps of the wall clock, if that is meant and somebody does. */
  private @Nullable ClockRecheck clock(String id) {
    return WallClockStepped.ID.equals(id) ? rules.recheck() : null;
  }

  private Rule named(String id) {
    for (Rule rule : rules.on()) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    throw new IllegalArgumentException("no rule that was on at the start is called " + id);
  }

  private List<String> ids(boolean off) {
    List<String> ids = new ArrayList<>();
    for (Rule rule : rules.on()) {
      if (rules.desk().off(rule) == off) {
        ids.add(rule.id());
      }
    }
    ClockRecheck clock = rules.recheck();
    if (clock != null && clock.off() == off) {
      ids.add(WallClockStepped.ID);
    }
    return ids;
  }
}
