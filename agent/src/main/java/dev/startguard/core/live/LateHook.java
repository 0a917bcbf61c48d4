package dev.startguard.core.live;

import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWatch;
import org.jspecify.annotations.Nullable;

/** Has the rules made when one of their hooks is first passed. */
final class LateHook implements HookWatch {
  /** Whose hook it is. */
  static final boolean LISTENER = true;

  static final boolean RULE = false;

  private final Standby standby;
  private final boolean listens;
  private final int owner;
  private final int place;
  private volatile @Nullable HookWatch watch;

  /**
   * @param listens whether it is a listener's: else a rule's
   * @param owner the listener's or the rule's place in the table
   * @param place the hook's among theirs
   */
  LateHook(Standby standby, boolean listens, int owner, int place) {
    this.standby = standby;
    this.listens = listens;
    this.owner = owner;
    this.place = place;
  }

  /** The place of the listener that hears nothing without it; -1 for a rule's own hook. */
  int listener() {
    return listens ? owner : -1;
  }

  /** The place of the rule whose own hook it is; -1 for a listener's. */
  int rule() {
    return listens ? -1 : owner;
  }

  @Override
  public void passed(Hook hook, @Nullable Object[] values) {
    HookWatch known = watch;
    if (known == null) {
      RuleSet rules = standby.rules();
      if (rules == null) {
        return;
      }
      known = listens ? rules.listenerWatch(owner, place) : rules.hookWatch(owner, place);
      watch = known;
    }
    known.passed(hook, values);
  }
}
