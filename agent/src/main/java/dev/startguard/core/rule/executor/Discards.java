package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import java.util.List;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** What the JDK's own policies drop without a word, when a pool rejects a task. */
final class Discards {
  /** Where a pool asks its policy. */
  static final Call REJECT =
      new Call(
          "java/util/concurrent/ThreadPoolExecutor",
          "reject",
          "(Ljava/lang/Runnable;)V",
          Look.ENTERED);

  private Discards() {}

  /** The task that is about to be dropped; null for none, and where another class decides. */
  static @Nullable Object victim(ThreadPoolExecutor pool, Object task) {
    RejectedExecutionHandler handler = Pool.handler(pool);
    Class<?> policy = handler == null ? null : handler.getClass();
    if (policy == ThreadPoolExecutor.DiscardPolicy.class) {
      return task;
    }
    if (policy == ThreadPoolExecutor.CallerRunsPolicy.class) {
      return Pool.running(pool) ? null : task;
    }
    if (policy != ThreadPoolExecutor.DiscardOldestPolicy.class) {
      return null;
    }
    List<Object> head = Queues.content(Pool.queue(pool), 1);
    return !Pool.running(pool) ? task : head.isEmpty() ? null : head.get(0);
  }

  /**
   * Whether the victim was at the head of the queue, which a thread of the pool may yet take before
   * the policy does.
   */
  static boolean contested(Object victim, Object task) {
    return victim != task;
  }
}
