package dev.startguard.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that waits: in parallel, below one deadline, and gone when the validation ends. */
@Tag("alone")
@Timeout(30)
class BackgroundTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void givesTheAnswer() throws Exception {
    Background background = within(10 * SECOND);
    Task<String> task = background.begin("a", budget -> "answer");

    assertThat(task.await()).isTrue();
    assertThat(task.answer()).isEqualTo("answer");
  }

  @Test
  void handsOnWhatTheWorkThrew() {
    Background background = within(10 * SECOND);
    Task<String> task =
        background.begin(
            "a",
            budget -> {
              throw new IOException("refused");
            });

    assertThat(task.await()).isTrue();
    assertThatThrownBy(task::answer).isInstanceOf(IOException.class).hasMessage("refused");
  }

  @Test
  void runsAllOfThemAtOnce() {
    Background background = within(10 * SECOND);
    CountDownLatch met = new CountDownLatch(2);
    Work<Boolean> meets =
        budget -> {
          met.countDown();
          met.await();
          return true;
        };
    Task<Boolean> one = background.begin("one", meets);
    Task<Boolean> other = background.begin("other", meets);

    assertThat(one.await()).isTrue();
    assertThat(other.await()).isTrue();
  }

  @Test
  void letsManyWaitForTheirTurn() throws Exception {
    Background background = within(20 * SECOND);
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(Background.AT_ONCE);
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 3 * Background.AT_ONCE; i++) {
      int answer = i;
      tasks.add(
          background.begin(
              "many",
              budget -> {
                most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                full.countDown();
                full.await();
                atWork.decrementAndGet();
                return answer;
              }));
    }

    for (int i = 0; i < tasks.size(); i++) {
      assertThat(tasks.get(i).await()).isTrue();
      assertThat(tasks.get(i).answer()).isEqualTo(i);
    }
    assertThat(most.get()).isEqualTo(Background.AT_ONCE);
  }

  @Test
  void beginsNothingAfterTheEnd() {
    Background background = within(20 * SECOND);
    for (int i = 0; i < Background.AT_ONCE; i++) {
      background.begin("never", BackgroundTest::waitForEver);
    }
    boolean[] begun = new boolean[1];
    Task<String> late =
        background.begin(
            "late",
            budget -> {
              begun[0] = true;
              return "begun";
            });
    background.end();

    assertThat(late.await()).isFalse();
    assertThat(begun[0]).isFalse();
  }

  @Test
  void givesUpAtTheDeadline() {
    Background background = within(SECOND / 20);
    Task<String> task = background.begin("never", BackgroundTest::waitForEver);

    assertThat(task.await()).isFalse();
    assertThatThrownBy(task::answer).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void endsThreadsThatWaitForASocket() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Background background = within(SECOND / 20);
      Thread[] thread = new Thread[1];
      CountDownLatch begun = new CountDownLatch(1);
      Task<Integer> task =
          background.begin(
              "reads",
              budget -> {
                thread[0] = Thread.currentThread();
                Socket socket =
                    budget.watch(new Socket(silent.getInetAddress(), silent.getLocalPort()));
                begun.countDown();
                return socket.getInputStream().read();
              });
      begun.await();

      assertThat(task.await()).isFalse();
      background.end();

      assertThat(thread[0].isAlive()).isFalse();
    }
  }

  @Test
  void doesNotWaitForWhatNothingCanEnd() throws Exception {
    Background background = within(SECOND / 20);
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    background.begin(
        "looks up",
        budget -> {
          budget.outOfReach(true);
          begun.countDown();
          while (answer.getCount() > 0) {
            Thread.onSpinWait(); // like native code: no interrupt ends it
          }
          return "late";
        });
    begun.await();
    long begin = System.nanoTime();
    background.end();

    assertThat(System.nanoTime() - begin).isLessThan(SECOND / 2);
    answer.countDown();
  }

  @Test
  void runsWhatComesAfterwardsWhenTheThreadsAreGone() {
    Background background = within(SECOND / 20);
    Thread[] thread = new Thread[1];
    Task<String> task =
        background.begin(
            "never",
            budget -> {
              thread[0] = Thread.currentThread();
              return waitForEver(budget);
            });
    boolean[] alive = {true};
    background.afterwards(() -> alive[0] = thread[0].isAlive());

    assertThat(task.await()).isFalse();
    background.end();
    assertThat(alive[0]).isFalse();
  }

  @Test
  void closesAtOnceWhatIsOpenedTooLate() {
    Budget budget = new Budget(System.nanoTime() + SECOND);
    budget.end();
    boolean[] closed = new boolean[1];

    assertThatThrownBy(() -> budget.watch(() -> closed[0] = true)).isInstanceOf(IOException.class);
    assertThat(closed[0]).isTrue();
    assertThat(budget.leftNanos()).isZero();
  }

  @Test
  void givesASocketNeverATimeOutOfForEver() {
    assertThat(new Budget(System.nanoTime() - SECOND).millis(SECOND)).isEqualTo(1);
    assertThat(new Budget(System.nanoTime() + 100 * SECOND).millis(SECOND)).isEqualTo(1000);
  }

  @Test
  void doesNotPausePastTheEnd() throws InterruptedException {
    assertThat(new Budget(System.nanoTime() + SECOND).pause(5 * SECOND)).isFalse();
    assertThat(new Budget(System.nanoTime() + SECOND).pause(1000)).isTrue();
  }

  @Test
  void keepsAnInterruptForTheApplication() {
    Background background = within(SECOND / 20);
    Task<String> task = background.begin("never", BackgroundTest::waitForEver);
    Thread.currentThread().interrupt();

    assertThat(task.await()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    background.end();
  }

  @Test
  void reportsWhatWaitsAfterTheLocalChecks() {
    Checked checked =
        ManifestFixture.validate(
            "policy: { deadline: 50ms }\nenv: { A: string }",
            new FakeHost().env("A", "x"),
            new Slow("answers", budget -> "fine"),
            new Slow("never", BackgroundTest::waitForEver),
            new Local());

    assertThat(checked.lines())
        .hasSize(3)
        .startsWith("warning local a: seen", "warning slow answers: fine");
    assertThat(checked.lines().get(2))
        .matches(
            "warning deadline-exceeded never: never has not answered in \\d+ ms;"
                + " policy.deadline is 50ms");
    assertThat(checked.findings().get(2).retryable()).isTrue();
  }

  @Test
  void isolatesACheckThatCrashesWhileItFinishes() {
    Checked checked =
        ManifestFixture.validate(
            "env: { A: string }",
            new FakeHost().env("A", "x"),
            new Slow(
                "breaks",
                budget -> {
                  throw new AssertionError();
                }),
            new Slow("answers", budget -> "fine"));

    assertThat(checked.lines().get(0)).startsWith("warning check-crashed slow: ");
    assertThat(checked.lines().get(1)).isEqualTo("warning slow answers: fine");
  }

  private static Background within(long nanos) {
    return new Background(System.nanoTime() + nanos);
  }

  private static String waitForEver(Budget budget) throws InterruptedException {
    new CountDownLatch(1).await();
    throw new AssertionError("never");
  }

  private record Local() implements Check {
    @Override
    public String id() {
      return "local";
    }

    @Override
    public void run(Validation validation) {
      validation.report(Finding.of("local", Severity.WARNING, "a").gist("seen").build());
    }
  }

  private static final class Slow implements WaitingCheck {
    private final String name;
    private final Work<String> work;
    private Task<String> task;

    Slow(String name, Work<String> work) {
      this.name = name;
      this.work = work;
    }

    @Override
    public String id() {
      return "slow";
    }

    @Override
    public void run(Validation validation) {
      task = validation.background().begin(name, work);
    }

    @Override
    public void finish(Validation validation) {
      String id = task.await() ? "slow" : "deadline-exceeded";
      FindingBuilder finding = Finding.of(id, Severity.WARNING, name);
      try {
        validation.report(
            id.equals("slow")
                ? finding.gist(task.answer()).build()
                : DeadlineExceeded.finish(finding, validation, name, task).build());
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
