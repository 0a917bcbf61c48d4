package dev.startguard.core;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.report.Health;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Ending;
import dev.startguard.core.rule.Limiter;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Outlet;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.rule.clock.ElapsedByWallClockRule;
import dev.startguard.core.watch.Clocks;
import dev.startguard.core.watch.FindingDrain;
import dev.startguard.core.watch.Sampler;
import dev.startguard.core.weave.Calls;
import dev.startguard.core.weave.Hook;
import dev.startguard.core.weave.Hooks;
import dev.startguard.core.weave.Kind;
import dev.startguard.core.weave.Linker;
import dev.startguard.core.weave.Tally;
import dev.startguard.core.weave.Weaver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that are on, the calls that are watched for them, and the way of their findings. */
final class RuleSet implements Health.Source {
  /** A while in which the next lines of code may put right what was seen. */
  private static final long SETTLE = 200_000_000L;

  /** From one look of the sampler to the next. */
  private static final long EVERY = 1_000_000_000L;

  private final List<Rule> on = new ArrayList<>();
  private final FindingDrain drain;
  private final Tally tally;
  private final Desk desk;
  private final Linker linker;
  private final Weaver weaver;
  private final Hooks hooks;
  private final Listeners listeners;
  private final AfterHooks afterHooks = new AfterHooks();
  private final Sampler sampler;

  /** Where durations are measured by the wall clock, for when that is set. */
  private @Nullable ElapsedByWallClockRule durations;

  /** Nothing is woven by that. */
  RuleSet(
      List<Rule> rules, RuntimeSettings settings, HostFacts host, Clocks clocks, Outlet outlet) {
    drain = new FindingDrain(new Limiter(outlet, clocks.monotonic()), clocks, SETTLE);
    desk = new Desk(settings, new LiveSurroundings(host, settings.businessZone()), drain);
    listeners = new Listeners(desk);
    for (Rule rule : rules) {
      if (settings.severity(rule) != null) {
        on.add(rule);
      }
    }
    sampler = new Sampler(desk, on, clocks, EVERY);
    List<Rule> woven = woven(rules);
    for (Rule rule : rules) {
      if (rule instanceof ElapsedByWallClockRule byWallClock) {
        durations = byWallClock;
        if (settings.rechecksClock() && !on.isEmpty() && !woven.contains(rule)) {
          woven.add(rule);
        }
      }
    }
    for (Rule rule : on) {
      if (rule instanceof StandingRule standing) {
        standing.begin(desk);
        listeners.add(standing);
      }
    }
    Calls calls = new Calls(calls(woven));
    linker = new Linker(calls);
    tally = new Tally(new NewerClassFiles(drain));
    weaver = new Weaver(calls, tally);
    hooks = new Hooks(hooks(woven));
  }

  /** The rules that are on. */
  List<Rule> on() {
    return on;
  }

  /** Who knows where durations are measured by the wall clock. */
  @Nullable ElapsedByWallClockRule durations() {
    return durations;
  }

  Desk desk() {
    return desk;
  }

  FindingDrain drain() {
    return drain;
  }

  Linker linker() {
    return linker;
  }

  Weaver weaver() {
    return weaver;
  }

  /** The methods of the JDK that rules want to hear of. */
  Hooks hooks() {
    return hooks;
  }

  /** Has those look that look at pools and threads. */
  Sampler sampler() {
    return sampler;
  }

  /** When the application's shutdown hooks are through. */
  AfterHooks afterHooks() {
    return afterHooks;
  }

  /** Has the rules look that look once more when the JVM ends. */
  void end() {
    for (Rule rule : on) {
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
    StringBuilder said = new StringBuilder();
    if (missing.watch() instanceof ListenerWatch watch) {
      for (Rule rule : watch.rules()) {
        desk.switchOff(rule);
        said.append(said.length() == 0 ? "; off: " : ", ").append(rule.id());
      }
    }
    return said.toString();
  }

  /** How it is now. */
  @Override
  public Health now() {
    return new Health(
        on.size(),
        tally.classes(),
        tally.sites(),
        sampler.looks(),
        sampler.spent(),
        drain.leftOut(),
        drain.lost() + desk.refused(),
        drain.faults() + desk.faults());
  }

  /** Whether one of them has to look when the JVM ends. */
  boolean ending() {
    for (Rule rule : on) {
      if (rule instanceof Ending) {
        return true;
      }
    }
    return false;
  }

  /** Those that are on, and those that are not, but on which others rely. */
  private List<Rule> woven(List<Rule> all) {
    List<Rule> woven = new ArrayList<>(on);
    for (Rule rule : all) {
      if (rule.informs() && !on.isEmpty() && !woven.contains(rule)) {
        woven.add(rule);
      }
    }
    for (Rule rule : on) {
      Rule counted = rule.counts();
      if (counted != null && !woven.contains(counted)) {
        woven.add(counted);
      }
    }
    return woven;
  }

  private List<dev.startguard.core.weave.Call> calls(List<Rule> woven) {
    List<dev.startguard.core.weave.Call> calls = new ArrayList<>();
    for (Rule rule : woven) {
      for (Call call : rule.calls()) {
        Kind kind = RuleWatch.kind(call.look());
        if (kind != null) {
          RuleWatch watch = new RuleWatch(desk, rule, call);
          calls.add(
              new dev.startguard.core.weave.Call(
                  call.owner(), call.name(), call.descriptor(), kind, watch));
        }
      }
    }
    return calls;
  }

  private List<Hook> hooks(List<Rule> woven) {
    List<Hook> found = new ArrayList<>(listeners.hooks());
    if (ending()) {
      found.add(afterHooks.hook());
    }
    for (Rule rule : woven) {
      for (Call call : rule.calls()) {
        if (call.look() == Look.HOOK) {
          HookRuleWatch watch = new HookRuleWatch(desk, rule, call);
          found.add(
              new Hook(call.owner(), call.name(), call.descriptor(), Hook.Where.ENTRY, watch));
        }
      }
    }
    return found;
  }
}
