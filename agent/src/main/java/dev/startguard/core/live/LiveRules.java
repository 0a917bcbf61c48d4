package dev.startguard.core.live;

import dev.startguard.core.catalog.RuleTable;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.rule.Level;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.Selftest;
import dev.startguard.core.watch.Clocks;
import dev.startguard.core.watch.OwnThreads;
import dev.startguard.core.weave.Preload;
import dev.startguard.core.weave.Sweep;
import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.bridge.Courier;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWeaver;
import dev.startguard.finding.Finding;
import dev.startguard.manifest.Manifest;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rules of this process, from the start to the exit. What takes time is done on a thread of its
 * own, beside the reader of the manifest and the checks.
 */
public final class LiveRules implements Runnable {
  /**
   * How long main has the processors for itself before what weaves is loaded: most programs that
   * end at once have ended then, and services meet their first watched class later. A class that is
   * woven earlier loads it on its own thread, from our own loader, whose classes the weaver leaves
   * alone at its first look. In nanoseconds.
   */
  private static final long A_MOMENT = 20_000_000L;

  /** And then until the rules are made, and what links their probes. */
  private static final long A_WHILE = 80_000_000L;

  /** It is known what is to be woven, and the bridge stands. */
  private static final int SERVED = 1;

  /** The JDK's methods are hooked. */
  private static final int HOOKED = 2;

  /** All is woven that there is, and main is about to run. */
  private static final int BEGUN = 3;

  private final Instrumentation instrumentation;
  private final HostFacts host;
  private final Clocks clocks;
  private final LateOutlet outlet;
  private final boolean attached;
  private @Nullable RuntimeSettings settings;
  private Manifest manifest = Manifest.none();
  private volatile boolean settled;
  private volatile boolean recording;
  private volatile @Nullable Standby standby;
  private volatile @Nullable HookWeaver hooks;
  private @Nullable JmxSeen jmx;
  private @Nullable Pulse pulse;
  private boolean known;

  /** How far the preparation is. */
  private int stage;

  private volatile @Nullable Throwable failure;

  /**
   * Nothing is known of the manifest yet.
   *
   * @param attached whether the application runs already
   */
  public LiveRules(
      Instrumentation instrumentation,
      HostFacts host,
      Clocks clocks,
      LateOutlet outlet,
      boolean attached) {
    this.instrumentation = instrumentation;
    this.attached = attached;
    this.host = host;
    this.clocks = clocks;
    this.outlet = outlet;
  }

  /** Begins to prepare, on a thread of its own. */
  public void prepare() {
    new Courier(OwnThreads.group(), this, "startguard-rules").start();
  }

  /** Says what the manifest makes of the rules. */
  public synchronized void settle(RuntimeSettings chosen, Manifest known) {
    settings = chosen;
    manifest = known;
    outlet.name(known.service(), known.profile());
    settled = true;
    notifyAll();
  }

  /** Ends the preparation of rules that are off. */
  public synchronized void forget() {
    settled = true;
    notifyAll();
  }

  @Override
  public void run() {
    try {
      Bridge.plant(instrumentation);
      RuleTable table = RuleTable.read();
      synchronized (this) {
        while (!settled) {
          wait();
        }
      }
      RuntimeSettings chosen = settings;
      if (chosen != null) {
        PrintStream console = attached ? null : System.err;
        Standby made = new Standby(instrumentation, table, chosen, host, clocks, outlet, console);
        made.net().linker().serve(made.net().hooks());
        recording = CacheRecording.is(host);
        HookWeaver weaver = new HookWeaver(made.net().hooks());
        hooks = weaver;
        standby = made;
        reach(SERVED);
        weaver.begin(instrumentation, recording);
      }
    } catch (Throwable fault) {
      failure = fault;
      standby = null;
    }
    reach(HOOKED);
    Standby made = standby;
    if (made != null) {
      await(BEGUN);
      LockSupport.parkNanos(A_MOMENT);
      preload();
      LockSupport.parkNanos(A_WHILE);
      sample(made);
    }
  }

