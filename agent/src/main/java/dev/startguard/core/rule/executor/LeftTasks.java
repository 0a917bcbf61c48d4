package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.CommonPool;
import dev.startguard.core.pool.Queues;
import dev.startguard.finding.FindingBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What waited when the JVM ended. */
final class LeftTasks extends LostTasks {
  private final @Nullable Queue<Runnable> queue;
  private final @Nullable String where;

  /**
   * @param queue where they waited; null for the common pool
   * @param where what that is, if not the pool at the finding's place
   */
  LeftTasks(List<Object> tasks, @Nullable Queue<Runnable> queue, @Nullable String where) {
    super(tasks);
    this.queue = queue;
    this.where = where;
  }

  /** Daemon threads run to the very end. */
  @Override
  List<Object> left() {
    List<Object> before = super.left();
    List<Object> now = queue == null ? CommonPool.queued(MOST) : Queues.content(queue, MOST);
    List<Object> still = new ArrayList<>(before.size());
    int done = Math.max(0, before.size() - now.size());
    for (int i = done; i < before.size(); i++) {
      if (before.get(i) == now.get(i - done)) {
        still.add(before.get(i));
      }
    }
    return still;
  }

  @Override
  String how() {
    return " waited in " + (where == null ? "this pool" : where) + " when the JVM ended: ";
  }

  @Override
  void explain(FindingBuilder finding) {
    finding
        .why("at exit nobody waits for a pool: what it has not begun is gone")
        .fix("in a shutdown hook, or where the service stops: shutdown(), then awaitTermination")
        .fix("keep work that must not be lost outside the process until it is done");
  }
}
