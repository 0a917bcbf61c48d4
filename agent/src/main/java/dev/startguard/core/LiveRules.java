package dev.startguard.core;

import dev.startguard.core.catalog.RuleCatalog;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.config.ApplicationCode;
import dev.startguard.core.rule.Level;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.rule.Selftest;
import dev.startguard.core.watch.Clocks;
import dev.startguard.core.watch.Sampler;
import dev.startguard.core.weave.Bridge;
import dev.startguard.core.weave.Hook;
import dev.startguard.core.weave.HookWeaver;
import dev.startguard.core.weave.Preload;
import dev.startguard.core.weave.Sweep;
import dev.startguard.finding.Finding;
import dev.startguard.manifest.Manifest;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rules of this process, from the start to the exit. What takes time is done on a thread of its
 * own, beside the reader of the manifest and the checks.
 */
final class LiveRules implements Runnable {
  /**
   * How long main has the processors for itself before the rest of the weaver is loaded: a class
   * that is woven earlier loads it on its own thread, from our own loader, whose classes the weaver
   * leaves alone at its first look. In nanoseconds.
   */
  private static final long A_WHILE = 100_000_000L;

  private final Instrumentation instrumentation;
  private final HostFacts host;
  private final Clocks clocks;
  private final LateOutlet outlet;
  private final boolean attached;
  private @Nullable RuntimeSettings settings;
  private Manifest manifest = Manifest.none();
  private volatile boolean settled;
  private volatile boolean recording;
  private final CountDownLatch prepared = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile @Nullable RuleSet rules;
  private volatile List<Hook> missing = List.of();
  private volatile @Nullable Throwable failure;

  /**
   * Nothing is known of the manifest yet.
   *
   * @param attached whether the application runs already
   */
  LiveRules(
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
  void prepare() {
    Thread thread = new Thread(null, this, "startguard-rules", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  /** Says what the manifest makes of the rules. */
  synchronized void settle(RuntimeSettings chosen, Manifest known) {
    settings = chosen;
    manifest = known;
    outlet.name(known.service(), known.profile());
    settled = true;
    notifyAll();
  }

  /** Ends the preparation of rules that are off. */
  synchronized void forget() {
    settled = true;
    notifyAll();
  }

  @Override
  public void run() {
    try {
      Weaving weaving = new Weaving(instrumentation);
      weaving.start();
      List<Rule> all = RuleCatalog.rules();
      if (!settled) {
        rehearse(all);
      }
      synchronized (this) {
        while (!settled) {
          wait();
        }
      }
      RuntimeSettings chosen = settings;
      if (chosen != null) {
        RuleSet set = new RuleSet(all, chosen, host, clocks, outlet);
        weaving.await();
        Bridge.serve(set.linker(), set.hooks());
        recording = CacheRecording.is(host);
        missing = new HookWeaver(set.hooks()).weave(instrumentation, recording);
        rules = set;
      }
    } catch (Throwable fault) {
      failure = fault;
    }
    prepared.countDown();
    RuleSet set = rules;
    if (set != null) {
      LockSupport.parkNanos(A_WHILE);
      Preload.run();
      sample(set.sampler());
    }
  }

  /** On the same thread: one less. Ends when nobody wants to look. */
  private void sample(Sampler sampler) {
    awaitBegin();
    if (!sampler.idle()) {
      Thread thread = Thread.currentThread();
      thread.setName("startguard-sampler");
      thread.setContextClassLoader(null); // it must not keep the application's alive
      sampler.run();
    }
  }

  private void awaitBegin() {
    while (begun.getCount() > 0) {
      try {
        begun.await();
      } catch (InterruptedException everyThread) {
        // who interrupts every thread there is does not mean this one
      }
    }
  }

  /** Does for nobody what is done again when the manifest is read: by then it is quick. */
  private void rehearse(List<Rule> all) {
    RuntimeSettings usual = new RuntimeSettings(Manifest.none(), null, new ApplicationCode(host));
    rules = new RuleSet(all, usual, host, clocks, outlet);
    rules = null;
  }

  /** Waits until all is prepared, and weaves: from now on the rules see what runs. */
  void begin() {
    await();
    RuleSet set = rules;
    RuntimeSettings chosen = settings;
    if (chosen == null) {
      return;
    }
    if (set == null) {
      outlet.note("the rules are off, since preparing them failed: " + failure);
      return;
    }
    String zone = chosen.unknownZone();
    if (zone != null) {
      outlet.note("runtime.zone " + zone + " is no zone of this JVM: no rule asks for it");
    }
    for (Hook hook : missing) {
      outlet.note(
          hook.owner().replace('/', '.')
              + "."
              + hook.name()
              + (recording
                  ? " is not hooked while an AOT cache is recorded"
                  : " is not hooked: this JVM has none")
              + set.blind(hook));
    }
    instrumentation.addTransformer(set.weaver(), true);
    Sweep.over(instrumentation);
    for (Finding expired : chosen.expired(now())) {
      set.drain().say(expired);
    }
    if (chosen.level() == Level.SELFTEST) {
      set.drain().say(Selftest.finding(set.on().size()));
    }
    Pulse pulse = new Pulse(instrumentation, set, outlet, attached);
    instrumentation.addTransformer(pulse, true);
    set.sampler().beside(pulse);
    Farewell.prepare(set, chosen, outlet, host, pulse, missing);
    ClockRecheck.start(manifest, chosen, clocks, set.durations(), set.drain());
    begun.countDown();
  }

  private Instant now() {
    return Instant.ofEpochMilli(host.nowMillis());
  }

  private void await() {
    boolean interrupted = false;
    while (true) {
      try {
        prepared.await();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