  /** Where that fails, the jar being gone for one, the thread goes on. */
  private static void preload() {
    try {
      Preload.ordinary();
    } catch (Throwable ours) {
      // who weaves first loads it
    }
  }

  private synchronized void reach(int next) {
    stage = next;
    notifyAll();
  }

  /** Whoever interrupts every thread there is does not mean this one. */
  private void await(int wanted) {
    boolean interrupted = false;
    synchronized (this) {
      while (stage < wanted) {
        try {
          wait();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** On the same thread: one less. */
  private void sample(Standby made) {
    try {
      RuleSet rules = made.rules();
      if (rules != null) {
        know(rules);
        rules.sampler().beside(pulse(rules));
        Warmup.run();
        Thread thread = Thread.currentThread();
        thread.setName("startguard-sampler");
        thread.setContextClassLoader(null); // it must not keep the application's alive
        rules.sampler().run();
      }
    } catch (Throwable fault) {
      outlet.note("the rules look no more: " + fault.getClass().getName());
    }
  }

  /** Waits until all is prepared, and weaves: from now on the rules see what runs. */
  public void begin() {
    RuntimeSettings chosen = settings;
    if (chosen == null) {
      return;
    }
    await(SERVED);
    Standby made = standby;
    if (made == null) {
      sayOff();
      return;
    }
    String zone = chosen.unknownZone();
    if (zone != null) {
      outlet.note("runtime.zone " + zone + " is no zone of this JVM: no rule asks for it");
    }
    jmx = new JmxSeen(attached);
    instrumentation.addTransformer(jmx, true);
    instrumentation.addTransformer(made.net().weaver(), true);
    Sweep.over(instrumentation, attached);
    await(HOOKED);
    if (standby == null) {
      instrumentation.removeTransformer(made.net().weaver());
      sayOff();
      return;
    }
    List<Finding> expired = chosen.suppresses() ? chosen.expired(now()) : List.of();
    boolean asked = chosen.level() == Level.SELFTEST || chosen.rechecksClock() || recording;
    RuleSet rules = asked || !expired.isEmpty() ? made.rules() : null;
    if (rules != null) {
      say(rules, chosen, expired);
    }
    Farewell.prepare(this, made, chosen, outlet, host);
    reach(BEGUN);
  }

  private void sayOff() {
    outlet.note("the rules are off, since preparing them failed: " + failure);
  }

  private void say(RuleSet rules, RuntimeSettings chosen, List<Finding> expired) {
    if (recording) {
      know(rules);
    }
    for (Finding each : expired) {
      rules.drain().say(each);
    }
    if (chosen.level() == Level.SELFTEST) {
      rules.drain().say(Selftest.finding(rules.on().size()));
    }
    rules.recheck(ClockRecheck.start(manifest, chosen, clocks, rules.durations(), rules.drain()));
  }

  /** Whether that method of the JDK is hooked by now. */
  boolean weaves(Hook hook) {
    HookWeaver weaver = hooks;
    return weaver != null && weaver.weaves(hook);
  }

  /** Sees once to it that no rule reports what it could not know, and says so. */
  synchronized void know(RuleSet rules) {
    HookWeaver weaver = hooks;
    if (known || weaver == null) {
      return;
    }
    known = true;
    if (attached) {
      for (Rule rule : rules.on()) {
        rule.forget();
      }
    }
    for (Hook hook : weaver.missing()) {
      rules
          .drain()
          .note(
              hook.owner().replace('/', '.')
                  + "."
                  + hook.name()
                  + (recording
                      ? " is not hooked while an AOT cache is recorded"
                      : " is not hooked: this JVM has none")
                  + rules.blind(hook));
    }
  }

  /** What is done beside the looks of these rules. */
  synchronized Pulse pulse(RuleSet rules) {
    Pulse made = pulse;
    if (made == null) {
      JmxSeen seen = jmx;
      made = new Pulse(instrumentation, rules, outlet, seen == null ? new JmxSeen(attached) : seen);
      pulse = made;
    }
    return made;
  }

  private Instant now() {
    return Instant.ofEpochMilli(host.nowMillis());
  }
}
