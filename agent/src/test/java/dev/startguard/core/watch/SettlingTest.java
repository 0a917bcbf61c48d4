package dev.startguard.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final long SETTLE = 200;

  private long now = 1_000;

  private final Settling settling =
      new Settling(
          new Clocks() {
            @Override
            public long wall() {
              return 0;
            }

            @Override
            public long monotonic() {
              return now;
            }
          },
          SETTLE);

  @Test
  void letsAFindingWaitForItsTime() {
    assertThat(settling.left(1_000)).isEqualTo(SETTLE);

    now += SETTLE;
    settling.woke(now - 5);

    assertThat(settling.left(1_000)).isZero();
  }

  @Test
  void waitsAgainWhenItWokeTooLate() {
    now += 3 * SETTLE;
    settling.woke(1_000 + SETTLE);

    assertThat(settling.left(1_000)).isEqualTo(SETTLE);

    now += SETTLE;
    settling.woke(now);

    assertThat(settling.left(1_000)).isZero();
  }

  @Test
  void waitsForNoLongerThanOneThatCameSince() {
    now += 3 * SETTLE;
    settling.woke(1_000 + SETTLE);
    now += 50;

    assertThat(settling.left(now)).isEqualTo(SETTLE);
  }

  @Test
  void waitsNoLongerOnceOneHasSettled() {
    now += 3 * SETTLE;
    settling.woke(1_000 + SETTLE);
    settling.taken();

    assertThat(settling.left(1_000)).isNegative();
  }

  @Test
  void doesNotWaitForEverOnAMachineThatIsAlwaysLate() {
    int again = 0;
    while (settling.left(1_000) > 0 || again == 0) {
      long then = now + settling.left(1_000);
      now = then + 3 * SETTLE;
      settling.woke(then);
      again++;
    }

    assertThat(again).isEqualTo(Settling.AGAIN + 1);
  }
}
