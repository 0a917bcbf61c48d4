package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Choked;
import dev.startguard.it.app.Hello;
import dev.startguard.it.app.HookAgent;
import dev.startguard.it.app.LoudLoggers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a refused JVM ends, whatever else is in it. */
class ExitIT {
  private static final String BROKEN = "startguard: 1\nservice: exit\nenv: { NOT_SET: string }\n";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void letsTheHooksOfOthersRun(Jdk jdk) throws IOException {
    Outcome outcome = refusedBeside(jdk, "speak").await(Duration.ofSeconds(20));

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.outLines()).containsExactly("hook runs");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void haltsAfterTwoSecondsWhenAHookOfOthersHangs(Jdk jdk) throws IOException {
    try (RunningJvm running = refusedBeside(jdk, "hang")) {
      running.awaitOutput("hook runs", Duration.ofSeconds(20));
      long begin = System.nanoTime();
      Outcome outcome = running.await(Duration.ofSeconds(20));

      assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void loadsNoLoggerOfTheApplicationWhenNobodyElseHasAHook(Jdk jdk) throws IOException {
    manifest();
    Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
    Files.writeString(
        services.resolve("java.lang.System$LoggerFinder"), LoudLoggers.class.getName());

    Outcome outcome =
        ForkedJvm.of(jdk)
            .agent()
            .in(folder)
            .classPath(folder.resolve("classes"))
            .main(Hello.class)
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).doesNotContain("logg");
  }

  /** The shortest of some: a machine may be busy with something else. */
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @DisabledOnOs(OS.WINDOWS)
  void isNotDelayedByAConsoleThatNobodyReads(Jdk jdk) throws Exception {
    Path pipe = folder.resolve("nobody");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    long off = Long.MAX_VALUE;
    long on = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      off = Math.min(off, choked(jdk, pipe, "rules=off"));
      on = Math.min(on, choked(jdk, pipe, "rules=all"));
    }

    assertThat(FindingsSchema.lines(Files.readAllLines(folder.resolve("report.jsonl"))))
        .filteredOn(line -> line.path("phase").asText().equals("runtime"))
        .extracting(line -> line.get("id").asText())
        .as("of three that saw both")
        .containsExactly(
            "dst-gap-shifted",
            "tasks-lost",
            "dst-gap-shifted",
            "tasks-lost",
            "dst-gap-shifted",
            "tasks-lost");
    assertThat(on - off).as("milliseconds").isLessThanOrEqualTo(200);
  }

  /** How long it took to end, in milliseconds. */
  private long choked(Jdk jdk, Path pipe, String rules) {
    try (RunningJvm running =
        ForkedJvm.of(jdk)
            .in(folder)
            .agent(rules + ",missing=start,report=report.jsonl")
            .redirected("2<>" + pipe)
            .main(Choked.class)
            .start()) {
      Outcome outcome = running.await(Duration.ofSeconds(60));
      long end = System.currentTimeMillis();
      assertThat(outcome.exit()).as("%s", outcome).isZero();
      return end - Long.parseLong(outcome.outLines().get(1));
    }
  }

  private RunningJvm refusedBeside(Jdk jdk, String hook) throws IOException {
    manifest();
    Path agent = folder.resolve("hook-agent.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(agent))) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      String manifest =
          "Manifest-Version: 1.0\nPremain-Class: " + HookAgent.class.getName() + "\n\n";
      out.write(manifest.getBytes(StandardCharsets.UTF_8));
    }
    return ForkedJvm.of(jdk)
        .jvm("-javaagent:" + agent + "=" + hook)
        .agent()
        .in(folder)
        .main(Hello.class)
        .start();
  }

  private void manifest() throws IOException {
    Files.writeString(folder.resolve("startguard.yaml"), BROKEN);
  }
}
