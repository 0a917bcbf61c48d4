package dev.startguard.core.rule.executor;

import dev.startguard.core.pool.CommonPool;
import dev.startguard.core.pool.Tasks;
import dev.startguard.core.pool.Threads;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** All threads of the common pool wait for something else, while tasks wait for them. */
public final class CommonPoolBlockedRule implements StandingRule, Sampled {
  /** So many looks in a row all of them wait. */
  static final int LOOKS = 5;

  private int looks;
  private volatile @Nullable Docket docket;

  @Override
  public String id() {
    return "common-pool-blocked";
  }

  @Override
  public Evidence evidence() {
    return Evidence.PROVEN;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void begin(Docket to) {
    docket = to;
  }

  @Override
  public void sample(long nanos) {
    Docket to = docket;
    List<Thread> workers = CommonPool.workers(Threads.all());
    if (to == null || workers.isEmpty()) {
      looks = 0;
      return;
    }
    List<Object> queued = CommonPool.queued(LostTasks.MOST);
    int waiting = 0;
    Thread one = null;
    StackTraceElement[] first = null;
    boolean all = !queued.isEmpty();
    if (all) {
      boolean[] ran = running(workers);
      @Nullable StackTraceElement[][] stacks = Threads.stacks(workers.toArray(new Thread[0]));
      boolean[] run = running(workers);
      for (int i = 0; all && i < stacks.length; i++) {
        StackTraceElement[] stack = stacks[i];
        all = stack != null;
        if (stack != null && WaitCycle.frame(stack) != null) { // an idle one is not woken
          all = waits(stack, ran[i] || run[i]);
          waiting++;
          one = one == null ? workers.get(i) : one;
          first = first == null ? stack : first;
        }
      }
    }
    all &= waiting >= Math.max(1, ForkJoinPool.getCommonPoolParallelism());
    looks = all ? looks + 1 : 0;
    StackTraceElement frame = first == null ? null : WaitCycle.frame(first);
    if (looks == LOOKS && frame != null && one != null) {
      Site site =
          new Site(
              frame.getClassName(),
              frame.getMethodName(),
              "",
              frame.getFileName(),
              Math.max(0, frame.getLineNumber()),
              "common pool",
              0);
      String task = Tasks.text(Tasks.bare(queued.get(0)).getClass());
      Case found = new Blocked(waiting, waiting == workers.size(), queued.size(), task);
      to.file(this, site, found, one.getName());
    }
  }

  @Override
  public void forget() {
    looks = 0;
  }

  private static boolean[] running(List<Thread> threads) {
    boolean[] running = new boolean[threads.size()];
    for (int i = 0; i < running.length; i++) {
      running[i] = Threads.runs(threads.get(i));
    }
    return running;
  }

  /**
   * Whether a thread with that stack runs code of somebody's that waits: parked, asleep, for a
   * lock, or in a read or write of the system's, during which the JVM takes it for running.
   */
  private static boolean waits(StackTraceElement[] stack, boolean runs) {
    String type = stack[0].getClassName();
    return !runs
        || (stack[0].isNativeMethod()
            && (type.startsWith("sun.nio.")
                || type.startsWith("java.net.")
                || type.startsWith("java.io.")));
  }

  private record Blocked(int workers, boolean every, int queued, String task) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("blocks the common pool")
          .message(
              "at "
                  + LOOKS
                  + " looks in a row, a second apart, "
                  + threads()
                  + " waited, as here, while "
                  + (queued == 1 ? "1 task was queued: " : queued + " tasks were queued: ")
                  + task)
          .why("parallel streams and CompletableFutures of the whole JVM share these few threads")
          .fix("give what waits an executor of its own");
    }

    private String threads() {
      if (!every) {
        return "all threads that the common pool runs at a time (" + workers + ")";
      }
      return workers == 1
          ? "the only thread of the common pool"
          : "all " + workers + " threads of the common pool";
    }
  }
}
