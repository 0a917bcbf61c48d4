package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.startguard.it.app.Hello;
import dev.startguard.it.app.Shifted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file that {@code metrics} names, judged by Prometheus's own tool. */
@Timeout(180)
class MetricsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void isKeptUpToDateWhileTheServiceRuns(Jdk jdk) throws Exception {
    manifest("PATH");
    Path file = folder.resolve("checkout.prom");
    Path end = folder.resolve("end");

    try (RunningJvm jvm =
        ForkedJvm.of(jdk)
            .in(folder)
            .agent("metrics=" + file)
            .main(Shifted.class, end.toString())
            .start()) {
      String found =
          "startguard_findings_total{id=\"dst-gap-shifted\",severity=\"error\",evidence=\"proven\"} 1\n";
      awaitText(file, found);
      Files.createFile(end);
      assertThat(jvm.await(PATIENCE).exit()).isZero();
    }
    String text = Files.readString(file);
    assertThat(text)
        .contains("startguard_build_info{version=\"")
        .contains(
            "startguard_verdict{service=\"measured\",profile=\"\",mode=\"enforce\",verdict=\"passed\",")
        .containsPattern("startguard_sampler_looks_total [1-9]")
        .containsPattern("startguard_woven_sites_total [1-9]");
    promtool(text);
    try (var files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("startguard.yaml", "checkout.prom", "end");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void saysWhyAStartWasRefused(Jdk jdk) throws Exception {
    manifest("NOWHERE_TO_BE_FOUND");
    Path file = folder.resolve("a.prom");

    Outcome outcome = ForkedJvm.of(jdk).in(folder).agent("metrics=" + file).main(Hello.class).run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    String text = Files.readString(file);
    assertThat(text)
        .contains(",verdict=\"refused\",manifest_sha256=\"")
        .contains(
            "startguard_findings_total{id=\"env-missing\",severity=\"error\",evidence=\"\"} 1\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    promtool(text);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void neverFollowsALink(Jdk jdk) throws IOException {
    manifest("PATH");
    Path precious = Files.writeString(folder.resolve("precious"), "data");
    Path link = Files.createSymbolicLink(folder.resolve("a.prom"), precious);

    Outcome outcome = ForkedJvm.of(jdk).in(folder).agent("metrics=" + link).main(Hello.class).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.err()).contains("output-unwritable").contains("is a symbolic link");
    assertThat(Files.readString(precious)).isEqualTo("data");
  }

  private static void awaitText(Path file, String text) throws IOException {
    long begin = System.nanoTime();
    while (!(Files.exists(file) && Files.readString(file).contains(text))) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(text).isLessThan(PATIENCE);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void manifest(String variable) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: measured\nenv: { " + variable + ": string }\n");
  }

  /** Fails with what the tool says. It is installed on CI. */
  private static void promtool(String text) throws IOException, InterruptedException {
    Process tool;
    try {
      tool = new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    } catch (IOException missing) {
      assumeTrue(System.getenv("CI") != null, "promtool is not installed");
      throw missing;
    }
    try (var in = tool.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }
}
