package dev.startguard.core.pool;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Site;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows every pool that the application has created and not yet forgotten, and where that was. The
 * JDK's own pools are not among them.
 */
public final class Pools implements HookListener {
  /** More pools at a time are not told apart. */
  private static final int MOST = 10_000;

  /** Every other constructor calls this one. */
  public static final Call CREATION =
      new Call(
          "java/util/concurrent/ThreadPoolExecutor",
          "<init>",
          "(IIJLjava/util/concurrent/TimeUnit;Ljava/util/concurrent/BlockingQueue;"
              + "Ljava/util/concurrent/ThreadFactory;"
              + "Ljava/util/concurrent/RejectedExecutionHandler;)V",
          Look.RETURNED);

  private final IdentityTable<ThreadPoolExecutor, Pool> known = new IdentityTable<>(MOST);
  private final AtomicLong created = new AtomicLong();

  @Override
  public List<Call> hooks() {
    return List.of(CREATION);
  }

  @Override
  public void passed(Passage passage) {
    if (passage.receiver() instanceof ThreadPoolExecutor pool) {
      Creation creation =
          new Creation("java.util.concurrent.ThreadPoolExecutor", pool, CREATION.api());
      creation.look();
      Site maker = creation.maker();
      Site creator = creation.creator();
      if (maker != null && creator != null) {
        known.put(pool, new Pool(pool, maker, creator, created.incrementAndGet()));
      }
    }
  }

  /** Null for a pool of the JDK's, and one that was created before anybody looked. */
  public @Nullable Pool of(ThreadPoolExecutor pool) {
    return known.get(pool);
  }

  /** The same, of a pool or of what {@code Executors} hands out in its place. */
  public @Nullable Pool of(ExecutorService service) {
    ExecutorService bare =
        Facade.TYPE.isInstance(service) ? (ExecutorService) Facade.SERVICE.get(service) : service;
    return bare instanceof ThreadPoolExecutor pool ? known.get(pool) : null;
  }

  /** That which the current thread works for; null when it is none's, or not known. */
  public @Nullable Pool ofThisThread() {
    if (created.get() == 0) {
      return null; // nothing of the JDK's insides is looked for in vain
    }
    ThreadPoolExecutor pool = Threads.pool(Thread.currentThread());
    return pool == null ? null : known.get(pool);
  }

  /** Those that are not collected, in the order of their creation. */
  public List<Pool> all() {
    List<Pool> pools = new ArrayList<>();
    for (Pool pool : known.values()) {
      if (pool.get() != null) {
        pools.add(pool);
      }
    }
    pools.sort(new ByAge());
    return pools;
  }

  private static final class ByAge implements java.util.Comparator<Pool> {
    @Override
    public int compare(Pool one, Pool other) {
      return Long.compare(one.number(), other.number());
    }
  }

  private static final class Facade {
    static final Class<?> TYPE =
        Internals.type("java.util.concurrent.Executors$DelegatedExecutorService");
    static final VarHandle SERVICE = Internals.field(TYPE, "e", ExecutorService.class);

    private Facade() {}
  }
}
