package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Severity;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where probes bring what they see, on the application's threads. Never throws and never waits: a
 * rule's fault is swallowed and counted, and the third switches the rule off.
 */
public final class Desk implements Docket {
  /** So many faults switch a rule off. */
  static final int FAULTS = 3;

  /**
   * So many occurrences of what is proven are counted: a call that goes wrong each time would be
   * slower for ever.
   */
  static final int MANY = 1_000_000;

  private final RuntimeSettings settings;
  private final Surroundings surroundings;
  private final Sink sink;
  private final Tally tally = new Tally();
  private final AtomicLong faults = new AtomicLong();
  private final ConcurrentHashMap<String, AtomicInteger> faultsOf = new ConcurrentHashMap<>();

  /** True for what nobody can switch on again. */
  private final ConcurrentHashMap<String, Boolean> off = new ConcurrentHashMap<>();

  /** Spares all other rules the look-up: this is asked at each call that is examined. */
  private volatile boolean anyOff;

  public Desk(RuntimeSettings settings, Surroundings surroundings, Sink sink) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.sink = sink;
  }

  /**
   * Lets the rule look, and files what it finds.
   *
   * @return whether that was enough of the place: nothing that it finds there would be told any
   *     more
   */
  public boolean see(Rule rule, Sighting sighting) {
    try {
      if (off(rule)) {
        return false;
      }
      Case found = rule.look(sighting, surroundings);
      return found != null && enough(rule, sighting.site(), found, null);
    } catch (Throwable ours) { // the application must not hear of it, whatever it is
      faultBeside(rule, ours);
      return false;
    }
  }

  /** Whether the rule is switched off, for now or for good. */
  public boolean off(Rule rule) {
    return anyOff && (off.containsKey(rule.id()) || ended(rule));
  }

  /** Whether it is off for good, by its own faults: its probes may be taken out. */
  public boolean ended(Rule rule) {
    AtomicInteger count = anyOff ? faultsOf.get(rule.id()) : null;
    return count != null && count.get() >= FAULTS;
  }

  /** Whether the rule may report anything at the site: what is only risky, in own code alone. */
  public boolean wants(Rule rule, Site site) {
    return rule.evidence() != Evidence.RISKY || settings.own(site);
  }

  /** How many faults of ours were swallowed. */
  public long faults() {
    return faults.get();
  }

  /** How many occurrences were not told apart any more. */
  public long refused() {
    return tally.refused();
  }

  @Override
  public void file(Rule rule, Site site, Case found, String thread) {
    try {
      enough(rule, site, found, thread);
    } catch (Throwable ours) {
      faultBeside(rule, ours);
    }
  }

  /**
   * Files it.
   *
   * @param thread null for the current one
   * @return whether no other of its place would be filed
   */
  private boolean enough(Rule rule, Site site, Case found, @Nullable String thread) {
    Severity severity = off(rule) ? null : settings.severity(rule);
    if (severity == null || !settings.reports(rule, site, surroundings.now())) {
      return false; // for now
    }
    Identity identity = Identity.of(rule.id(), site);
    long count = tally.count(identity);
    Evidence evidence = found.evidence(rule);
    if (count == 1 || (evidence == Evidence.PROVEN && Tally.milestone(count))) {
      String pool = thread == null ? surroundings.pool() : null;
      String name = thread == null ? ThreadName.current() : thread;
      sink.file(new Filed(identity, site, found, severity, evidence, name, pool, count, tally));
    }
    return !found.alone() && (rule.evidence() != Evidence.PROVEN || count >= MANY);
  }

  @Override
  public boolean own(Site site) {
    return settings.own(site);
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  /** Has a rule report nothing from now on, since it is not wanted. */
  public void switchOff(Rule rule) {
    off.putIfAbsent(rule.id(), false);
    anyOff = true;
  }

  /** Has a rule report nothing, since it cannot see. */
  public void blind(Rule rule) {
    off.put(rule.id(), true);
    anyOff = true;
  }

  /**
   * Has it report again, unless its own faults have ended it, or it cannot see. What happens once
   * only, and happened meanwhile, it has not seen.
   */
  public void switchOn(Rule rule) {
    rule.forget();
    off.remove(rule.id(), false);
  }

  /** On a thread of the application: the end of the stack or of the heap is the application's. */
  private void faultBeside(Rule rule, Throwable fault) {
    if (fault instanceof VirtualMachineError) {
      faults.incrementAndGet();
    } else {
      fault(rule, fault);
    }
  }

  /** Counts a fault of the rule's, where it looked without the desk. */
  public void fault(Rule rule, @Nullable Throwable fault) {
    try {
      faults.incrementAndGet();
      AtomicInteger fresh = new AtomicInteger();
      AtomicInteger other = faultsOf.putIfAbsent(rule.id(), fresh);
      if ((other == null ? fresh : other).incrementAndGet() == FAULTS && fault != null) {
        anyOff = true;
        sink.say(RuleDisabled.finding(rule.id(), fault, settings));
      }
    } catch (Throwable again) {
      // nothing is left that could be said
    }
  }
}
