package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerritoryTest {
  private final ClassLoader loader = ClassLoader.getSystemClassLoader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io/opentelemetry/javaagent/shaded/A",
        "datadog/trace/bootstrap/A",
        "reactor/blockhound/A",
        "org/springframework/boot/loader/A",
        "java/util/A",
        "com/sun/proxy/A",
        "dev/startguard/launcher/A"
      })
  void leavesOthersAlone(String name) {
    assertThat(Territory.foreign(null, loader, name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/acme/A",
        "io/opentelemetry/api/A",
        "reactor/core/A",
        "org/springframework/boot/A"
      })
  void weavesLibrariesAndTheApplication(String name) {
    assertThat(Territory.foreign(null, loader, name)).isFalse();
  }
}
