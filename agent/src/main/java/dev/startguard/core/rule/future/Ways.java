package dev.startguard.core.rule.future;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.Look;
import java.util.ArrayList;
import java.util.List;

/** The ways of a failure: into a future, and out of it to somebody. */
enum Ways {
  /** A future is about to fail. First the throwable, then what a future before it ended with. */
  FAILS,
  /** It has failed, or had ended already. */
  ENDED,
  /** Somebody was told how the receiver ended: it may have while it was asked. */
  ASKED,
  /** An exception is made of the failure, for somebody. */
  GIVEN,
  /** Somebody who asked the receiver is left with an exception. */
  THROWN,
  /** A stage is handed the outcome, its first argument, to do with it what it likes. */
  HANDLED,
  /** The receiver, a stage, is told that the future before it has ended. */
  TOLD,
  /** Somebody wants the receiver's stack: to print it, as a rule. */
  SEEN;

  private static final String TASK = "java/util/concurrent/FutureTask";
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";
  private static final String ANY = "Ljava/lang/Object;";
  private static final String ERROR = "Ljava/lang/Throwable;";
  private static final String COMPLETABLE = "L" + FUTURE + ";";

  /** The release that brought {@code exceptionNow} and its like. */
  private static final int NOW = 19;

  private static final List<Call> CALLS = new ArrayList<>();
  private static final List<Ways> KINDS = new ArrayList<>();

  static {
    handlers();
    add(FAILS, Look.ENTERED, TASK, "setException(" + ERROR + ")V");
    add(FAILS, Look.ENTERED, FUTURE, "encodeThrowable(" + ERROR + ")L" + FUTURE + "$AltResult;");
    add(FAILS, Look.ENTERED, FUTURE, "encodeThrowable(" + ERROR + ANY + ")" + ANY);
    add(FAILS, Look.ENTERED, FUTURE, "completeExceptionally(" + ERROR + ")Z");
    add(ENDED, Look.RETURNED, TASK, "setException(" + ERROR + ")V");
    add(ENDED, Look.RETURNED, FUTURE, "completeThrowable(" + ERROR + ")Z");
    add(ENDED, Look.RETURNED, FUTURE, "completeThrowable(" + ERROR + ANY + ")Z");
    add(ENDED, Look.RETURNED, FUTURE, "completeExceptionally(" + ERROR + ")Z");
    add(ASKED, Look.RETURNED, TASK, "toString()Ljava/lang/String;");
    add(ASKED, Look.RETURNED, FUTURE, "toString()Ljava/lang/String;");
    add(ASKED, Look.RETURNED, FUTURE, "isCompletedExceptionally()Z");
    for (String owner : new String[] {TASK, FUTURE}) {
      asked(Look.RETURNED, owner, "exceptionNow()" + ERROR);
      asked(Look.THREW, owner, "resultNow()" + ANY);
      asked(Look.RETURNED, owner, "state()Ljava/util/concurrent/Future$State;");
    }
    String execution = "java/util/concurrent/ExecutionException";
    add(GIVEN, Look.ENTERED, execution, "<init>(" + ERROR + ")V");
    add(GIVEN, Look.ENTERED, execution, "<init>(Ljava/lang/String;" + ERROR + ")V");
    String limit = "(JLjava/util/concurrent/TimeUnit;)";
    add(THROWN, Look.THREW, TASK, "get" + limit + ANY);
    add(THROWN, Look.THREW, FUTURE, "get" + limit + ANY);
    add(THROWN, Look.THREW, FUTURE, "join()" + ANY);
    add(THROWN, Look.THREW, FUTURE, "getNow(" + ANY + ")" + ANY);
    add(
        SEEN,
        Look.ENTERED,
        "java/lang/Throwable",
        "getOurStackTrace()[" + "Ljava/lang/StackTraceElement;");
  }

  private static void handlers() {
    String nested = FUTURE + "$Uni";
    String function = "Ljava/util/function/";
    add(
        HANDLED,
        Look.ENTERED,
        FUTURE,
        "uniHandle(" + ANY + function + "BiFunction;L" + nested + "Handle;)Z");
    add(
        HANDLED,
        Look.ENTERED,
        FUTURE,
        "uniWhenComplete(" + ANY + function + "BiConsumer;L" + nested + "WhenComplete;)Z");
    add(
        HANDLED,
        Look.ENTERED,
        FUTURE,
        "uniExceptionally(" + ANY + function + "Function;L" + nested + "Exceptionally;)Z");
    String compose = "Ljava/util/concurrent/Executor;" + function + "Function;)" + COMPLETABLE;
    add(ASKED, Look.ENTERED, FUTURE, "uniComposeExceptionallyStage(" + compose);
    add(ASKED, Look.RETURNED, FUTURE, "uniComposeExceptionallyStage(" + compose);
    add(TOLD, Look.ENTERED, nested + "ComposeExceptionally", "tryFire(I)" + COMPLETABLE);
    add(TOLD, Look.ENTERED, FUTURE + "$AnyOf", "tryFire(I)" + COMPLETABLE);
  }

  private static void add(Ways kind, Look look, String owner, String signature) {
    Call.add(CALLS, look, owner, signature);
    KINDS.add(kind);
  }

  private static void asked(Look look, String owner, String signature) {
    Call.add(CALLS, look, NOW, owner, signature);
    KINDS.add(ASKED);
  }

  /** Only a failure is told to a stage, and not each of the results that it is handed. */
  static final Guard FAILURE = new Guard(0, FUTURE + "$AltResult", "ex");

  /** The methods in which they are seen; always the same ones. */
  static List<Call> hooks() {
    return CALLS;
  }

  /** Which of them that method belongs to. */
  @SuppressWarnings("ReferenceEquality") // told by the list's own elements, at each passage
  static Ways of(Call hook) {
    for (int i = 0; i < CALLS.size(); i++) {
      if (CALLS.get(i) == hook) {
        return KINDS.get(i);
      }
    }
    throw new IllegalArgumentException(hook.api());
  }
}
