package dev.startguard.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.Identity;
import dev.startguard.core.rule.Limiter;
import dev.startguard.core.rule.Outlet;
import dev.startguard.core.rule.Selftest;
import dev.startguard.core.rule.Site;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FindingDrainTest {
  private static final long FOREVER = Long.MAX_VALUE / 4;

  private final Host host = new Host();
  private final Written written = new Written();
  private final Limiter limiter = new Limiter(written, System.nanoTime());
  private final List<FindingDrain> drains = new ArrayList<>();
  private FindingDrain drain = drain(0);

  @AfterEach
  void endTheirThreads() {
    written.slow.countDown();
    for (FindingDrain each : drains) {
      each.close(TimeUnit.SECONDS.toNanos(1));
    }
  }

  @Test
  void startsADaemonWithTheFirstFinding() throws InterruptedException {
    assertThat(thread(drain)).isNull();

    drain.file(filed(0));
    written.done.await();

    assertThat(thread(drain).isDaemon()).isTrue();
    assertThat(thread(drain).getContextClassLoader()).isNull();
    assertThat(thread(drain).getThreadGroup().getName()).isEqualTo("system");
    assertThat(written.lines).containsExactly("com.A0.m");
  }

  @Test
  void endsItsThreadWhenItIsClosed() throws InterruptedException {
    drain.file(filed(0));
    written.done.await();
    Thread thread = thread(drain);
    assertThat(drain.close(FOREVER)).isTrue();

    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void goesOnWhenEveryThreadIsInterrupted() throws InterruptedException {
    drain.say(Selftest.finding(1));
    written.prepared.await();
    thread(drain).interrupt();

    drain.file(filed(0));

    while (!written.lines.contains("com.A0.m")) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void loadsWhatWritesWhileAFindingSettles() throws InterruptedException {
    drain = drain(FOREVER);
    drain.file(filed(0));
    written.prepared.await();

    assertThat(written.likely.subject()).isEqualTo("com.A0.m");
    assertThat(written.lines).isEmpty();
  }

  @Test
  void getsOnAsLongAsItLoads() throws InterruptedException {
    written.slow = new CountDownLatch(1);
    drain = drain(FOREVER);
    drain.file(filed(0));
    written.loading.await();

    long steps = drain.steps();
    assertThat(drain.steps()).isGreaterThan(steps);
    assertThat(drain.steps()).isGreaterThan(steps + 1);
    written.slow.countDown();
    assertThat(drain.flush(FOREVER)).isTrue();

    steps = drain.steps();
    assertThat(drain.steps()).isEqualTo(steps);
  }

  @Test
  void writesAlthoughNothingCouldBeLoadedAhead() throws InterruptedException {
    written.unloadable = true;
    drain.file(filed(0));
    written.done.await();

    assertThat(drain.faults()).isEqualTo(1);
    assertThat(written.lines).containsExactly("com.A0.m");
  }

  @Test
  void recordsWhatWaitsWithoutTakingIt() throws InterruptedException {
    drain = drain(FOREVER);
    drain.file(filed(0));
    written.prepared.await();
    drain.record();

    assertThat(written.recorded).containsExactly("com.A0.m");
    assertThat(written.lines).isEmpty();
    assertThat(drain.flush(FOREVER)).isTrue();
    assertThat(written.recorded).containsExactly("com.A0.m");
    assertThat(written.lines).containsExactly("com.A0.m");
  }

  /** The report file does not stand behind a console that nobody reads. */
  @Test
  void recordsBesideAWriteThatHangs() throws InterruptedException {
    written.hang = new CountDownLatch(1);
    drain.file(filed(0));
    written.entered.await();
    drain.file(filed(1));
    drain.say(Selftest.finding(1));
    drain.record();
    drain.record();

    assertThat(written.recorded).containsExactly("com.A0.m", "com.A1.m", "rules");
    assertThat(written.lines).isEmpty();
    written.hang.countDown();
    assertThat(drain.flush(FOREVER)).isTrue();
    assertThat(written.recorded).containsExactly("com.A0.m", "com.A1.m", "rules");
    assertThat(written.lines).containsExactly("com.A0.m", "com.A1.m", "rules");
  }

  @Test
  void recordsNothingAheadAsLongAsTheJvmGoesOn() throws InterruptedException {
    drain = drain(FOREVER);
    drain.file(filed(0));
    written.prepared.await();
    written.rest.run();

    assertThat(written.recorded).isEmpty();
  }

  @Test
  void writesLinesInTheirTurn() {
    drain = drain(FOREVER);
    drain.file(filed(0));
    drain.note("a line");
    drain.flush(FOREVER);

    assertThat(written.lines).containsExactly("com.A0.m", "a line");
  }

  @Test
  void writesAtExitWhatStillWaits() {
    drain = drain(FOREVER);
    drain.file(filed(0));
    drain.say(Selftest.finding(1));

    assertThat(written.lines).isEmpty();
    assertThat(drain.close(FOREVER)).isTrue();
    assertThat(written.lines).containsExactly("com.A0.m", "rules");
  }

  @Test
  void countsWhatDoesNotFit() {
    drain = drain(FOREVER);
    for (int i = 0; i < FindingDrain.BOUND + 7; i++) {
      drain.file(filed(i));
    }

    assertThat(drain.lost()).isEqualTo(7);
  }

  @Test
  void swallowsAndCountsAFaultOfItsOwn() throws InterruptedException {
    written.fail = true;
    drain.file(filed(0));
    written.failed.await();
    written.fail = false;
    drain.file(filed(1));
    written.done.await();

    assertThat(drain.faults()).isEqualTo(1);
    assertThat(written.lines).containsExactly("com.A1.m");
  }

  @Test
  void doesNotHangAtExitWhenAWriteHangs() throws InterruptedException {
    written.hang = new CountDownLatch(1);
    drain.file(filed(0));
    written.entered.await();

    assertThat(drain.flush(1)).isFalse();

    written.hang.countDown();
    assertThat(drain.close(TimeUnit.SECONDS.toNanos(30))).isTrue();
  }

  @Test
  void neverKeepsWhoFilesWaiting() throws InterruptedException {
    written.hang = new CountDownLatch(1);
    drain.file(filed(0));
    written.entered.await();
    for (int i = 1; i <= 2 * FindingDrain.BOUND; i++) {
      drain.file(filed(i)); // returns, though nothing is taken
    }

    assertThat(drain.lost()).isPositive();
    written.hang.countDown();
  }

  /** As after a pause for the collector: the line that puts it right has not run either. */
  @Test
  void givesAFindingItsTimeWhenItSeesItLate() throws InterruptedException {
    drain = drain(FOREVER / 4);
    host.behind = FOREVER / 2;
    drain.file(filed(0));
    written.done.await();
    while (thread(drain).getState() != Thread.State.WAITING) {
      LockSupport.parkNanos(1_000_000);
    }

    drain.file(filed(1));
    while (thread(drain).getState() != Thread.State.TIMED_WAITING) {
      LockSupport.parkNanos(1_000_000);
      assertThat(written.lines).containsExactly("com.A0.m");
    }
  }

  private FindingDrain drain(long settle) {
    FindingDrain made = new FindingDrain(limiter, host, settle);
    drains.add(made);
    return made;
  }

  /** The drain's own thread, found as a thread dump would find it. */
  private static Thread thread(FindingDrain drain) {
    try {
      var field = FindingDrain.class.getDeclaredField("thread");
      field.setAccessible(true);
      return (Thread) field.get(drain);
    } catch (ReflectiveOperationException renamed) {
      throw new LinkageError(renamed.getMessage(), renamed);
    }
  }

  private static Filed filed(int number) {
    Site site = new Site("com.A" + number, "m", "()V", "A.java", 7, "api", 0);
    Case found = finding -> finding.message("x");
    Identity identity = Identity.of("a", site);
    return new Filed(identity, site, found, Severity.ERROR, Evidence.PROVEN, "main", 1);
  }

  private static final class Host implements Clocks {
    /** By so much the clock of those who file is behind the drain's. */
    private volatile long behind;

    @Override
    public long wall() {
      return 0;
    }

    @Override
    public long monotonic() {
      boolean drain = Thread.currentThread().getName().equals("startguard-findings");
      return System.nanoTime() - (drain ? 0 : behind);
    }
  }

  private static final class Written implements Outlet {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> recorded = new CopyOnWriteArrayList<>();
    final CountDownLatch prepared = new CountDownLatch(1);
    final CountDownLatch loading = new CountDownLatch(1);
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch failed = new CountDownLatch(1);
    final CountDownLatch done = new CountDownLatch(1);
    volatile boolean fail;
    volatile boolean unloadable;
    volatile CountDownLatch hang = new CountDownLatch(0);
    volatile CountDownLatch slow = new CountDownLatch(0);
    volatile Finding likely;
    volatile Runnable rest;

    @Override
    public void prepare(Finding first, Runnable waiting) {
      loading.countDown();
      if (unloadable) {
        throw new IllegalStateException("a fault of ours");
      }
      try {
        slow.await();
      } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
      }
      likely = first;
      rest = waiting;
      prepared.countDown();
    }

    @Override
    public void record(Finding finding, long count) {
      recorded.add(finding.subject());
    }

    @Override
    public void show(Finding finding, long count) {
      try {
        if (fail) {
          failed.countDown();
          throw new IllegalStateException("a fault of ours");
        }
        entered.countDown();
        hang.await();
        lines.add(finding.subject());
        done.countDown();
      } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void note(String line) {
      lines.add(line);
    }
  }
}
