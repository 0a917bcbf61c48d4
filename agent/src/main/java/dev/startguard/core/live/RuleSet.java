package dev.startguard.core.live;

import dev.startguard.core.catalog.Relied;
import dev.startguard.core.catalog.RuleCatalog;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.report.Health;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Ending;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Limiter;
import dev.startguard.core.rule.Outlet;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.clock.ElapsedByWallClockRule;
import dev.startguard.core.watch.Clocks;
import dev.startguard.core.watch.FindingDrain;
import dev.startguard.core.watch.Sampler;
import dev.startguard.core.weave.Tally;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWatch;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The rules that are on, and the way of their findings. */
final class RuleSet implements Health.Source {
  /** A while in which the next lines of code may put right what was seen. */
  private static final long SETTLE = 200_000_000L;

  /** From one look of the sampler to the next. */
  private static final long EVERY = 1_000_000_000L;

  /** Every rule, in the order of the catalogue. */
  private final List<Rule> all = RuleCatalog.rules();

  /** What each of them looks at; asked for when it is first met. */
  private final AtomicReferenceArray<@Nullable List<Call>> calls =
      new AtomicReferenceArray<>(all.size());

  private final List<HookListener> listeners = new Relied(all).listeners();
  private final List<Rule> on = new ArrayList<>();
  private final Selection selection;
  private final FindingDrain drain;
  private final Tally tally;
  private final Desk desk;
  private final Sampler sampler;

  /** Who reports steps of the wall clock, which no call and no hook shows. */
  private volatile @Nullable ClockRecheck recheck;

  /** Where durations are measured by the wall clock, for when that is set. */
  private @Nullable ElapsedByWallClockRule durations;

  /**
   * @param tally what is woven for them
   * @param console standard error, as it was before main; null when nobody knows what it was
   */
  RuleSet(
      Selection selection,
      RuntimeSettings settings,
      HostFacts host,
      Clocks clocks,
      Outlet outlet,
      Tally tally,
      @Nullable PrintStream console) {
    this.selection = selection;
    this.tally = tally;
    drain = new FindingDrain(new Limiter(outlet, clocks.monotonic()), clocks, SETTLE);
    Surroundings surroundings =
        new LiveSurroundings(host, settings.businessZone(), console, pools());
    desk = new Desk(settings, surroundings, drain);
    for (Integer place : selection.on()) {
      on.add(all.get(place));
    }
    sampler = new Sampler(desk, on, clocks, EVERY);
    for (Rule rule : all) {
      if (rule instanceof ElapsedByWallClockRule byWallClock) {
        durations = byWallClock;
      }
    }
    for (Rule rule : on) {
      if (rule instanceof StandingRule standing) {
        standing.begin(desk);
      }
    }
  }

  /** Those that the rules know. */
  private Pools pools() {
    for (HookListener listener : listeners) {
      if (listener instanceof Pools pools) {
        return pools;
      }
    }
    return new Pools(); // of which none will ever be known
  }

  /** Who is told when a call is reached: the call's place among the rule's, the rule's of all. */
  RuleWatch watch(int rule, int call) {
    return new RuleWatch(desk, all.get(rule), call(rule, call));
  }

  /** The same of a hook that the rule has among its calls. */
  HookWatch hookWatch(int rule, int call) {
    return new HookRuleWatch(desk, all.get(rule), call(rule, call));
  }

  /** The same of a listener's hook. */
  HookWatch listenerWatch(int listener, int hook) {
    HookListener told = listeners.get(listener);
    return new ListenerWatch(desk, told, told.hooks().get(hook), relying(listener));
  }

  private Call call(int rule, int call) {
    List<Call> known = calls.get(rule);
    if (known == null) {
      known = all.get(rule).calls();
      calls.set(rule, known);
    }
    return known.get(call);
  }

  /** The rules that are on and know nothing without that listener. */
  private List<Rule> relying(int listener) {
    List<Rule> relying = new ArrayList<>();
    for (Integer place : selection.on()) {
      if (selection.table().listeners().get(listener).serves(place)) {
        relying.add(all.get(place));
      }
    }
    return relying;
  }

  /** The rules that are on. */
  List<Rule> on() {
    return on;
  }

  /** Who knows where durations are measured by the wall clock. */
  @Nullable ElapsedByWallClockRule durations() {
    return durations;
  }

  /** Who reports steps of the wall clock; null when nobody does. */
  @Nullable ClockRecheck recheck() {
    return recheck;
  }

  /** From now on somebody does. */
  void recheck(@Nullable ClockRecheck started) {
    recheck = started;
  }

  Desk desk() {
    return desk;
  }

  FindingDrain drain() {
    return drain;
  }

  /** Has those look that look at pools and threads. */
  Sampler sampler() {
    return sampler;
  }

  /**
   * Has the rules look that look once more when the JVM ends.
   *
   * @param stages grows with each
   */
  void end(AtomicLong stages) {
    for (Rule rule : on) {
      stages.incrementAndGet();
      if (rule instanceof Ending ending && !desk.off(rule)) {
        try {
          ending.end();
        } catch (Throwable ours) {
          desk.fault(rule, ours);
        }
      }
    }
  }

  /** Switches off what relies on a hook that is not woven, and says so; "" for nothing. */
  String blind(Hook missing) {
    List<Rule> blind = new ArrayList<>();
    if (missing.watch() instanceof LateHook hook) {
      if (hook.rule() >= 0) {
        blind.add(all.get(hook.rule()));
      } else {
        blind = relying(hook.listener());
      }
    }
    StringBuilder said = new StringBuilder();
    for (Rule rule : blind) {
      desk.blind(rule);
      said.append(said.length() == 0 ? "; off: " : ", ").append(rule.id());
    }
    return said.toString();
  }

  /** How it is now. */
  @Override
  public Health now() {
    ClockRecheck clock = recheck;
    int seeing = clock == null || clock.off() ? 0 : 1;
    for (Rule rule : on) {
      seeing += desk.off(rule) ? 0 : 1;
    }
    return new Health(
        seeing,
        tally.classes(),
        tally.sites(),
        sampler.looks(),
        sampler.spent(),
        drain.leftOut(),
        drain.lost() + desk.refused(),
        drain.faults() + desk.faults());
  }
}
