package dev.startguard.core.report.jmx;

import java.util.List;

/** What {@code dev.startguard:type=Startguard} shows, and takes. */
public interface StartguardMXBean {

  /** The agent's version. */
  String getVersion();

  /** The last findings of the running service, oldest first; each once, 200 at most. */
  List<FindingView> getFindings();

  /** How many different findings there were since the start. */
  long getFindingCount();

  /** The ids of the rules that are on. */
  List<String> getRulesOn();

  /** The ids of the rules that are off: here, after three faults, or since a hook is missing. */
  List<String> getRulesSwitchedOff();

  /** How many classes were woven; one that was woven again counts again. */
  int getWovenClasses();

  /** How many calls and method references got a probe. */
  int getWovenSites();

  /** How often pools and threads were looked at. */
  long getSamplerLooks();

  /** The time that these looks took together, in nanoseconds. */
  long getSamplerNanos();

  /** How many findings the budgets kept from console and log. */
  long getLeftOut();

  /** How many findings were lost: too many at a time, or not to be written. */
  long getLost();

  /** How many faults of Startguard's own were swallowed. */
  long getFaults();

  /**
   * Has a rule report nothing from now on.
   *
   * @throws IllegalArgumentException when no rule that is on has the id
   */
  void switchOff(String rule);

  /**
   * Has a rule that was switched off here report again.
   *
   * @throws IllegalArgumentException when no rule that was on at the start has the id
   */
  void switchOn(String rule);
}
