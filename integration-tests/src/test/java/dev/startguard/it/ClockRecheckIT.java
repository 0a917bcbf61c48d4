package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.startguard.it.app.Hello;
import dev.startguard.it.app.TimedWaiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wall clock that is set while the service runs; a preloaded library sets it. */
@EnabledOnOs(OS.LINUX)
class ClockRecheckIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void reportsAStepOfTheWallClock(Jdk jdk) throws Exception {
    Path library = NativeHost.library("/native/stepped_clock.c", folder);
    Path step = folder.resolve("step");
    Path end = folder.resolve("end");
    Path report = folder.resolve("report.jsonl");
    recheck();

    try (RunningJvm jvm =
        ForkedJvm.of(jdk)
            .agent("report=" + report)
            .in(folder)
            .env("LD_PRELOAD", library.toString())
            .env("STEPPED", step.toString())
            .main(TimedWaiter.class, end.toString())
            .start()) {
      jvm.awaitOutput("ready", PATIENCE);
      Files.createFile(step);
      jvm.awaitOutput("fix: ", PATIENCE);
      Files.createFile(end);
      Outcome outcome = jvm.await(PATIENCE);

      assertThat(outcome.exit()).as("%s", outcome).isZero();
      assertThat(outcome.errLines()).as("%s", outcome).hasSize(6);
      assertThat(outcome.errLines().get(1)).isEqualTo("startguard ERROR proven wall-clock-stepped");
      assertThat(outcome.errLines().get(2))
          .matches(
              "  the wall clock was set forward by (59\\.9|60\\.0)[0-9]{2} s within [0-9.]+ s;"
                  + " durations taken by the wall clock at"
                  + " dev\\.startguard\\.it\\.app\\.TimedWaiter\\.main\\(TimedWaiter\\.java:[0-9]+\\) ran in this process");
      List<JsonNode> lines = FindingsSchema.lines(Files.readAllLines(report));
      JsonNode last = lines.get(lines.size() - 1);
      assertThat(last.get("phase").asText()).isEqualTo("runtime");
      assertThat(last.get("id").asText()).isEqualTo("wall-clock-stepped");
      assertThat(last.get("run")).isEqualTo(lines.get(0).get("run"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void watchesWithoutTheChecksToo(Jdk jdk) throws Exception {
    Path step = folder.resolve("step");
    Path end = folder.resolve("end");
    recheck();

    try (RunningJvm jvm =
        ForkedJvm.of(jdk)
            .agent("checks=off")
            .in(folder)
            .env("LD_PRELOAD", NativeHost.library("/native/stepped_clock.c", folder).toString())
            .env("STEPPED", step.toString())
            .main(TimedWaiter.class, end.toString())
            .start()) {
      jvm.awaitOutput("ready", PATIENCE);
      Files.createFile(step);
      jvm.awaitOutput("proven wall-clock-stepped", PATIENCE);
      Files.createFile(end);

      assertThat(jvm.await(PATIENCE).exit()).isZero();
    }
  }

  /** As any finding: the first, and the tenth. */
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @Timeout(60)
  void countsFurtherSteps(Jdk jdk) throws Exception {
    Path step = folder.resolve("step");
    Path end = folder.resolve("end");
    Path report = folder.resolve("report.jsonl");
    recheck();

    try (RunningJvm jvm =
        ForkedJvm.of(jdk)
            .agent("report=" + report)
            .in(folder)
            .env("LD_PRELOAD", NativeHost.library("/native/stepped_clock.c", folder).toString())
            .env("STEPPED", step.toString())
            .main(TimedWaiter.class, end.toString())
            .start()) {
      jvm.awaitOutput("ready", PATIENCE);
      while (!jvm.soFar().err().contains("seen 10 times")) {
        if (!Files.deleteIfExists(step)) {
          Files.createFile(step);
        }
        LockSupport.parkNanos(20_000_000); // until a look falls between two of these
      }
      Files.createFile(end);
      Outcome outcome = jvm.await(PATIENCE);

      assertThat(outcome.err()).as("%s", outcome).containsOnlyOnce("seen 10 times");
      assertThat(outcome.errLines())
          .filteredOn(line -> line.endsWith("proven wall-clock-stepped"))
          .as("%s", outcome)
          .hasSize(2);
      assertThat(FindingsSchema.lines(Files.readAllLines(report)))
          .filteredOn(line -> line.path("id").asText().equals("wall-clock-stepped"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void keepsNoJvmAlive(Jdk jdk) throws IOException {
    recheck();

    Outcome outcome = ForkedJvm.of(jdk).agent().in(folder).main(Hello.class).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysThatNoStepCameWhichWasSuppressed(Jdk jdk) throws IOException {
    recheck();
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "runtime: { suppress: [ { rule: wall-clock-stepped, in: \"**\", reason: lab } ] }\n",
        StandardOpenOption.APPEND);

    Outcome outcome = ForkedJvm.of(jdk).agent().in(folder).main(Hello.class).run();

    assertThat(outcome.err())
        .as("%s", outcome)
        .contains("suppression-unused", "nothing in this run needed the suppression of wall-clock");
  }

  private void recheck() throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        """
        startguard: 1
        service: clock
        env: { PATH: string }
        clock: { recheck: { every: 100ms, stepThreshold: 5s } }
        """);
  }
}
