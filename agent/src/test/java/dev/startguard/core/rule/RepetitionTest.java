package dev.startguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  private static final long MINUTE = 60_000_000_000L;

  private final Repetition repetition = new Repetition();
  private long now = Long.MAX_VALUE - MINUTE; // the clock may wrap around

  @Test
  void saysTheFirstAndTheTenthOfADay() {
    assertThat(said(1000, MINUTE / 60)).containsExactly(1L, 10L);
  }

  @Test
  void saysTheNextPowerOfTenADayLater() {
    assertThat(said(1000, 20 * MINUTE)).containsExactly(1L, 10L, 100L, 1000L);
  }

  private List<Long> said(int times, long every) {
    List<Long> said = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long count = repetition.next(now);
      if (count > 0) {
        said.add(count);
      }
      now += every;
    }
    return said;
  }
}
