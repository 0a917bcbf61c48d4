package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Site;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Somebody waits for a task that no pool has any more.
 *
 * @param task what it is
 * @param submitted where such a task was submitted, if that is known
 * @param fate what became of it
 * @param pool where its pool was created, if that is known
 * @param looks at how many looks in a row, a second apart, it was waited for
 */
record DeadWait(
    String task, @Nullable String submitted, String fate, @Nullable String pool, int looks)
    implements Case {

  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("is awaited, and its pool dropped it")
        .message(
            "this waits without a time limit for a task that "
                + fate
                + ", and that nobody has run for "
                + (looks - 1) // between so many looks
                + " seconds: "
                + task);
    if (submitted != null) {
      finding.note("submitted", submitted);
    }
    if (pool != null) {
      finding.note("pool", pool);
    }
    finding
        .why("a task that is dropped is neither run nor cancelled, and its future never ends")
        .fix("cancel the futures that shutdownNow hands back")
        .fix("wait with a time limit, and let a pool reject by an exception");
  }

  /** Where it waits. */
  static Site site(StackTraceElement[] stack) {
    StackTraceElement frame = WaitCycle.frame(stack);
    return frame == null
        ? new Site("java.util.concurrent.FutureTask", "get", "", null, 0, "wait", 0)
        : new Site(
            frame.getClassName(),
            frame.getMethodName(),
            "",
            frame.getFileName(),
            Math.max(0, frame.getLineNumber()),
            "wait",
            0);
  }
}
