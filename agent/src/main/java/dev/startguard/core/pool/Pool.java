package dev.startguard.core.pool;

import dev.startguard.core.rule.Site;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A thread pool of the application's, held weakly. Its getters may be overridden, so its fields are
 * read.
 */
public final class Pool extends WeakReference<ThreadPoolExecutor> {
  private static final int COUNT = (1 << 29) - 1;
  private static final int TERMINATED = 3 << 29;

  private final Site maker;
  private final Site creator;
  private final long number;

  Pool(ThreadPoolExecutor pool, Site maker, Site creator, long number) {
    super(pool);
    this.maker = maker;
    this.creator = creator;
    this.number = number;
  }

  /** The line that calls the pool's constructor: of the JDK's callers, the first that is not. */
  public Site maker() {
    return maker;
  }

  /** The line that creates it; the same, but for a pool's own class, where that is created. */
  public Site creator() {
    return creator;
  }

  /** Grows with each pool that is created. */
  public long number() {
    return number;
  }

  /** {@code pool created at com.acme.AppConfig.pool(AppConfig.java:22)}. */
  public String text() {
    return "pool " + origin();
  }

  /** {@code created at com.acme.AppConfig.pool(AppConfig.java:22)}. */
  public String origin() {
    return "created at " + creator.text();
  }

  /** Whether it is of a class of the JDK's, which throws nothing around a task. */
  public static boolean plain(ThreadPoolExecutor pool) {
    return pool.getClass() == ThreadPoolExecutor.class
        || pool.getClass() == ScheduledThreadPoolExecutor.class;
  }

  public static boolean scheduled(ThreadPoolExecutor pool) {
    return pool instanceof ScheduledThreadPoolExecutor;
  }

  public static int core(ThreadPoolExecutor pool) {
    return (int) Parts.CORE.getVolatile(pool);
  }

  public static int maximum(ThreadPoolExecutor pool) {
    return (int) Parts.MAXIMUM.getVolatile(pool);
  }

  @SuppressWarnings("unchecked")
  public static BlockingQueue<Runnable> queue(ThreadPoolExecutor pool) {
    return (BlockingQueue<Runnable>) Parts.QUEUE.get(pool);
  }

  public static @Nullable RejectedExecutionHandler handler(ThreadPoolExecutor pool) {
    return (RejectedExecutionHandler) Parts.HANDLER.getVolatile(pool);
  }

  /** For how many nanoseconds a thread beyond the core size waits for a task. */
  public static long keepAlive(ThreadPoolExecutor pool) {
    return (long) Parts.KEEP_ALIVE.getVolatile(pool);
  }

  /** Whether some of its threads stay, however long they have nothing to do. */
  public static boolean staffed(ThreadPoolExecutor pool) {
    return core(pool) > 0 && !(boolean) Parts.TIMES_OUT.getVolatile(pool);
  }

  /** How many threads it has. */
  public static int threads(ThreadPoolExecutor pool) {
    return control(pool) & COUNT;
  }

  /** Whether it takes tasks. */
  public static boolean running(ThreadPoolExecutor pool) {
    return control(pool) < 0;
  }

  /** Whether it never runs a task any more. */
  public static boolean terminated(ThreadPoolExecutor pool) {
    return control(pool) >= TERMINATED;
  }

  private static int control(ThreadPoolExecutor pool) {
    return ((AtomicInteger) Parts.CONTROL.get(pool)).get();
  }

  /** How many tasks its threads are done with; -1 when it is just changing. */
  public static long completed(ThreadPoolExecutor pool) {
    Crew crew = crew(pool);
    return crew == null ? -1 : crew.done();
  }

  /** Who works in it; null when it is just changing, or that cannot be read. */
  public static @Nullable Crew crew(ThreadPoolExecutor pool) {
    ReentrantLock lock = (ReentrantLock) Parts.LOCK.get(pool);
    if (!lock.tryLock()) {
      return null;
    }
    try {
      HashSet<?> workers = (HashSet<?>) Parts.WORKERS.get(pool);
      Thread[] threads = new Thread[workers.size()];
      int count = 0;
      int busy = 0;
      long done = (long) Parts.COMPLETED.get(pool);
      for (Object worker : workers) {
        threads[count++] = (Thread) Parts.THREAD.get(worker);
        busy += (boolean) Parts.LOCKED.invoke(worker) ? 1 : 0;
        done += (long) Parts.DONE.getVolatile(worker);
      }
      return new Crew(threads, busy, done);
    } catch (Error fatal) {
      throw fatal;
    } catch (Throwable none) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The threads of a pool.
   *
   * @param busy how many of them run a task
   * @param done how many tasks they are done with, and those before them
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Crew(@Nullable Thread[] threads, int busy, long done) {}

  private static final class Parts {
    static final VarHandle CORE = field("corePoolSize", int.class);
    static final VarHandle MAXIMUM = field("maximumPoolSize", int.class);
    static final VarHandle QUEUE = field("workQueue", BlockingQueue.class);
    static final VarHandle HANDLER = field("handler", RejectedExecutionHandler.class);
    static final VarHandle CONTROL = field("ctl", AtomicInteger.class);
    static final VarHandle LOCK = field("mainLock", ReentrantLock.class);
    static final VarHandle WORKERS = field("workers", HashSet.class);
    static final VarHandle TIMES_OUT = field("allowCoreThreadTimeOut", boolean.class);
    static final VarHandle KEEP_ALIVE = field("keepAliveTime", long.class);
    static final VarHandle COMPLETED = field("completedTaskCount", long.class);

    private static final Class<?> WORKER =
        Internals.type("java.util.concurrent.ThreadPoolExecutor$Worker");
    static final VarHandle DONE = Internals.field(WORKER, "completedTasks", long.class);
    static final VarHandle THREAD = Internals.field(WORKER, "thread", Thread.class);
    static final MethodHandle LOCKED =
        Internals.method(WORKER, "isLocked", boolean.class)
            .asType(java.lang.invoke.MethodType.methodType(boolean.class, Object.class));

    private Parts() {}

    private static VarHandle field(String name, Class<?> type) {
      return Internals.field(ThreadPoolExecutor.class, name, type);
    }
  }
}
