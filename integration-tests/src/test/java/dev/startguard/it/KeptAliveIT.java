package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM that does not end says which pool keeps it: beside the JVM's own threads, and ours. */
class KeptAliveIT {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysWhichPoolKeepsTheJvm(Jdk jdk) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"), "startguard: 1\nservice: job\nenv: { PATH: string }\n");

    try (RunningJvm running = ForkedJvm.of(jdk).agent().in(folder).main(Kept.class).start()) {
      Outcome outcome = running.awaitOutput("the JVM will not end", Duration.ofSeconds(60));

      assertThat(outcome.exit()).as("it runs").isEqualTo(-1);
      assertThat(outcome.err())
          .contains(
              "main has ended, and for 9 seconds nothing lives but 1 idle thread of pools like this",
              "executor-leak",
              "Kept.java:13");
    }
  }
}
