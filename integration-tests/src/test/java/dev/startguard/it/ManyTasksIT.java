package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.ManyTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten million tasks on eight threads: nothing is reported, and nothing is lost. */
class ManyTasksIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void runAllOfThemAndSayNothing(Jdk jdk) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        """
        startguard: 1
        service: tasks
        env: { PATH: string }
        """);

    try (RunningJvm jvm =
        ForkedJvm.of(jdk).in(folder).agent().main(ManyTasks.class, "10000000").start()) {
      Outcome outcome = jvm.await(PATIENCE);

      assertThat(outcome.exit()).as("%s", outcome).isZero();
      assertThat(outcome.outLines()).containsExactly("10000000 tasks ran");
      assertThat(outcome.errLines()).as("the line of the start").hasSize(1);
    }
  }
}
