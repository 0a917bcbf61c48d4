package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.Submissions;
import dev.startguard.finding.FindingBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waited when the JVM ended. */
final class LeftTasks extends LostTasks {
  private final Waiting waiting;
  private final @Nullable String where;

  /** Whether more of them wait than are looked at. */
  private boolean cut;

  /**
   * @param waiting where they waited
   * @param where what that is, if not the pool at the finding's place
   */
  LeftTasks(List<Object> tasks, Submissions submissions, Waiting waiting, @Nullable String where) {
    super(tasks, submissions);
    this.waiting = waiting;
    this.where = where;
  }

  /** Daemon threads run to the very end. */
  @Override
  List<Object> left() {
    List<Object> before = super.left();
    List<Object> now = waiting.content(MOST);
    cut = now.size() == MOST;
    Set<Object> present = Collections.newSetFromMap(new IdentityHashMap<>());
    present.addAll(now);
    List<Object> still = new ArrayList<>(before.size());
    for (Object task : before) {
      if (present.contains(task)) {
        still.add(task);
      }
    }
    return still;
  }

  @Override
  boolean more() {
    return cut;
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
