package dev.startguard.core.pool;

import dev.startguard.core.rule.Site;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** A ForkJoinPool of the application's, held weakly. */
public final class ForkPool extends WeakReference<ForkJoinPool> {
  private final Site creator;

  ForkPool(ForkJoinPool pool, Site creator) {
    super(pool);
    this.creator = creator;
  }

  /** The line that creates it. */
  public Site creator() {
    return creator;
  }

  /**
   * What was submitted to a pool and waits in it, read while it changes; not what its tasks split
   * their work into.
   *
   * @param most so many of them
   */
  public static List<Object> submitted(ForkJoinPool pool, int most) {
    return WorkQueues.content(pool, true, most);
  }
}
