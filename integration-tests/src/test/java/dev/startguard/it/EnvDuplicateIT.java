package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real process whose environment holds the same name twice. */
class EnvDuplicateIT {
  @TempDir Path folder;

  @BeforeEach
  void writeManifest() throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"), "startguard: 1\nservice: it\nenv: { HOST: string }\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesADeclaredNameThatStandsTwice(Jdk jdk) throws Exception {
    Outcome outcome =
        new RawEnvironment()
            .with("HOST", "first")
            .with("OTHER", "x")
            .with("HOST", "last")
            .run(jdk, folder, Environment.class);

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines().get(0)).contains("HOST set twice");
    assertThat(outcome.err())
        .contains(
            "error[env-duplicate]: HOST stands twice in the environment, with different values")
        .contains("first \"first\", last \"last\"")
        .contains("the JVM silently takes the first");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void tellsTheTruthAboutTheJvm(Jdk jdk) throws Exception {
    Outcome outcome =
        new RawEnvironment()
            .with("STARTGUARD_MODE", "warn")
            .with("HOST", "first")
            .with("HOST", "last")
            .run(jdk, folder, Environment.class);

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).containsExactly("HOST first");
    assertThat(outcome.err()).contains("WOULD REFUSE");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsWithAWarningWhenTheNameIsNotDeclared(Jdk jdk) throws Exception {
    Outcome outcome =
        new RawEnvironment()
            .with("HOST", "only")
            .with("OTHER", "canary-1")
            .with("OTHER", "canary-2")
            .run(jdk, folder, Environment.class);

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).containsExactly("HOST only");
    assertThat(outcome.err()).contains("1 warning").contains("OTHER").doesNotContain("canary");
  }
}
