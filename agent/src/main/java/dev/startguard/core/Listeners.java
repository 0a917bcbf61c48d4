package dev.startguard.core;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.weave.Hook;
import java.util.ArrayList;
import java.util.List;

/** Who listens at the JDK's own methods for the rules that are on, each once. */
final class Listeners {
  private final Desk desk;
  private final List<HookListener> known = new ArrayList<>();
  private final List<List<ListenerWatch>> watches = new ArrayList<>();
  private final List<Hook> hooks = new ArrayList<>();

  Listeners(Desk desk) {
    this.desk = desk;
  }

  /** Adds those of a rule. Sources come before the rules that ask them. */
  void add(StandingRule rule) {
    for (HookListener source : rule.sources()) {
      add(source, rule);
    }
    if (rule instanceof HookListener listener) {
      add(listener, rule);
    }
  }

  /** One hook for each method and listener. */
  List<Hook> hooks() {
    return hooks;
  }

  private void add(HookListener listener, Rule rule) {
    int place = 0;
    while (place < known.size() && known.get(place) != listener) {
      place++;
    }
    if (place == known.size()) {
      known.add(listener);
      watches.add(watch(listener));
    }
    for (ListenerWatch watch : watches.get(place)) {
      watch.rules().add(rule);
    }
  }

  private List<ListenerWatch> watch(HookListener listener) {
    List<ListenerWatch> made = new ArrayList<>();
    for (Call call : listener.hooks()) {
      ListenerWatch watch = new ListenerWatch(desk, listener, call);
      made.add(watch);
      Guard guard = listener.guard(call);
      hooks.add(
          new Hook(
              call.owner(),
              call.name(),
              call.descriptor(),
              where(call.look()),
              guard == null ? null : new Hook.Guard(guard.argument(), guard.type(), guard.field()),
              watch));
    }
    return made;
  }

  private static Hook.Where where(Look look) {
    return switch (look) {
      case RETURNED -> Hook.Where.RETURN;
      case THREW -> Hook.Where.THROW;
      default -> Hook.Where.ENTRY;
    };
  }
}
