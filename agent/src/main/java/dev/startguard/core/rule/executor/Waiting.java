package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.CommonPool;
import dev.startguard.core.pool.ForkPool;
import dev.startguard.core.pool.Queues;
import dev.startguard.core.pool.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ForkJoinPool;

/** Where tasks wait that were given to a pool. */
interface Waiting {
  /**
   * What waits there at this moment.
   *
   * @param most so many of them
   */
  List<Object> content(int most);

  /** In the queue of a thread pool. */
  record InQueue(Queue<Runnable> queue) implements Waiting {
    @Override
    public List<Object> content(int most) {
      return Queues.content(queue, most);
    }
  }

  /** In a ForkJoinPool. */
  record Forked(ForkJoinPool pool) implements Waiting {
    @Override
    public List<Object> content(int most) {
      return ForkPool.submitted(pool, most);
    }
  }

  /**
   * In the common pool; of its ForkJoinTasks those that are the JDK's, since others may be parts.
   */
  record Common() implements Waiting {
    @Override
    public List<Object> content(int most) {
      List<Object> whole = new ArrayList<>();
      for (Object task : CommonPool.queued(most)) {
        if (!Tasks.foreign(task)) {
          whole.add(task);
        }
      }
      return whole;
    }
  }
}
