package dev.startguard.core.catalog;

import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.StandingRule;
import java.util.ArrayList;
import java.util.List;

/**
 * On which listeners rules rely. Sources come before the rules that ask them, and each stands once,
 * where the first rule names it.
 */
public final class Relied {
  private final List<HookListener> listeners = new ArrayList<>();
  private final List<List<Integer>> rules = new ArrayList<>();

  /**
   * @param all every rule, in the order of the catalogue
   */
  public Relied(List<Rule> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof StandingRule standing) {
        for (HookListener source : standing.sources()) {
          add(source, i);
        }
        if (standing instanceof HookListener listener) {
          add(listener, i);
        }
      }
    }
  }

  /** Each of them once. */
  public List<HookListener> listeners() {
    return listeners;
  }

  /** The places of the rules that rely on this one. */
  List<Integer> rules(HookListener listener) {
    return rules.get(place(listener));
  }

  private void add(HookListener listener, int rule) {
    int place = place(listener);
    if (place == listeners.size()) {
      listeners.add(listener);
      rules.add(new ArrayList<>());
    }
    rules.get(place).add(rule);
  }

  @SuppressWarnings("ReferenceEquality") // one source may stand for several rules
  private int place(HookListener listener) {
    int place = 0;
    while (place < listeners.size() && listeners.get(place) != listener) {
      place++;
    }
    return place;
  }
}
