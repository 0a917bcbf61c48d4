package dev.startguard.core.live;

import dev.startguard.core.watch.ExitWatch;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWatch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Has what was just found recorded when the JVM is halted: no shutdown hook runs then. */
final class BeforeHalt implements HookWatch, Runnable, LongSupplier {
  private final Standby standby;
  private final Hook hook = new Hook("java/lang/Runtime", "halt", "(I)V", Hook.Where.ENTRY, this);

  BeforeHalt(Standby standby) {
    this.standby = standby;
  }

  /** The method that halts it. */
  Hook hook() {
    return hook;
  }

  @Override
  public void passed(Hook hook, @Nullable Object[] values) {
    if (standby.known() != null) {
      ExitWatch.await(this, this);
    }
  }

  @Override
  public void run() {
    RuleSet known = standby.known();
    if (known != null) {
      known.drain().record();
    }
  }

  /** Grows as long as that gets on. */
  @Override
  public long getAsLong() {
    RuleSet known = standby.known();
    return known == null ? 0 : known.drain().steps();
  }
}
