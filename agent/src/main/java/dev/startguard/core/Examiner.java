package dev.startguard.core;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import org.jspecify.annotations.Nullable;

/**
 * Shows a rule the values of the calls at one site. A record: the JIT takes the fields of one that
 * it knows for constants, and so finds the rule's own code.
 *
 * @param probe what to switch off when the rule is off
 * @param receiver the place of the receiver among the values; -1 when there is none
 * @param result whether the first value is the call's result
 * @param first the place of the first argument
 */
record Examiner(
    Desk desk,
    Rule rule,
    Call call,
    Site site,
    dev.startguard.core.weave.Site probe,
    int receiver,
    boolean result,
    int first) {

  /** Never throws. */
  void see(@Nullable Object[] values) {
    if (desk.off(rule)) {
      probe.switchOff();
    } else {
      desk.see(
          rule,
          new Sighting(
              site,
              call,
              receiver < 0 ? null : values[receiver],
              result ? values[0] : null,
              first,
              values));
    }
  }
}
