package dev.startguard.core.rule.thread;

import dev.startguard.core.pool.ShutdownHooks;
import dev.startguard.core.pool.Threads;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.Failure;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.Site;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.core.rule.ThreadName;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread died of an exception that no handler was there for: the JDK's last resort wrote it to
 * standard error.
 */
public final class ThreadDiedRule implements StandingRule, HookListener {
  private volatile @Nullable Docket docket;

  @Override
  public String id() {
    return "thread-died";
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
  public void begin(Docket given) {
    docket = given;
  }

  /** The last resort of threads of every kind; a handler of the application's goes before it. */
  @Override
  public List<Call> hooks() {
    List<Call> hooks = new ArrayList<>(1);
    Call.add(
        hooks,
        Look.ENTERED,
        "java/lang/ThreadGroup",
        "uncaughtException(Ljava/lang/Thread;Ljava/lang/Throwable;)V");
    return hooks;
  }

  @Override
  public void passed(Passage passage) {
    Docket open = docket;
    if (open == null
        || !(passage.receiver() instanceof ThreadGroup group)
        || !(passage.argument(0) instanceof Thread thread)
        || !(passage.argument(1) instanceof Throwable thrown)
        || group.getParent() != null // who asks its parent next
        || Thread.getDefaultUncaughtExceptionHandler() != null
        || System.err != open.surroundings().console()
        || thrown instanceof ThreadDeath
        || thread != Thread.currentThread()
        || ThreadIds.main(thread)
        || ShutdownHooks.begun()
        || !Failure.unseen(thrown)
        || !dispatched()) {
      return;
    }
    Failure failure = new Failure(thrown);
    Site site = failure.site(open, passage.call().api());
    if (site != null) {
      Case died = new Died(failure, Threads.pool(thread) != null);
      open.file(this, site, died, ThreadName.of(thread));
    }
  }

  /** Whether the thread is dying, and no code but the JDK's was asked before this. */
  private static boolean dispatched() {
    Chain chain = new Chain();
    StackWalker.getInstance().forEach(chain);
    return chain.dispatched;
  }

  private static final class Chain implements Consumer<StackFrame> {
    private boolean inside;
    private boolean over;
    private boolean dispatched;

    @Override
    public void accept(StackFrame frame) {
      boolean group = frame.getClassName().equals("java.lang.ThreadGroup");
      if (inside && !group && !over) {
        over = true;
        dispatched =
            frame.getClassName().equals("java.lang.Thread")
                && frame.getMethodName().equals("dispatchUncaughtException");
      }
      inside |= group;
    }
  }

  private record Died(Failure failure, boolean pooled) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("killed its thread")
          .message(
              (pooled ? "a pool's worker died of " : "a thread died of ")
                  + failure.text()
                  + "; it has no handler, so that its stack is on standard error alone")
          .why(
              pooled
                  ? "a task given to execute() threw, or the code around it, such as afterExecute()"
                      + " or a future's done(); the pool goes on with another thread, unless it is"
                      + " shut down, and whoever waits for the work is not told"
                  : "what the thread did from now on nobody does, and the service goes on without")
          .fix(
              pooled
                  ? "catch what the task throws where it can be handled, or submit it and ask its"
                      + " future"
                  : "catch what may happen in the thread's own loop")
          .fix("log what nobody catches: Thread.setDefaultUncaughtExceptionHandler");
    }

    @Override
    public Object cause() {
      return failure.event();
    }
  }
}
