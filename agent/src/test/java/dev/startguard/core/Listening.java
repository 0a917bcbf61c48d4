package dev.startguard.core;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.weave.Hook;
import dev.startguard.core.weave.HookWatch;
import dev.startguard.core.weave.HookedJvm;
import java.util.ArrayList;
import java.util.List;

/** Has a rule listen in this very JVM: what its tests do is what it sees. */
public final class Listening implements AutoCloseable {
  private final HookedJvm jvm;

  private Listening(HookedJvm jvm) {
    this.jvm = jvm;
  }

  /** Until it is closed. What the rule throws fails nothing: see that it finds what it has to. */
  public static Listening to(StandingRule rule, FakeDocket docket)
      throws ReflectiveOperationException {
    rule.begin(docket);
    List<HookListener> listeners = new ArrayList<>(rule.sources());
    if (rule instanceof HookListener listener) {
      listeners.add(listener);
    }
    List<Hook> hooks = new ArrayList<>();
    for (HookListener listener : listeners) {
      for (Call call : listener.hooks()) {
        hooks.add(hook(listener, call));
      }
    }
    return new Listening(HookedJvm.with(hooks));
  }

  private static Hook hook(HookListener listener, Call call) {
    HookWatch watch = (hook, values) -> listener.passed(new Passage(call, values));
    Hook.Where where =
        call.look() == Look.RETURNED
            ? Hook.Where.RETURN
            : call.look() == Look.THREW ? Hook.Where.THROW : Hook.Where.ENTRY;
    return new Hook(call.owner(), call.name(), call.descriptor(), where, watch);
  }

  @Override
  public void close() {
    jvm.close();
  }
}
