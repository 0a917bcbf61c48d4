package dev.startguard.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.Preload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WarmupTest {
  @Test
  void namesClassesThatThereAre() throws IOException {
    try (InputStream in = Warmup.class.getResourceAsStream(Warmup.NAMES)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines())
          .doesNotHaveDuplicates()
          .hasSizeGreaterThan(40)
          .allSatisfy(
              name ->
                  assertThat(Class.forName(name, false, getClass().getClassLoader())).isNotNull());
    }
  }

  @Test
  void linksAndPassesAProbeOfEachType() throws Throwable {
    int before = Warmup.PASSED.get();
    Warmup.probes();

    assertThat(Warmup.PASSED.get()).isEqualTo(before + 3);
  }

  @Test
  void weavesAnOrdinaryClass() {
    assertThat(Preload.ordinary()).isTrue();
  }
}
