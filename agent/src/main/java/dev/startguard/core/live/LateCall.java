package dev.startguard.core.live;

import dev.startguard.core.weave.Site;
import dev.startguard.core.weave.Watch;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Has the rules made when one of their calls is first reached. */
final class LateCall implements Watch {
  private final Standby standby;
  private final int rule;
  private final int call;
  private final boolean everywhere;

  /**
   * @param rule its place in the table
   * @param call its place among the rule's calls
   */
  LateCall(Standby standby, int rule, int call, boolean everywhere) {
    this.standby = standby;
    this.rule = rule;
    this.call = call;
    this.everywhere = everywhere;
  }

  @Override
  public boolean everywhere() {
    return everywhere;
  }

  @Override
  public void reached(Site site) {
    RuleSet rules = standby.rules();
    if (rules != null) {
      rules.watch(rule, call).reached(site);
    }
  }

  @Override
  public boolean catches() {
    return true; // as Examiner does
  }

  @Override
  public @Nullable MethodHandle examiner(Site site, String values, MethodType type) {
    RuleSet rules = standby.rules();
    return rules == null ? null : rules.watch(rule, call).examiner(site, values, type);
  }
}
