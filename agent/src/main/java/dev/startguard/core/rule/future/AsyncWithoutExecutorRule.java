package dev.startguard.core.rule.future;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** A stage is left to the common pool, where that has one thread. */
public final class AsyncWithoutExecutorRule implements Rule {
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";
  private static final String STAGE = "java/util/concurrent/CompletionStage";
  private static final String FUNCTION = "Ljava/util/function/";

  /** The release from which on the common pool runs all of them. */
  private static final int COMMON = 25;

  private static final int UNKNOWN = 0;

  private final int release;
  private final int given;

  public AsyncWithoutExecutorRule() {
    this(Runtime.version().feature(), UNKNOWN);
  }

  /**
   * @param parallelism of the common pool; 0 to ask for it
   */
  AsyncWithoutExecutorRule(int release, int parallelism) {
    this.release = release;
    given = parallelism;
  }

  @Override
  public String id() {
    return "async-without-executor";
  }

  @Override
  public Evidence evidence() {
    return Evidence.RISKY;
  }

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  /** Of a stage's methods the receiver is looked at: a class of its own may have its own pool. */
  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    String future = ")L" + FUTURE + ";";
    Call.add(calls, Look.SITE, FUTURE, "supplyAsync(" + FUNCTION + "Supplier;" + future);
    Call.add(calls, Look.SITE, FUTURE, "runAsync(Ljava/lang/Runnable;" + future);
    Call.add(calls, Look.ARGUMENTS, FUTURE, "completeAsync(" + FUNCTION + "Supplier;" + future);
    Call.add(
        calls, Look.ARGUMENTS, FUTURE, "exceptionallyAsync(" + FUNCTION + "Function;" + future);
    add(calls, FUTURE);
    add(calls, STAGE);
    return calls;
  }

  private static void add(List<Call> calls, String owner) {
    String end = ")L" + owner + ";";
    String other = "L" + STAGE + ";";
    Call.add(
        calls,
        Look.ARGUMENTS,
        owner,
        "thenApplyAsync(" + FUNCTION + "Function;" + end,
        "thenAcceptAsync(" + FUNCTION + "Consumer;" + end,
        "thenRunAsync(Ljava/lang/Runnable;" + end,
        "thenComposeAsync(" + FUNCTION + "Function;" + end,
        "thenCombineAsync(" + other + FUNCTION + "BiFunction;" + end,
        "thenAcceptBothAsync(" + other + FUNCTION + "BiConsumer;" + end,
        "runAfterBothAsync(" + other + "Ljava/lang/Runnable;" + end,
        "applyToEitherAsync(" + other + FUNCTION + "Function;" + end,
        "acceptEitherAsync(" + other + FUNCTION + "Consumer;" + end,
        "runAfterEitherAsync(" + other + "Ljava/lang/Runnable;" + end,
        "handleAsync(" + FUNCTION + "BiFunction;" + end,
        "whenCompleteAsync(" + FUNCTION + "BiConsumer;" + end);
  }

  /** The common pool is about to be used anyway: to ask for its size begins nothing. */
  private boolean alone() {
    return (given == UNKNOWN ? ForkJoinPool.getCommonPoolParallelism() : given) == 1;
  }

  @Override
  public boolean passes(
      Call call,
      @Nullable Object receiver,
      @Nullable Object result,
      @Nullable Object first,
      long number) {
    return call.look() == Look.ARGUMENTS
        && (receiver == null || receiver.getClass() != CompletableFuture.class || !alone());
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    Call call = sighting.call();
    return passes(call, sighting.receiver(), null, null, 0) || !alone()
        ? null
        : new Left(call.text(), release);
  }

  private record Left(String call, int release) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      boolean common = release >= COMMON;
      finding
          .gist("leaves it to the common pool, which has one thread")
          .message(
              call
                  + " without an executor, where the common pool has one thread: "
                  + (common
                      ? "all such work of this JVM waits for it, and what waits is lost at the exit"
                      : "this JDK starts a thread for each, without a limit"))
          .why(
              common
                  ? "the common pool's threads are daemons: the JVM does not wait for them to end;"
                      + " before JDK 25 each call had a thread of its own"
                  : "with more processors the same code runs on a few daemon threads instead, as it"
                      + " does from JDK 25 on with any number: what waits is lost at the exit")
          .fix("give it an executor of your own, and shut that down in order");
    }
  }
}
