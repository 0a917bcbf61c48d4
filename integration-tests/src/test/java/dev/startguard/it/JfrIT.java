package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Shifted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Findings in a flight recording; and a JVM that has no flight recorder. */
class JfrIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @BeforeEach
  void manifest() throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: recorded\nenv: { PATH: string }\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void standInARecordingThatRuns(Jdk jdk) throws IOException {
    Path file = folder.resolve("a.jfr");
    Path end = folder.resolve("end");

    try (RunningJvm jvm =
        ForkedJvm.of(jdk)
            .in(folder)
            .agent()
            .jvm("-XX:StartFlightRecording:settings=none,filename=" + file)
            .main(Shifted.class, end.toString())
            .start()) {
      jvm.awaitOutput("  fix: ", PATIENCE); // the event was written before
      Files.createFile(end);
      Outcome outcome = jvm.await(PATIENCE);
      assertThat(outcome.exit()).as("%s", outcome).isZero();
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    events.removeIf(event -> !event.getEventType().getName().equals("startguard.Finding"));
    assertThat(events).hasSize(1);
    RecordedEvent event = events.get(0);
    assertThat(event.getString("id")).isEqualTo("dst-gap-shifted");
    assertThat(event.getString("severity")).isEqualTo("error");
    assertThat(event.getString("evidence")).isEqualTo("proven");
    assertThat(event.getString("className")).isEqualTo(Shifted.class.getName());
    assertThat(event.getString("method")).isEqualTo("main");
    assertThat(event.getInt("line")).isPositive();
    assertThat(event.getString("threadName")).isEqualTo("main");
    assertThat(event.getLong("count")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void areNotMissedWhereThereIsNoRecorder(Jdk jdk) {
    Outcome outcome =
        ForkedJvm.of(jdk)
            .in(folder)
            .agent()
            .jvm("--limit-modules", "java.base,java.instrument")
            .main(Shifted.class)
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(5);
    assertThat(outcome.err()).contains("dst-gap-shifted");
  }
}
