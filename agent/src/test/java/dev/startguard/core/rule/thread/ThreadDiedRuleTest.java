package dev.startguard.core.rule.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.Listening;
import dev.startguard.core.pool.Ending;
import dev.startguard.core.rule.FakeDocket;
import dev.startguard.finding.Finding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThreadDiedRuleTest {
  @RegisterExtension static final Listening LISTENING = new Listening();

  private static final String UNKNOWN =
      "; it has no handler, so that its stack is on standard error alone";

  private static final ThreadDiedRule RULE = new ThreadDiedRule();

  private final FakeDocket docket = new FakeDocket();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private PrintStream before;

  @BeforeEach
  void begin() {
    LISTENING.to(List.of(RULE));
    before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    docket.surroundings().console(System.err);
    RULE.begin(docket);
  }

  @AfterEach
  void end() {
    System.setErr(before);
  }

  @Test
  void reportsAThreadThatDies() throws Exception {
    run(ThreadDiedRuleTest::fail);

    Finding finding = only();
    assertThat(finding.message())
        .isEqualTo("a thread died of java.lang.IllegalStateException" + UNKNOWN);
    assertThat(finding.subject()).endsWith("ThreadDiedRuleTest.fail");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("Exception in thread");
  }

  @Test
  void reportsASubclassOfThread() throws Exception {
    Thread own =
        new Thread() {
          @Override
          public void run() {
            fail();
          }
        };
    own.start();
    own.join();

    assertThat(only().message()).contains("IllegalStateException");
  }

  @Test
  void reportsThePlaceInOwnCodeThatCalledTheJdk() throws Exception {
    run(() -> Integer.parseInt("many"));

    assertThat(only().subject()).contains("ThreadDiedRuleTest.lambda$");
    assertThat(only().message()).contains("a thread died of java.lang.NumberFormatException");
  }

  @Test
  void namesTheInnermostCause() throws Exception {
    run(
        () -> {
          throw new IllegalArgumentException(new java.io.IOException("a secret"));
        });

    assertThat(only().message())
        .contains("java.lang.IllegalArgumentException, caused by java.io.IOException;")
        .doesNotContain("secret");
  }

  @Test
  void reportsAnError() throws Exception {
    run(
        () -> {
          throw new AssertionError();
        });

    assertThat(only().message()).contains("java.lang.AssertionError");
  }

  @Test
  void reportsAThreadOfAGroupThatHandlesNothing() throws Exception {
    ThreadGroup outer = new ThreadGroup("outer");
    Thread thread = new Thread(new ThreadGroup(outer, "inner"), ThreadDiedRuleTest::fail);
    thread.start();
    thread.join();

    assertThat(only().message()).contains("IllegalStateException");
  }

  @Test
  void reportsAPoolsWorker() throws Exception {
    List<Thread> workers = new CopyOnWriteArrayList<>();
    ExecutorService pool =
        Executors.newSingleThreadExecutor(
            work -> {
              workers.add(new Thread(work));
              return workers.get(workers.size() - 1);
            });
    pool.execute(ThreadDiedRuleTest::fail);
    end(pool);
    for (Thread worker : workers) {
      worker.join(); // it dies after it has left the pool
    }

    assertThat(only().message())
        .isEqualTo("a pool's worker died of java.lang.IllegalStateException" + UNKNOWN);
    assertThat(only().notes().get(0).text())
        .contains("execute()", "afterExecute()", "unless it is shut down");
  }

  @Test
  void reportsWhatAnotherFutureGaveAndNobodyLogged() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    var future = pool.submit(ThreadDiedRuleTest::fail);
    run(
        () -> {
          try {
            future.get();
          } catch (InterruptedException | ExecutionException e) {
            throw new IllegalArgumentException(e);
          }
        });
    end(pool);

    assertThat(only().message())
        .contains("IllegalArgumentException, caused by java.lang.IllegalStateException");
  }

  @Test
  void acceptsAHandlerOfTheThread() throws Exception {
    Thread thread = new Thread(ThreadDiedRuleTest::fail);
    thread.setUncaughtExceptionHandler((died, e) -> {});
    thread.start();
    thread.join();

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAHandlerOfTheThreadThatAsksTheGroupToo() throws Exception {
    Thread thread = new Thread(ThreadDiedRuleTest::fail);
    thread.setUncaughtExceptionHandler(
        (died, e) -> died.getThreadGroup().uncaughtException(died, e));
    thread.start();
    thread.join();

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAHandlerThatTheThreadHasByItsClass() throws Exception {
    Thread own =
        new Thread(ThreadDiedRuleTest::fail) {
          @Override
          public UncaughtExceptionHandler getUncaughtExceptionHandler() {
            return (thread, e) -> {};
          }
        };
    own.start();
    own.join();

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAHandlerOfTheGroup() throws Exception {
    ThreadGroup group =
        new ThreadGroup("logging") {
          @Override
          public void uncaughtException(Thread thread, Throwable e) {
            super.uncaughtException(thread, e);
          }
        };
    for (ThreadGroup each : new ThreadGroup[] {group, new ThreadGroup(group, "inner")}) {
      Thread thread = new Thread(each, ThreadDiedRuleTest::fail);
      thread.start();
      thread.join();
    }

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAHandlerOfAll() throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {});
    try {
      run(ThreadDiedRuleTest::fail);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(null);
    }

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  @SuppressWarnings({"deprecation", "removal"})
  void acceptsThreadDeath() throws Exception {
    run(
        () -> {
          throw new ThreadDeath();
        });

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsWhatWasLoggedAndThrownOn() throws Exception {
    run(
        () -> {
          try {
            fail();
          } catch (IllegalStateException e) {
            e.printStackTrace();
            throw e;
          }
        });
    run(
        () -> {
          try {
            fail();
          } catch (IllegalStateException e) {
            assertThat(e.getStackTrace()).isNotEmpty(); // as a logging library asks
            throw new IllegalArgumentException(e);
          }
        });

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsAThreadThatDiesWhileTheJvmEnds() throws Exception {
    Ending.begin();
    try {
      run(ThreadDiedRuleTest::fail);
    } finally {
      Ending.undo();
    }

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsWhatHasNoStack() throws Exception {
    run(
        () -> {
          throw new Bare();
        });

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsStandardErrorThatWasReplaced() throws Exception {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    run(ThreadDiedRuleTest::fail);

    assertThat(docket.findings()).isEmpty();
  }

  /** In a JVM that the agent was loaded into. */
  @Test
  void acceptsStandardErrorThatMayHaveBeenReplaced() throws Exception {
    docket.surroundings().console(null);
    run(ThreadDiedRuleTest::fail);

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsWhatATaskOrAFutureKeeps() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    assertThat(pool.submit(ThreadDiedRuleTest::fail)).isNotNull();
    assertThat(CompletableFuture.runAsync(ThreadDiedRuleTest::fail, pool)).isNotNull();
    end(pool);
    ForkJoinPool joining = new ForkJoinPool(1);
    joining.execute(ThreadDiedRuleTest::fail);
    end(joining);

    assertThat(docket.findings()).isEmpty();
  }

  @Test
  void acceptsWhoeverAsksTheGroupWithoutDying() {
    Thread thread = Thread.currentThread();
    thread.getThreadGroup().uncaughtException(thread, new IllegalStateException());

    assertThat(docket.findings()).isEmpty();
  }

  private Finding only() {
    assertThat(docket.findings()).hasSize(1);
    Finding finding = docket.findings().get(0);
    assertThat(finding.id()).isEqualTo("thread-died");
    return finding;
  }

  private static void fail() {
    throw new IllegalStateException("a secret");
  }

  private static void run(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.start();
    thread.join();
  }

  private static void end(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  /** As it is thrown by code that throws often. */
  private static final class Bare extends RuntimeException {
    private static final long serialVersionUID = 1;

    Bare() {
      super("bare", null, false, false);
    }
  }
}
