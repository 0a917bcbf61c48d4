package dev.startguard.core.check.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetsTest {
  @ParameterizedTest
  @CsvSource({
    "2500000000, 2.500 s behind",
    "-250000000, 0.250 s ahead",
    "1000000, 0.001 s behind",
    "499999, 0.000 s off",
    "500000, 0.001 s behind",
    "-500000, 0.001 s ahead",
    "0, 0.000 s off",
    "-86400000000000, 86400.000 s ahead",
    "1005000000, 1.005 s behind",
  })
  void saysSecondsAndAWord(long nanos, String words) {
    assertThat(Offsets.words(nanos)).isEqualTo(words);
  }
}
