package dev.startguard.core.live;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings what passes a hook to who listens there, for one rule or for several. */
final class ListenerWatch implements HookWatch {
  private final Desk desk;
  private final HookListener listener;
  private final Call call;
  private final List<Rule> rules;

  /**
   * @param rules those that know nothing without it
   */
  ListenerWatch(Desk desk, HookListener listener, Call call, List<Rule> rules) {
    this.desk = desk;
    this.listener = listener;
    this.call = call;
    this.rules = rules;
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
