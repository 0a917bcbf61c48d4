package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Rfc3339Test {
  private static final DateTimeFormatter EXPECTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Test
  void agreesWithTheJdk() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long millis =
          (long) (random.nextDouble() * 315_537_897_600_000L)
              - 62_135_596_800_000L; // years 1 to 9999
      assertThat(Rfc3339.utc(millis))
          .as("seed %d", seed)
          .isEqualTo(EXPECTED.format(Instant.ofEpochMilli(millis)));
    }
  }

  @Test
  void knowsLeapDaysAndTheEdgesOfADay() {
    assertThat(Rfc3339.utc(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(Rfc3339.utc(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
    assertThat(Rfc3339.utc(Instant.parse("2028-02-29T23:59:59.999Z").toEpochMilli()))
        .isEqualTo("2028-02-29T23:59:59.999Z");
    assertThat(Rfc3339.utc(Instant.parse("2100-03-01T00:00:00Z").toEpochMilli()))
        .isEqualTo("2100-03-01T00:00:00.000Z");
  }
}
