package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.startguard.it.app.Doomed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was found before a bad end is in the report; and the end is the application's own. */
@EnabledOnOs(OS.LINUX)
class KillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Below this many processes and threads a JVM does not start; above, it is soon out of them. */
  private static final int THREADS = 60;

  @TempDir Path folder;

  @BeforeEach
  void manifest() throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: doomed\nenv: { PATH: string }\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void byHalt(Jdk jdk) throws IOException {
    assertThat(doomed(jdk, "halt").run().exit()).isEqualTo(3);
    assertThat(found()).containsExactly("first");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void byHaltRightAfterAMistake(Jdk jdk) throws IOException {
    assertThat(doomed(jdk, "halt at once").run().exit()).isEqualTo(3);
    assertThat(found()).containsExactly("first", "second");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void byExitRightAfterAMistake(Jdk jdk) throws IOException {
    assertThat(doomed(jdk, "exit").run().exit()).isEqualTo(3);
    assertThat(found()).containsExactly("first", "second");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void byTheEndOfTheHeap(Jdk jdk) throws IOException {
    Outcome outcome = doomed(jdk, "memory").jvm("-Xmx48m").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.err()).contains("OutOfMemoryError").doesNotContain("dev.startguard.core");
    assertThat(found()).contains("first");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void byAStaticInitializer(Jdk jdk) throws IOException {
    Outcome outcome = doomed(jdk, "initializer").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.err()).contains("ExceptionInInitializerError", "on purpose");
    assertThat(found()).contains("first");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void byNothingWhenEveryThreadIsInterrupted(Jdk jdk) throws IOException {
    Outcome outcome = doomed(jdk, "interrupt").run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(found()).containsExactly("first", "second");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void bySigterm(Jdk jdk) throws IOException {
    try (RunningJvm jvm = doomed(jdk, "signal").start()) {
      jvm.awaitOutput("ready", PATIENCE);
      jvm.terminate();

      assertThat(jvm.await(PATIENCE).exit()).isEqualTo(143);
    }
    assertThat(found()).containsExactly("first", "second");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void bySigkill(Jdk jdk) throws IOException {
    try (RunningJvm jvm = doomed(jdk, "signal").start()) {
      jvm.awaitOutput("ready", PATIENCE);
      ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();

      assertThat(jvm.await(PATIENCE).exit()).isEqualTo(137);
    }
    assertThat(found()).contains("first");
  }

  /** As a user whom the limit holds: root has none. */
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void byNothingWhenNoThreadIsLeft(Jdk jdk) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "limits hold for a user as a whole");
    Path classes = copied(ForkedJvm.home(Doomed.class), "dev/startguard/it/app");
    Path jar = Files.copy(PackedJar.path(), folder.resolve("agent.jar"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    Outcome outcome =
        ForkedJvm.of(jdk)
            .in(folder)
            .instead(
                List.of(
                    "prlimit",
                    "--nproc=" + THREADS,
                    "setpriv",
                    "--reuid=65534",
                    "--clear-groups",
                    jdk.java().toString(),
                    "-javaagent:" + jar + "=report=" + report(),
                    "-cp",
                    classes.toString(),
                    Doomed.class.getName(),
                    "threads",
                    report().toString()))
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).contains("no thread is left", "ends");
    assertThat(found()).containsExactly("first");
  }

  private ForkedJvm doomed(Jdk jdk, String end) {
    return ForkedJvm.of(jdk)
        .in(folder)
        .agent("report=" + report())
        .main(Doomed.class, end, report().toString());
  }

  private Path report() {
    return folder.resolve("report.jsonl");
  }

  /** The methods at fault, in the report's order. */
  private List<String> found() throws IOException {
    return FindingsSchema.lines(Files.readAllLines(report())).stream()
        .filter(line -> line.has("site"))
        .map(line -> line.at("/site/method"))
        .map(JsonNode::asText)
        .toList();
  }

  /** For another user, who may not read where the tests are built. */
  private Path copied(Path home, String part) throws IOException {
    Path target = folder.resolve("classes");
    try (Stream<Path> files = Files.list(home.resolve(part))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.getFileName().toString().startsWith("Doomed")) {
          Path copy = target.resolve(home.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return target;
  }
}
