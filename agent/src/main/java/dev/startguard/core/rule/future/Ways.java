package dev.startguard.core.rule.future;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Guard;
import dev.startguard.core.rule.Look;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The ways of a failure: into a future, and out of it to somebody. */
enum Ways {
  /** The receiver is about to fail, or to keep what it ended with before. */
  BEGINS,
  /** A future is about to fail. First the throwable, then what a future before it ended with. */
  FAILS,
  /** It has failed, or had ended already. */
  ENDED,
  /** Somebody was told how the receiver ended: it may have while it was asked. */
  ASKED,
  /** Somebody asks the receiver how it is, or decides how it ends, and may not ask again. */
  POLLED,
  /** The receiver, a task, is about to be cancelled, unless it has ended. */
  CANCELLED,
  /** An exception is made of the failure, for somebody. */
  GIVEN,
  /** Somebody who asked the receiver is left with an exception: of its failure, or for waiting. */
  THROWN,
  /** A stage is handed the outcome, its first argument, to do with it what it likes. */
  HANDLED,
  /** A stage is handed the outcomes of two, and hands on the first failure. */
  BOTH,
  /** Of the futures in the first argument one failure is handed on, as soon as all have ended. */
  ALL,
  /** One of the futures, the receiver among them, is enough: nobody wants the others. */
  RACED,
  /** A future ends as another did, with the outcome that is the first argument. */
  RELAYED,
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
  private static final IdentityHashMap<Call, Ways> KINDS = new IdentityHashMap<>();

  static {
    handlers();
    groups();
    ends();
    add(FAILS, Look.ENTERED, TASK, "setException(" + ERROR + ")V");
    add(FAILS, Look.ENTERED, FUTURE, "encodeThrowable(" + ERROR + ")L" + FUTURE + "$AltResult;");
    add(FAILS, Look.ENTERED, FUTURE, "encodeThrowable(" + ERROR + ANY + ")" + ANY);
    add(FAILS, Look.ENTERED, FUTURE, "completeExceptionally(" + ERROR + ")Z");
    add(ENDED, Look.RETURNED, TASK, "setException(" + ERROR + ")V");
    add(BEGINS, Look.ENTERED, FUTURE, "completeThrowable(" + ERROR + ")Z");
    add(BEGINS, Look.ENTERED, FUTURE, "completeThrowable(" + ERROR + ANY + ")Z");
    add(ENDED, Look.RETURNED, FUTURE, "completeThrowable(" + ERROR + ")Z");
    add(ENDED, Look.RETURNED, FUTURE, "completeThrowable(" + ERROR + ANY + ")Z");
    add(ENDED, Look.RETURNED, FUTURE, "completeExceptionally(" + ERROR + ")Z");
    add(ASKED, Look.RETURNED, TASK, "toString()Ljava/lang/String;");
    add(ASKED, Look.RETURNED, FUTURE, "toString()Ljava/lang/String;");
    add(ASKED, Look.RETURNED, FUTURE, "isCompletedExceptionally()Z");
    for (String owner : new String[] {TASK, FUTURE}) { // with a return here and there
      polled(owner, "exceptionNow()" + ERROR);
      polled(owner, "resultNow()" + ANY);
      polled(owner, "state()Ljava/util/concurrent/Future$State;");
    }
    String execution = "java/util/concurrent/ExecutionException";
    add(GIVEN, Look.ENTERED, execution, "<init>(" + ERROR + ")V");
    add(GIVEN, Look.ENTERED, execution, "<init>(Ljava/lang/String;" + ERROR + ")V");
    for (String owner : new String[] {TASK, FUTURE}) {
      add(THROWN, Look.THREW, owner, "get()" + ANY);
      add(THROWN, Look.THREW, owner, "get(JLjava/util/concurrent/TimeUnit;)" + ANY);
    }
    add(THROWN, Look.THREW, FUTURE, "join()" + ANY);
    add(THROWN, Look.THREW, FUTURE, "getNow(" + ANY + ")" + ANY);
    add(
        SEEN,
        Look.ENTERED,
        "java/lang/Throwable",
        "getOurStackTrace()[" + "Ljava/lang/StackTraceElement;");
  }

  /** Who decides how a future ends does without what it failed with. */
  private static void ends() {
    add(CANCELLED, Look.ENTERED, TASK, "cancel(Z)Z"); // with a return here and there
    add(ASKED, Look.RETURNED, FUTURE, "cancel(Z)Z");
    add(POLLED, Look.ENTERED, FUTURE, "obtrudeValue(" + ANY + ")V");
    add(POLLED, Look.ENTERED, FUTURE, "obtrudeException(" + ERROR + ")V");
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

  private static void groups() {
    String both = ANY + ANY;
    String function = "Ljava/util/function/";
    String bi = ";L" + FUTURE + "$Bi";
    add(BOTH, Look.ENTERED, FUTURE, "biApply(" + both + function + "BiFunction" + bi + "Apply;)Z");
    add(
        BOTH,
        Look.ENTERED,
        FUTURE,
        "biAccept(" + both + function + "BiConsumer" + bi + "Accept;)Z");
    add(BOTH, Look.ENTERED, FUTURE, "biRun(" + both + "Ljava/lang/Runnable" + bi + "Run;)Z");
    add(ALL, Look.RETURNED, FUTURE, "allOf([" + COMPLETABLE + ")" + COMPLETABLE);
    add(RACED, Look.ENTERED, FUTURE, "anyOf([" + COMPLETABLE + ")" + COMPLETABLE);
    String two = "Ljava/util/concurrent/Executor;Ljava/util/concurrent/CompletionStage;";
    String stage = ";)" + COMPLETABLE;
    add(RACED, Look.ENTERED, FUTURE, "orApplyStage(" + two + function + "Function" + stage);
    add(RACED, Look.ENTERED, FUTURE, "orAcceptStage(" + two + function + "Consumer" + stage);
    add(RACED, Look.ENTERED, FUTURE, "orRunStage(" + two + "Ljava/lang/Runnable" + stage);
    add(
        RACED,
        Look.ENTERED,
        "java/util/concurrent/AbstractExecutorService",
        "cancelAll(Ljava/util/ArrayList;I)V");
    add(RELAYED, Look.ENTERED, FUTURE, "completeRelay(" + ANY + ")Z");
  }

  private static void add(Ways kind, Look look, String owner, String signature) {
    Call.add(CALLS, look, owner, signature);
    KINDS.put(CALLS.get(CALLS.size() - 1), kind);
  }

  private static void polled(String owner, String signature) {
    Call.add(CALLS, Look.ENTERED, NOW, owner, signature);
    KINDS.put(CALLS.get(CALLS.size() - 1), POLLED);
  }

  /** Only a failure is told to a stage, and not each of the results that it is handed. */
  static final Guard FAILURE = new Guard(0, FUTURE + "$AltResult", "ex");

  /** Whether it is asked for with {@link #FAILURE}. */
  boolean guarded() {
    return this == HANDLED || this == BOTH || this == RELAYED;
  }

  /** The methods in which they are seen; always the same ones. */
  static List<Call> hooks() {
    return CALLS;
  }

  /** Which of them that method belongs to, which is one of the list's own elements. */
  static Ways of(Call hook) {
    Ways kind = KINDS.get(hook);
    if (kind == null) {
      throw new IllegalArgumentException(hook.api());
    }
    return kind;
  }
}
