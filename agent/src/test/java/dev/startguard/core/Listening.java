package dev.startguard.core;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.weave.Attached;
import dev.startguard.core.weave.Calls;
import dev.startguard.core.weave.Linker;
import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWatch;
import dev.startguard.core.weave.hook.HookWeaver;
import dev.startguard.core.weave.hook.Hooks;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has a rule listen in this very JVM: what its tests do is what it sees. To be registered as a
 * static extension: for each test another rule listens, but the JDK's methods stay hooked for all
 * tests of a class, since to hook them takes longer than most tests. A listener that throws fails
 * the test.
 */
public final class Listening implements AfterEachCallback, AfterAllCallback {
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private List<Hook> hooked = List.of();
  private HookWeaver weaver = new HookWeaver(new Hooks(hooked));

  /** Until the test is over; the rule, and who has to listen beside it. */
  public void to(StandingRule rule, FakeDocket docket) {
    rule.begin(docket);
    List<HookListener> listeners = new ArrayList<>(rule.sources());
    if (rule instanceof HookListener listener) {
      listeners.add(listener);
    }
    to(listeners);
  }

  /** Until the test is over, in that order. */
  public void to(List<HookListener> listeners) {
    List<Hook> hooks = new ArrayList<>();
    for (HookListener listener : listeners) {
      for (Call call : listener.hooks()) {
        if (call.since() <= Runtime.version().feature()) {
          hooks.add(hook(listener, call));
        }
      }
    }
    faults.clear();
    if (places(hooks).equals(places(hooked))) {
      serve(hooks);
    } else {
      unhook();
      hook(hooks);
    }
  }

  private static List<Hook> places(List<Hook> hooks) {
    List<Hook> places = new ArrayList<>();
    for (Hook hook : hooks) {
      places.add(
          new Hook(hook.owner(), hook.name(), hook.descriptor(), hook.where(), hook.guard(), null));
    }
    return places;
  }

  private Hook hook(HookListener listener, Call call) {
    HookWatch watch =
        (hook, values) -> {
          try {
            listener.passed(new Passage(call, values));
          } catch (Throwable fault) {
            faults.add(fault);
          }
        };
    Hook.Where where =
        call.look() == Look.RETURNED
            ? Hook.Where.RETURN
            : call.look() == Look.THREW ? Hook.Where.THROW : Hook.Where.ENTRY;
    Guard guard = listener.guard(call);
    return new Hook(
        call.owner(),
        call.name(),
        call.descriptor(),
        where,
        guard == null ? null : new Hook.Guard(guard.argument(), guard.type(), guard.field()),
        watch);
  }

  private void hook(List<Hook> hooks) {
    Instrumentation instrumentation = Attached.instrumentation();
    hooked = hooks;
    serve(hooks);
    weaver = new HookWeaver(new Hooks(hooks));
    List<Hook> missing = weaver.weave(instrumentation);
    if (!missing.isEmpty()) {
      throw new AssertionError("not hooked: " + missing);
    }
  }

  private static void serve(List<Hook> hooks) {
    try {
      Bridge.define(Attached.instrumentation());
      new Linker(new Calls(List.of())).serve(new Hooks(hooks));
    } catch (ReflectiveOperationException refused) {
      throw new LinkageError(refused.getMessage(), refused);
    }
  }

  private void unhook() {
    Instrumentation instrumentation = Attached.instrumentation();
    instrumentation.removeTransformer(weaver);
    List<Class<?>> owners = new ArrayList<>();
    try {
      for (Hook hook : hooked) {
        Class<?> owner = Class.forName(hook.owner().replace('/', '.'), false, null);
        if (!owners.contains(owner)) {
          owners.add(owner);
        }
      }
      hooked = List.of();
      instrumentation.retransformClasses(owners.toArray(new Class<?>[0]));
    } catch (Exception refused) {
      throw new AssertionError(refused);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    serve(List.of());
    if (!faults.isEmpty()) {
      throw new AssertionError("a listener threw", faults.get(0));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    unhook();
  }
}
