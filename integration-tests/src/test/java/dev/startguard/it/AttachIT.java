package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.startguard.it.app.Refresher;
import dev.startguard.it.app.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loaded into a running JVM, the agent validates and never ends it. */
class AttachIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void warnsARunningServiceAndLetsItGoOn(Jdk jdk) throws Exception {
    manifest("MISSING");
    Path end = folder.resolve("end");
    try (RunningJvm running =
        ForkedJvm.of(jdk).in(folder).main(Waiter.class, end.toString()).start()) {
      running.awaitOutput("ready", PATIENCE);

      attach(running, "");
      running.awaitOutput("WOULD REFUSE attached", PATIENCE);
      Files.createFile(end);
      Outcome outcome = running.await(PATIENCE);

      assertThat(outcome.exit()).as("%s", outcome).isZero();
      assertThat(outcome.outLines()).containsExactly("ready", "done");
      assertThat(outcome.err()).contains("error[env-missing]: MISSING");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysASingleLineWhenEverythingIsRight(Jdk jdk) throws Exception {
    manifest("PATH");
    Path end = folder.resolve("end");
    try (RunningJvm running =
        ForkedJvm.of(jdk).in(folder).main(Waiter.class, end.toString()).start()) {
      running.awaitOutput("ready", PATIENCE);
      attach(running, "mode=enforce");
      running.awaitOutput("checks passed", PATIENCE);
      Files.createFile(end);

      assertThat(running.await(PATIENCE).exit()).isZero();
    }
  }

  /** How often a task ran before the agent came, nobody can tell. */
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void claimsNothingOfTheTimeBefore(Jdk jdk) throws Exception {
    manifest("PATH");
    Path fatal = folder.resolve("fatal");
    Path end = folder.resolve("end");
    try (RunningJvm running =
        ForkedJvm.of(jdk)
            .in(folder)
            .main(Refresher.class, fatal.toString(), end.toString())
            .start()) {
      running.awaitOutput("ready", PATIENCE);
      attach(running, "");
      running.awaitOutput("checks passed", PATIENCE);
      Files.createFile(fatal);
      running.awaitOutput("startguard ERROR proven periodic-task-died", PATIENCE);
      running.awaitOutput(
          "a lambda of " + Refresher.class.getName() + " threw and never runs again: ", PATIENCE);
      Files.createFile(end);

      assertThat(running.await(PATIENCE).exit()).isZero();
    }
  }

  private void manifest(String variable) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: attached\nenv: { " + variable + ": string }\n");
  }

  private static void attach(RunningJvm running, String options) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(running.pid()));
    try {
      machine.loadAgent(PackedJar.path().toString(), options);
    } finally {
      machine.detach();
    }
  }
}
