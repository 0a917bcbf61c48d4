package dev.startguard.core.rule;

import dev.startguard.core.weave.Bridge;
import dev.startguard.core.weave.Calls;
import dev.startguard.core.weave.Hook;
import dev.startguard.core.weave.HookWatch;
import dev.startguard.core.weave.HookWeaver;
import dev.startguard.core.weave.Hooks;
import dev.startguard.core.weave.Linker;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Has a listener hear of the JDK's methods in this very JVM, until it is closed. */
public final class Hooked implements AutoCloseable {
  private final Instrumentation instrumentation;
  private final HookWeaver weaver;
  private final List<Class<?>> owners = new ArrayList<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();

  public Hooked(HookListener... listeners) {
    try {
      instrumentation =
          (Instrumentation)
              Class.forName("net.bytebuddy.agent.ByteBuddyAgent").getMethod("install").invoke(null);
      List<Hook> all = new ArrayList<>();
      for (HookListener listener : listeners) {
        for (Call call : listener.hooks()) {
          if (call.since() > Runtime.version().feature()) {
            continue;
          }
          all.add(hook(listener, call));
          Class<?> owner = Class.forName(call.owner().replace('/', '.'), false, null);
          if (!owners.contains(owner)) {
            owners.add(owner);
          }
        }
      }
      Hooks hooks = new Hooks(all);
      Bridge.define(instrumentation);
      Bridge.serve(new Linker(new Calls(List.of())), hooks);
      weaver = new HookWeaver(hooks);
      List<Hook> missing = weaver.weave(instrumentation);
      if (!missing.isEmpty()) {
        throw new AssertionError("not hooked: " + missing);
      }
    } catch (ReflectiveOperationException refused) {
      throw new LinkageError(refused.getMessage(), refused);
    }
  }

  private Hook hook(HookListener listener, Call call) {
    Hook.Where where =
        call.look() == Look.RETURNED
            ? Hook.Where.RETURN
            : call.look() == Look.THREW ? Hook.Where.THROW : Hook.Where.ENTRY;
    HookWatch watch =
        (hook, values) -> {
          try {
            listener.passed(new Passage(call, values));
          } catch (Throwable fault) {
            faults.add(fault);
          }
        };
    Guard guard = listener.guard(call);
    return new Hook(
        call.owner(),
        call.name(),
        call.descriptor(),
        where,
        guard == null ? null : new Hook.Guard(guard.argument(), guard.type(), guard.field()),
        watch);
  }

  /** Takes the hooks out again; fails when the listener did. */
  @Override
  public void close() {
    instrumentation.removeTransformer(weaver);
    try {
      instrumentation.retransformClasses(owners.toArray(new Class<?>[0]));
    } catch (java.lang.instrument.UnmodifiableClassException never) {
      throw new AssertionError(never);
    }
    if (!faults.isEmpty()) {
      throw new AssertionError("the listener threw", faults.get(0));
    }
  }
}
