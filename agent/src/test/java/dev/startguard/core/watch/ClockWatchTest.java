package dev.startguard.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClockWatchTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  private static final int ENOUGH = 10;

  private final SetClocks clocks = new SetClocks();
  private final List<String> steps = new ArrayList<>();
  private final ClockWatch watch =
      new ClockWatch(
          clocks,
          30 * SECOND,
          250 * MILLI,
          (nanos, within, awake) ->
              steps.add(
                  (awake ? "awake: " : "")
                      + (nanos / MILLI + " ms within " + within / SECOND + " s")));

  @Test
  void hearsNothingOfClocksThatGoTogether() {
    for (int i = 0; i < 10; i++) {
      clocks.pass(30 * SECOND, 30 * SECOND);
      watch.compare();
    }
    assertThat(steps).isEmpty();
  }

  @Test
  void hearsNothingOfAClockThatIsSlewed() {
    for (int i = 0; i < 100; i++) {
      clocks.pass(30 * SECOND + 15 * MILLI, 30 * SECOND);
      watch.compare();
    }
    assertThat(steps).isEmpty();
  }

  @Test
  void reportsEachStepOnce() {
    clocks.pass(32 * SECOND, 30 * SECOND);
    watch.compare();
    clocks.pass(30 * SECOND, 30 * SECOND);
    watch.compare();
    clocks.pass(-30 * SECOND, 30 * SECOND);
    watch.compare();

    assertThat(steps).containsExactly("2000 ms within 30 s", "-60000 ms within 30 s");
  }

  @Test
  void reportsFromTheThresholdOn() {
    clocks.pass(SECOND + 249 * MILLI, SECOND);
    watch.compare();
    assertThat(steps).isEmpty();
    clocks.pass(SECOND + 250 * MILLI, SECOND);
    watch.compare();
    assertThat(steps).containsExactly("250 ms within 1 s");
  }

  @Test
  void isNoStepWhenTheThreadWasLate() {
    clocks.pass(3600 * SECOND, 3600 * SECOND);
    watch.compare();
    assertThat(steps).isEmpty();
  }

  @Test
  void hearsNothingOfAMachineThatWasSuspended() {
    clocks.booted(7 * SECOND);
    watch.compare();
    clocks.suspend(3600 * SECOND + 10 * MILLI, 3600 * SECOND);
    clocks.pass(30 * SECOND, 30 * SECOND);
    watch.compare();
    assertThat(steps).isEmpty();
  }

  @Test
  void reportsAStepWhileAMachineWasSuspended() {
    clocks.booted(7 * SECOND);
    watch.compare();
    clocks.suspend(3598 * SECOND, 3600 * SECOND);
    clocks.pass(30 * SECOND, 30 * SECOND);
    watch.compare();
    assertThat(steps).containsExactly("awake: -2000 ms within 3630 s");
  }

  @Test
  void reportsAStepOfAMachineThatWasAwake() {
    clocks.booted(7 * SECOND);
    watch.compare();
    clocks.pass(32 * SECOND, 30 * SECOND);
    watch.compare();
    assertThat(steps).containsExactly("awake: 2000 ms within 30 s");
  }

  @Test
  void hearsNothingOfAPauseBetweenTheTwoClocks() {
    clocks.pauses(1, 600 * MILLI);
    clocks.pass(30 * SECOND, 30 * SECOND);
    watch.compare();
    assertThat(steps).isEmpty();
  }

  @Test
  void reportsAStepThatPausesHid() {
    clocks.pauses(100, 600 * MILLI);
    clocks.pass(32 * SECOND, 30 * SECOND);
    watch.compare();
    assertThat(steps).isEmpty();
    clocks.pauses(0, 0);
    clocks.pass(30 * SECOND, 30 * SECOND);
    watch.compare();

    assertThat(steps).containsExactly("2000 ms within 61 s");
  }

  @Test
  void beginsWhenItCanReadTheClocks() {
    SetClocks stalled = new SetClocks();
    stalled.pauses(100, 600 * MILLI);
    ClockWatch late =
        new ClockWatch(
            stalled, 30 * SECOND, 250 * MILLI, (nanos, within, awake) -> steps.add("step"));
    late.compare();
    stalled.pauses(0, 0);
    late.compare();
    stalled.pass(32 * SECOND, 30 * SECOND);
    late.compare();
    assertThat(steps).containsExactly("step");
  }

  /** Who interrupts every thread, and a look that fails, do not end it. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void goesOn() {
    AtomicInteger asked = new AtomicInteger();
    ClockWatch on =
        new ClockWatch(
            new Clocks() {
              @Override
              public long wall() {
                if (asked.incrementAndGet() == 3) {
                  throw new IllegalStateException("a fault of ours");
                }
                while (asked.get() >= ENOUGH) { // the watch has no end of its own
                  Thread.interrupted(); // else it would not park
                  LockSupport.park();
                }
                return 0;
              }

              @Override
              public long monotonic() {
                return 0;
              }
            },
            MILLI,
            250 * MILLI,
            (nanos, within, awake) -> {});
    Thread thread = new Thread(on);
    thread.setDaemon(true);
    thread.start();
    while (asked.get() < ENOUGH) {
      thread.interrupt();
      Thread.onSpinWait();
    }

    assertThat(thread.isAlive()).isTrue();
  }

  private static final class SetClocks implements Clocks {
    private int pauses;
    private long pause;

    private long boot = -1;
    private long wall = 1_795_000_000 * SECOND;
    private long monotonic = -SECOND;

    void pass(long byWall, long byMonotonic) {
      wall += byWall;
      monotonic += byMonotonic;
      boot += boot < 0 ? 0 : byMonotonic;
    }

    /** So many times a thread that has read the wall clock stands still, for so long. */
    void pauses(int times, long nanos) {
      pauses = times;
      pause = nanos;
    }

    void booted(long before) {
      boot = before;
    }

    void suspend(long byWall, long byBoot) {
      wall += byWall;
      boot += byBoot;
    }

    @Override
    public long sinceBoot() {
      return boot < 0 ? -1 : boot / (10 * MILLI) * (10 * MILLI);
    }

    @Override
    public long wall() {
      long read = wall;
      if (pauses > 0) {
        pauses--;
        pass(pause, pause);
      }
      return read;
    }

    @Override
    public long monotonic() {
      return monotonic;
    }
  }
}
