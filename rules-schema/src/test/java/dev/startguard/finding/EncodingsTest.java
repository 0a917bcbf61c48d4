package dev.startguard.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncodingsTest {
  @Test
  void findsInALongTextWhatStandsThere() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String text = text(random, 1025 + random.nextInt(200));
      int from = random.nextInt(text.length());
      String part =
          random.nextBoolean()
              ? text(random, random.nextInt(12))
              : text.substring(from, Math.min(text.length(), from + random.nextInt(40)));
      String around = text(random, 3) + part + text(random, 3);
      assertThat(Encodings.indexOf(bytes(text), bytes(around), 3, bytes(around).length - 3))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(text.indexOf(part));
    }
  }

  /** Few letters, so that much looks alike; one of them is negative as a byte. */
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aab\u00e9".charAt(random.nextInt(4)));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
