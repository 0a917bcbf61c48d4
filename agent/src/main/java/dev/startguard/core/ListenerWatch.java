package dev.startguard.core;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.weave.Hook;
import dev.startguard.core.weave.HookWatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings what passes a hook to who listens there, for one rule or for several. */
final class ListenerWatch implements HookWatch {
  private final Desk desk;
  private final HookListener listener;
  private final Call call;
  private final List<Rule> rules = new ArrayList<>(1);

  ListenerWatch(Desk desk, HookListener listener, Call call) {
    this.desk = desk;
    this.listener = listener;
    this.call = call;
  }

  /** The rules that know nothing without it. */
  List<Rule> rules() {
    return rules;
  }

  @Override
  public void passed(Hook hook, @Nullable Object[] values) {
    if (wanted()) {
      try {
        listener.passed(new Passage(call, values));
      } catch (VirtualMachineError exhausted) {
        throw exhausted; // the stack's or the heap's end, not the listener's fault
      } catch (Throwable ours) {
        for (Rule rule : rules) {
          desk.fault(rule, ours);
        }
      }
    }
  }

  private boolean wanted() {
    for (int i = 0; i < rules.size(); i++) {
      if (!desk.off(rules.get(i))) {
        return true;
      }
    }
    return false;
  }
}
