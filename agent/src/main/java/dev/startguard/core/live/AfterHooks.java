package dev.startguard.core.live;

import dev.startguard.core.watch.ExitWatch;
import dev.startguard.core.weave.hook.Hook;
import dev.startguard.core.weave.hook.HookWatch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the last look when the application's shutdown hooks are through: they run in no order, so
 * that none of ours could know.
 */
final class AfterHooks implements HookWatch {
  private static final String OWNER = "java/lang/ApplicationShutdownHooks";

  private volatile @Nullable Runnable last;
  private volatile @Nullable LongSupplier steps;

  private final Hook hook = new Hook(OWNER, "runHooks", "()V", Hook.Where.RETURN, this);

  /** The method that runs the application's hooks. */
  Hook hook() {
    return hook;
  }

  /** Runs that then. */
  void then(Runnable work, LongSupplier grows) {
    steps = grows;
    last = work;
  }

  @Override
  public void passed(Hook hook, @Nullable Object[] values) {
    Runnable work = last;
    LongSupplier grows = steps;
    if (work != null && grows != null) {
      ExitWatch.await(work, grows);
    }
  }
}
