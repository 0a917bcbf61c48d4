package dev.startguard.core.rule.thread;

import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Docket;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Passage;
import dev.startguard.core.rule.StandingRule;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** A pool keeps virtual threads, which are there to be thrown away. */
public final class VirtualThreadPooledRule implements StandingRule, HookListener {
  /** Of {@code Thread.ofVirtual().factory()}, on JDK 21 and later. */
  private static final String FACTORY = "java.lang.ThreadBuilders$VirtualThreadFactory";

  private static final int FACTORY_ARGUMENT = 5;

  private final Pools pools;
  private volatile @Nullable Docket docket;

  /**
   * @param pools who knows where a pool is created
   */
  public VirtualThreadPooledRule(Pools pools) {
    this.pools = pools;
  }

  @Override
  public String id() {
    return "virtual-thread-pooled";
  }

  @Override
  public Evidence evidence() {
    return Evidence.RISKY;
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void begin(Docket given) {
    docket = given;
  }

  @Override
  public List<HookListener> sources() {
    return List.of(pools);
  }

  @Override
  public List<Call> hooks() {
    return List.of(Pools.CREATION);
  }

  @Override
  public void passed(Passage passage) {
    Docket open = docket;
    Object factory = passage.argument(FACTORY_ARGUMENT);
    if (open == null
        || factory == null
        || !factory.getClass().getName().equals(FACTORY)
        || !(passage.receiver() instanceof ThreadPoolExecutor made)) {
      return;
    }
    Pool pool = pools.of(made);
    if (pool != null && open.own(pool.maker())) {
      Case found = new Pooled(Pool.scheduled(made));
      open.file(this, pool.maker(), found, Thread.currentThread().getName());
    }
  }

  private record Pooled(boolean scheduled) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding
          .gist("keeps virtual threads in a pool")
          .message(
              scheduled
                  ? "the scheduled pool runs its tasks on virtual threads that it keeps, no more of"
                      + " them at a time than its core size"
                  : "the pool keeps virtual threads for its tasks, though a new one for each costs"
                      + " next to nothing")
          .why(
              "what a virtual thread blocks is nothing: a pool's size, where it has one, only makes"
                  + " tasks wait, and its idle threads keep what their ThreadLocals hold")
          .fix(
              scheduled
                  ? "schedule on platform threads, and have each task start a virtual one"
                  : "Executors.newVirtualThreadPerTaskExecutor(), or newThreadPerTaskExecutor"
                      + " with the factory")
          .fix("limit what needs a limit by a Semaphore");
    }
  }
}
