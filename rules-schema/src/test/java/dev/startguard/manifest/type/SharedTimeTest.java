package dev.startguard.manifest.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedTimeTest {
  private static final long SECOND = 1_000_000_000L;

  private final SharedTime time = new SharedTime(0);

  @Test
  void lastsForTwoSecondsAndWhatComesBackMeanwhile() {
    long now = 0;
    while (time.left(now) > 0) {
      now += SECOND / 10;
      time.take(now - SECOND / 10, now);
    }
    assertThat(now).isBetween(2 * SECOND, 3 * SECOND);
  }

  @Test
  void comesBackWhileNothingIsMatched() {
    time.take(0, 3 * SECOND);
    assertThat(time.left(3 * SECOND)).isZero();
    assertThat(time.left(5 * SECOND)).isEqualTo(SECOND / 2);
    assertThat(time.left(100 * SECOND)).isEqualTo(2 * SECOND);
  }

  @Test
  void countsNoMatchThatIsCheap() {
    for (int i = 0; i < 10_000; i++) {
      time.take(0, 1_000_000);
    }
    assertThat(time.left(0)).isEqualTo(2 * SECOND);
  }

  @Test
  void givesNothingBackTwice() {
    time.take(0, 3 * SECOND);
    assertThat(time.left(5 * SECOND)).isEqualTo(SECOND / 2);
    assertThat(time.left(4 * SECOND)).isEqualTo(SECOND / 2);
    assertThat(time.left(5 * SECOND)).isEqualTo(SECOND / 2);
  }
}
