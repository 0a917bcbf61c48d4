package dev.startguard.core.pool;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * Knows every ForkJoinPool that the application has created and not yet forgotten, and where that
 * was. The common pool and the JDK's own are not among them.
 */
public final class ForkPools implements HookListener {
  /** More pools at a time are not told apart. */
  private static final int MOST = 10_000;

  /** Every other constructor calls this one, but for the common pool's. */
  private static final Call CREATION =
      new Call(
          "java/util/concurrent/ForkJoinPool",
          "<init>",
          "(ILjava/util/concurrent/ForkJoinPool$ForkJoinWorkerThreadFactory;"
              + "Ljava/lang/Thread$UncaughtExceptionHandler;ZIII"
              + "Ljava/util/function/Predicate;JLjava/util/concurrent/TimeUnit;)V",
          Look.RETURNED);

  private final IdentityTable<ForkJoinPool, ForkPool> known = new IdentityTable<>(MOST);

  @Override
  public List<Call> hooks() {
    return List.of(CREATION);
  }

  @Override
  public void passed(Passage passage) {
    if (passage.receiver() instanceof ForkJoinPool pool) {
      Creation creation = new Creation("java.util.concurrent.ForkJoinPool", pool, CREATION.api());
      creation.look();
      Site creator = creation.creator();
      if (creator != null) {
        known.put(pool, new ForkPool(pool, creator));
      }
    }
  }

  /** Those that are not collected. */
  public List<ForkPool> all() {
    List<ForkPool> pools = new ArrayList<>();
    for (ForkPool pool : known.values()) {
      if (pool.get() != null) {
        pools.add(pool);
      }
    }
    return pools;
  }
}
