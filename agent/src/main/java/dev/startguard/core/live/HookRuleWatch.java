package dev.startguard.core.live;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.CodeSources;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWatch;
import java.lang.StackWalker.StackFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what passes a hook to the rule that asked for it. The site is the hooked method's caller.
 */
final class HookRuleWatch implements HookWatch {
  private final Desk desk;
  private final Rule rule;
  private final Call call;

  HookRuleWatch(Desk desk, Rule rule, Call call) {
    this.desk = desk;
    this.rule = rule;
    this.call = call;
  }

  @Override
  public void passed(Hook hook, @Nullable Object[] values) {
    Caller caller = new Caller(call.owner().replace('/', '.'));
    StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).forEach(caller);
    StackFrame frame = caller.frame;
    if (frame != null) {
      desk.see(
          rule,
          new Sighting(
              site(frame),
              call,
              values[Hook.RECEIVER],
              values[Hook.OUTCOME],
              Hook.ARGUMENTS,
              values));
    }
  }

  private Site site(StackFrame frame) {
    return new Site(
        frame.getClassName(),
        frame.getMethodName(),
        frame.getDescriptor(),
        frame.getFileName(),
        Math.max(0, frame.getLineNumber()),
        call.api(),
        Math.max(0, frame.getByteCodeIndex()), // tells two calls in one method apart
        CodeSources.path(frame.getDeclaringClass()));
  }

  /** Finds who called the hooked method; the same class's own detours to it are left out. */
  private static final class Caller implements Consumer<StackFrame> {
    private final String owner;
    private boolean inside;
    private @Nullable StackFrame frame;

    Caller(String owner) {
      this.owner = owner;
    }

    @Override
    public void accept(StackFrame each) {
      boolean hooked = each.getClassName().equals(owner);
      if (inside && !hooked && frame == null) {
        frame = each;
      }
      inside |= hooked;
    }
  }
}
