package dev.startguard.core.rule.executor;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.FindingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose threads wait for tasks behind them.
 *
 * @param threads how many they are: all of the pool's
 * @param all whether each of them waits for a task in the pool's own queue
 * @param task what one of them waits for
 * @param submitted where such a task was submitted, if that is known
 * @param other the pool in whose queue that is, if that is known and pools wait in a circle
 * @param pools how many pools wait in a circle
 * @param place where one of them waits; null when it has just gone
 */
record WaitCycle(
    int threads,
    boolean all,
    String task,
    @Nullable String submitted,
    @Nullable String other,
    int pools,
    @Nullable String place)
    implements Case {

  @Override
  public void describe(FindingBuilder finding) {
    String who =
        threads == 1
            ? "the only thread of this pool waits"
            : "all " + threads + " threads of this pool wait";
    finding
        .gist("waits for itself")
        .message(who + " without a time limit for tasks that " + what() + task);
    if (submitted != null) {
      finding.note("submitted", submitted);
    }
    if (place != null) {
      finding.note("waits at", place);
    }
    if (other != null) {
      finding.note("queue", other);
    }
    finding
        .why("a task that waits for another keeps the thread which that other one needs")
        .fix("run the inner tasks in a pool of their own")
        .fix("compose CompletableFutures rather than wait, or wait with a time limit");
  }

  private String what() {
    if (pools > 1) {
      return "wait for this pool in their turn, in a circle of " + pools + " pools: ";
    }
    return all
        ? "wait behind " + (threads == 1 ? "it" : "them") + " in its queue: "
        : "wait in its queue, or that wait for such themselves: ";
  }

  /** The first place in a stack that is not the JDK's. */
  static @Nullable String place(StackTraceElement[] stack) {
    StackTraceElement frame = frame(stack);
    return frame == null
        ? null
        : new CodeLocation(
                frame.getClassName(),
                frame.getMethodName(),
                frame.getFileName(),
                Math.max(0, frame.getLineNumber()))
            .text();
  }

  static @Nullable StackTraceElement frame(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String module = frame.getModuleName();
      if (module == null || !(module.startsWith("java.") || module.startsWith("jdk."))) {
        return frame;
      }
    }
    return null;
  }
}
