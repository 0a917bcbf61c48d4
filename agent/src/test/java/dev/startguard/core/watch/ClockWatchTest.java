package dev.startguard.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** In milliseconds, half a minute after another; asleep: what the time since boot went on. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a second forward, 31_000, 30_000, 0, 1000 ms within 30 s",
    "a second back, 29_000, 30_000, 0, -1000 ms within 30 s",
    "back to before the last look, -30_000, 30_000, 0, -60000 ms within 30 s",
    "an hour forward: the zone was taken for the time, 3_630_000, 30_000, 0, 3600000 ms within 30 s",
    "a leap second that is repeated, 29_000, 30_000, 0, -1000 ms within 30 s",
    "just above the threshold, 30_251, 30_000, 0, 251 ms within 30 s",
    "just above it backwards, 29_749, 30_000, 0, -251 ms within 30 s",
    "within a look that came late, 602_000, 600_000, 0, 2000 ms within 600 s",
    "forward while the machine slept, 3_632_000, 30_000, 3_600_000, 2000 ms within 3630 s",
    "back while the machine slept, 3_628_000, 30_000, 3_600_000, -2000 ms within 3630 s"
  })
  void reports(String what, String wall, String monotonic, String asleep, String step) {
    hears(wall, monotonic, asleep);

    assertThat(steps).as(what).containsExactly("awake: " + step);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "clocks that go together, 30_000, 30_000, 0",
    "a clock that is slewed forward by 500 ppm, 30_015, 30_000, 0",
    "a clock that is slewed back by 500 ppm, 29_985, 30_000, 0",
    "the threshold itself, 30_250, 30_000, 0",
    "the threshold itself backwards, 29_750, 30_000, 0",
    "a leap second that is smeared over a day, 30_001, 30_000, 0",
    "a look that came an hour late, 3_600_000, 3_600_000, 0",
    "a machine that slept for an hour, 3_630_000, 30_000, 3_600_000",
    "a machine that slept and lost some milliseconds, 3_629_900, 30_000, 3_600_000",
    "looks that follow at once, 0, 0, 0"
  })
  void hearsNothingOf(String what, String wall, String monotonic, String asleep) {
    hears(wall, monotonic, asleep);

    assertThat(steps).as(what).isEmpty();
  }

  private void hears(String wall, String monotonic, String asleep) {
    clocks.booted(7 * SECOND);
    watch.compare();
    clocks.suspend(millis(asleep), millis(asleep));
    clocks.pass(millis(wall) - millis(asleep), millis(monotonic));
    watch.compare();
    clocks.pass(30 * SECOND, 30 * SECOND);
    watch.compare();
  }

  private static long millis(String text) {
    return Long.parseLong(text.replace("_", "")) * MILLI;
  }

  @Test
  void hearsNothingOfAClockThatIsSlewedForLong() {
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
