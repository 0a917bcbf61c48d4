package dev.startguard.core.live;

import dev.startguard.core.catalog.RuleTable;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.rule.CodeSources;
import dev.startguard.core.rule.RuntimeSettings;
import dev.startguard.core.watch.Clocks;
import dev.startguard.core.weave.Application;
import dev.startguard.core.weave.Tally;
import dev.startguard.core.weave.bridge.Bridge;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the rules until one of them is needed: a start weaves for them, and loads none.
 * Whoever first comes by a probe or a hook makes them; whoever meets that waits for nobody, since
 * it may hold what the other needs, and makes them too: the first who is ready wins.
 */
final class Standby implements IntConsumer, Application {
  private final Instrumentation instrumentation;
  private final Selection selection;
  private final RuntimeSettings settings;
  private final HostFacts host;
  private final Clocks clocks;
  private final LateOutlet outlet;

  private final @Nullable PrintStream console;

  private final Tally tally = new Tally(this);
  private final Net net;
  private volatile @Nullable RuleSet made;

  /** Who makes them now: what that loads may come by a hook. */
  private final ThreadLocal<Boolean> making = new ThreadLocal<>();

  /** The version of a class file that the weaver cannot read; 0 once it is said. */
  private final AtomicInteger unread = new AtomicInteger();

  /**
   * Nothing is woven by that.
   *
   * @param console standard error, as it was before main; null when nobody knows what it was
   */
  Standby(
      Instrumentation instrumentation,
      RuleTable table,
      RuntimeSettings settings,
      HostFacts host,
      Clocks clocks,
      LateOutlet outlet,
      @Nullable PrintStream console) {
    this.instrumentation = instrumentation;
    selection = new Selection(table, settings);
    this.settings = settings;
    this.host = host;
    this.clocks = clocks;
    this.outlet = outlet;
    this.console = console;
    net = new Net(selection, this, tally, outlet.records());
  }

  Selection selection() {
    return selection;
  }

  /** What is watched for them. */
  Net net() {
    return net;
  }

  /** The rules, if they are made already. */
  @Nullable RuleSet known() {
    return made;
  }

  /** The rules; null only within their own making. */
  @Nullable RuleSet rules() {
    RuleSet known = made;
    return known == null ? make() : known;
  }

  private @Nullable RuleSet make() {
    if (making.get() != null) {
      return null;
    }
    RuleSet rules;
    try {
      making.set(Boolean.TRUE);
      Bridge.open(instrumentation);
      rules = first(new RuleSet(selection, settings, host, clocks, outlet, tally, console));
    } finally {
      making.remove();
    }
    say(rules);
    return rules;
  }

  private synchronized RuleSet first(RuleSet ready) {
    RuleSet known = made;
    if (known == null) {
      made = ready;
      return ready;
    }
    return known;
  }

  @Override
  public boolean own(String className, @Nullable ProtectionDomain domain) {
    return settings.own(className.replace('/', '.'), CodeSources.path(domain));
  }

  @Override
  public void ignore(String className, String method, String descriptor) {
    settings.ignore(className.replace('/', '.'), method, descriptor);
  }

  /** Whether there is something to say for which the rules are not made. */
  boolean noted() {
    return unread.get() > 0;
  }

  /**
   * Says that there are class files which the weaver cannot read; inside a transformation, where
   * nothing is loaded.
   */
  @Override
  public void accept(int major) {
    unread.set(major);
    RuleSet known = made;
    if (known != null) {
      say(known);
    }
  }

  private void say(RuleSet rules) {
    int major = unread.getAndSet(0);
    if (major > 0) {
      rules
          .drain()
          .note(
              "class files of version "
                  + major
                  + " are newer than this agent knows: they are left alone, and no rule sees them");
    }
  }
}
