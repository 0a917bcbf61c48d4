package dev.startguard.core.live;

import dev.startguard.core.catalog.RuleTable.Listener;
import dev.startguard.core.catalog.RuleTable.Row;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.Look;
import dev.startguard.core.weave.Calls;
import dev.startguard.core.weave.Kind;
import dev.startguard.core.weave.LateLinker;
import dev.startguard.core.weave.Linker;
import dev.startguard.core.weave.Tally;
import dev.startguard.core.weave.Weaver;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.Hooks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls and the methods of the JDK that are watched for the rules that are on. */
final class Net implements Supplier<Linker> {
  /** Looks at calls; no switch, which over an enum is a class of its own. */
  private static final Look[] LOOKS = {
    Look.SITE, Look.ARGUMENTS, Look.FIRST, Look.RESULT, Look.IGNORED, Look.ELAPSED, Look.NARROWED
  };

  /** How the weaver has to look for them. */
  private static final Kind[] KINDS = {
    Kind.SITE, Kind.VALUE, Kind.VALUE, Kind.OUTCOME, Kind.IGNORED, Kind.ELAPSED, Kind.NARROWED
  };

  private final Selection selection;
  private final Standby standby;
  private final Tally tally;
  private final int release = Runtime.version().feature();
  private final List<Hook> found = new ArrayList<>(100);
  private final AfterHooks afterHooks = new AfterHooks();
  private final LateLinker linker = new LateLinker(this);
  private final Hooks hooks;
  private volatile @Nullable Calls calls;
  private volatile @Nullable Linker made;
  private @Nullable Weaver weaver;

  /**
   * @param records whether findings are to be in a file, even if the JVM is halted
   */
  Net(Selection selection, Standby standby, Tally tally, boolean records) {
    this.selection = selection;
    this.standby = standby;
    this.tally = tally;
    addListeners();
    if (selection.ending()) {
      found.add(afterHooks.hook());
    }
    if (records) {
      found.add(new BeforeHalt(standby).hook());
    }
    List<Row> rows = selection.table().rules();
    for (Integer rule : selection.woven()) {
      addHooks(rule, rows.get(rule).calls());
    }
    hooks = new Hooks(found);
  }

  private void addListeners() {
    List<Listener> listeners = selection.table().listeners();
    for (int i = 0; i < listeners.size(); i++) {
      Listener listener = listeners.get(i);
      if (selection.listens(listener)) {
        List<Call> methods = listener.hooks();
        for (int j = 0; j < methods.size(); j++) {
          if (methods.get(j).since() <= release) {
            LateHook watch = new LateHook(standby, LateHook.LISTENER, i, j);
            found.add(hook(methods.get(j), listener.guards().get(j), watch));
          }
        }
      }
    }
  }

  private static Hook hook(Call method, @Nullable Guard guard, LateHook watch) {
    return new Hook(
        method.owner(),
        method.name(),
        method.descriptor(),
        where(method.look()),
        guard == null ? null : new Hook.Guard(guard.argument(), guard.type(), guard.field()),
        watch);
  }

  private static Hook.Where where(Look look) {
    return look == Look.RETURNED
        ? Hook.Where.RETURN
        : look == Look.THREW ? Hook.Where.THROW : Hook.Where.ENTRY;
  }

  private void addHooks(int rule, List<Call> looked) {
    for (int i = 0; i < looked.size(); i++) {
      Call call = looked.get(i);
      if (call.look() == Look.HOOK && call.since() <= release) {
        found.add(hook(call, null, new LateHook(standby, LateHook.RULE, rule, i)));
      }
    }
  }

  private Calls calls() {
    Calls known = calls;
    if (known == null) {
      List<dev.startguard.core.weave.Call> all = new ArrayList<>(400);
      for (Integer rule : selection.woven()) {
        addCalls(all, rule, selection.table().rules().get(rule).calls());
      }
      known = new Calls(all, linker.numbered());
      calls = known;
    }
    return known;
  }

  private void addCalls(List<dev.startguard.core.weave.Call> all, int rule, List<Call> looked) {
    boolean everywhere = selection.everywhere(rule);
    for (int i = 0; i < looked.size(); i++) {
      Call call = looked.get(i);
      Kind kind = call.since() > release ? null : kind(call.look());
      if (kind != null) {
        boolean anywhere = everywhere && call.look() != Look.FIRST;
        LateCall watch = new LateCall(standby, rule, i, anywhere);
        all.add(
            new dev.startguard.core.weave.Call(
                call.owner(), call.name(), call.descriptor(), kind, watch));
      }
    }
  }

  /** How the weaver has to look, so that the rule sees what it asked for; null for no call. */
  private static @Nullable Kind kind(Look look) {
    for (int i = 0; i < LOOKS.length; i++) {
      if (LOOKS[i] == look) {
        return KINDS[i];
      }
    }
    return null;
  }

  /** What weaves the calls; always the same one. */
  synchronized Weaver weaver() {
    Weaver known = weaver;
    if (known == null) {
      known = new Weaver(calls(), standby, tally);
      weaver = known;
    }
    return known;
  }

  /**
   * What links their probes; always the same one. Made without a lock, since what it loads may pass
   * another agent, and with it other locks; there is a weaver before there are probes, and the
   * calls with it.
   */
  @Override
  public Linker get() {
    Linker known = made;
    return known == null ? first(new Linker(calls())) : known;
  }

  private synchronized Linker first(Linker ready) {
    Linker known = made;
    if (known == null) {
      made = ready;
      return ready;
    }
    return known;
  }

  LateLinker linker() {
    return linker;
  }

  /** The methods of the JDK that rules want to hear of. */
  Hooks hooks() {
    return hooks;
  }

  /** When the application's shutdown hooks are through. */
  AfterHooks afterHooks() {
    return afterHooks;
  }
}
