package dev.startguard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_ERR)
class LauncherTest {
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(stderr);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21", "25", "101"})
  void runsFromJava17On(String specification) {
    assertThat(Launcher.tooOld(specification)).isFalse();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.8", "9", "11", "16"})
  void saysInOneLineThatAnOlderJvmIsTooOld(String specification) {
    assertThat(Launcher.tooOld(specification)).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("startguard: needs Java 17 or later and this is " + specification);
  }

  @Test
  void takesAJvmThatDoesNotSayItsVersionForNew() {
    assertThat(Launcher.tooOld(null)).isFalse();
  }
}
