package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Submissions;
import dev.startguard.finding.FindingBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code shutdownNow} handed back to nobody. */
final class IgnoredTasks extends LostTasks {
  private final @Nullable String pool;

  /**
   * @param pool where the pool was created, if that is known
   */
  IgnoredTasks(List<Object> tasks, Submissions submissions, @Nullable String pool) {
    super(tasks, submissions);
    this.pool = pool;
  }

  @Override
  String how() {
    return " that shutdownNow gave back never ran, since nobody looked at its list: ";
  }

  @Override
  void explain(FindingBuilder finding) {
    if (pool != null) {
      finding.note("pool", pool);
    }
    finding
        .why("what is waiting in a pool that is shut down so, the caller has to look after")
        .fix("shutdown() and awaitTermination first")
        .fix("cancel the futures in the list, or keep it and say what was dropped");
  }
}
