package dev.startguard.core.weave.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BridgeTest {
  @Test
  void opensWhatTheJvmHas() {
    Set<String> present = Object.class.getModule().getPackages();

    assertThat(Bridge.opens(present))
        .containsKeys(
            "java.lang",
            "java.text",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.locks")
        .allSatisfy(
            (name, modules) -> {
              assertThat(present).contains(name);
              assertThat(modules).containsExactly(Bridge.class.getModule());
            });
  }

  @Test
  void opensNothingThatAJvmLacks() {
    assertThat(Bridge.opens(Set.of("java.lang", "java.net"))).containsOnlyKeys("java.lang");
  }
}
