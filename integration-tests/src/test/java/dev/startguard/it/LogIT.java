package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import dev.startguard.it.app.LoggingService;
import dev.startguard.it.app.Shifted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code log}: findings through a Logback that the application never meets. */
class LogIT {
  private static final String GAP = " ERROR proven dst-gap-shifted dev.startguard.it.app.";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MOVED = "2027-03-28T03:30+02:00[Europe/Berlin]";

  @TempDir Path folder;

  @BeforeEach
  void manifest() throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: logging\nenv: { PATH: string }\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void holdsWhatTheConsoleHolds(Jdk jdk) throws IOException {
    Outcome outcome = ended(shifted(jdk).agent("log=findings-%p.log"));

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).containsExactly(MOVED, "ready", "done");
    List<String> lines = Files.readAllLines(log());
    assertThat(log().getFileName().toString()).matches("findings-\\d+\\.log");
    assertThat(lines.get(0)).matches("\\d{4}-.*T.*Z" + GAP + "Shifted.main\\(Shifted.java:\\d+\\)");
    assertThat(outcome.errLines().get(1)).endsWith(lines.get(0).split("Z ", 2)[1]);
    assertThat(outcome.errLines().subList(2, outcome.errLines().size()))
        .containsExactlyElementsOf(lines.subList(1, lines.size()));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesTheApplicationsLogbackAlone(Jdk jdk) throws IOException {
    Path configuration = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(
        configuration.resolve("logback.xml"),
        """
        <configuration>
          <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>APP %logger %msg%n</pattern></encoder>
          </appender>
          <root level="info"><appender-ref ref="OUT"/></root>
        </configuration>
        """);

    Outcome outcome =
        ended(
            ForkedJvm.of(jdk)
                .in(folder)
                .agent("log=findings.log")
                .classPath(configuration)
                .classPath(logback())
                .main(LoggingService.class, folder.resolve("end").toString()));

    assertThat(outcome.outLines())
        .as("%s", outcome)
        .containsExactly(
            "APP dev.startguard.it.app.LoggingService before",
            MOVED,
            "APP startguard after",
            "ch.qos.logback.classic.LoggerContext",
            "ready",
            "done");
    assertThat(Files.readString(log())).contains(GAP + "LoggingService").doesNotContain("APP");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void heedsNoPropertyOfLogbackAndSaysNothingOfItself(Jdk jdk) throws IOException {
    Outcome outcome =
        ended(
            shifted(jdk)
                .agent("log=findings.log")
                .jvm(
                    "-Dlogback.configurationFile=/nowhere/logback.xml",
                    "-Dlogback.statusListenerClass=STDOUT",
                    "-Dlogback.debug=true",
                    "-Dslf4j.provider=com.acme.Nobody",
                    "-Dslf4j.internal.verbosity=DEBUG"));

    assertThat(outcome.outLines()).as("%s", outcome).containsExactly(MOVED, "ready", "done");
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(5);
    assertThat(Files.readAllLines(log())).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void isNotWrittenThroughASymbolicLink(Jdk jdk) throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "data");
    Files.createSymbolicLink(folder.resolve("findings.log"), precious);

    Outcome outcome = ended(shifted(jdk).agent("log=findings.log"));

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.err())
        .containsOnlyOnce("startguard: no log is kept: the file ")
        .contains("output-unwritable", "findings.log is a symbolic link\n", GAP.substring(1));
    assertThat(precious).hasContent("data");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void isNotSharedByTwoProcesses(Jdk jdk) throws IOException {
    try (RunningJvm first = shifted(jdk).agent("log=findings.log").start()) {
      first.awaitOutput("  fix: ", PATIENCE);
      try (RunningJvm second = shifted(jdk).agent("log=findings.log").start()) {
        Outcome said = second.awaitOutput("  fix: ", PATIENCE);
        Path other = folder.resolve("findings.log-" + second.pid());

        assertThat(said.err())
            .as("%s", said)
            .contains("findings.log is another process's (" + first.pid() + "): this one's is ")
            .contains(other.getFileName() + "\n");
        assertThat(first.soFar().err()).doesNotContain("another process");
        assertThat(Files.readString(folder.resolve("findings.log"))).containsOnlyOnce(GAP);
        assertThat(Files.readString(other)).containsOnlyOnce(GAP);

        Files.createFile(folder.resolve("end"));
        first.await(PATIENCE);
        second.await(PATIENCE);
        try (Stream<Path> files = Files.list(folder)) {
          assertThat(files).noneMatch(file -> file.toString().endsWith(".lock"));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void costsNothingWithoutAFinding(Jdk jdk) throws IOException {
    Path classes = folder.resolve("classes");

    Outcome outcome =
        ForkedJvm.of(jdk)
            .in(folder)
            .agent("log=findings.log")
            .jvm("-Xlog:class+load:file=" + classes + ":none")
            .main(Hello.class)
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(folder.resolve("findings.log")).doesNotExist();
    try (Stream<String> lines = Files.lines(classes)) {
      assertThat(lines)
          .noneMatch(line -> line.startsWith("dev.startguard.shaded.logback."))
          .noneMatch(line -> line.startsWith("jdk.jfr."));
    }
  }

  private ForkedJvm shifted(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).main(Shifted.class, folder.resolve("end").toString());
  }

  /** Lets it go on until the finding is on the console, which is written last. */
  private Outcome ended(ForkedJvm service) throws IOException {
    try (RunningJvm jvm = service.start()) {
      jvm.awaitOutput("  fix: ", PATIENCE);
      Files.createFile(folder.resolve("end"));
      return jvm.await(PATIENCE);
    }
  }

  private Path log() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  private static Path[] logback() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("startguard.logback")))) {
      return jars.toArray(Path[]::new);
    }
  }
}
