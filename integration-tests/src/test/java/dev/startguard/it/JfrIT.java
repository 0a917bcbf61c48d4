package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.LastGap;
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

    Outcome outcome =
        ended(shifted(jdk).jvm("-XX:StartFlightRecording:settings=none,filename=" + file));

    assertThat(outcome.exit()).as("%s", outcome).isZero();
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

  /** The recorder and Startguard end beside each other, in no order. */
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void standInARecordingThatEndsWithThem(Jdk jdk) throws IOException {
    Path file = folder.resolve("a.jfr");

    Outcome outcome =
        ended(
            ForkedJvm.of(jdk)
                .in(folder)
                .agent()
                .jvm("-XX:StartFlightRecording:settings=none,filename=" + file)
                .main(LastGap.class, folder.resolve("end").toString()));

    assertThat(outcome.err()).contains("LastGap.main(");
    assertThat(RecordingFile.readAllEvents(file))
        .as("%s", outcome)
        .filteredOn(event -> event.getEventType().getName().equals("startguard.Finding"))
        .extracting(event -> event.getString("className"))
        .containsExactlyInAnyOrder(Shifted.class.getName(), LastGap.class.getName());
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void areNotMissedWhereThereIsNoRecorder(Jdk jdk) throws IOException {
    Outcome outcome = ended(shifted(jdk).jvm("--limit-modules", "java.base,java.instrument"));

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(5);
    assertThat(outcome.err()).contains("dst-gap-shifted");
  }

  private ForkedJvm shifted(Jdk jdk) {
    return ForkedJvm.of(jdk)
        .in(folder)
        .agent()
        .main(Shifted.class, folder.resolve("end").toString());
  }

  /** Lets it go on until the finding is on the console; the event was written before. */
  private Outcome ended(ForkedJvm service) throws IOException {
    try (RunningJvm jvm = service.start()) {
      jvm.awaitOutput("  fix: ", PATIENCE);
      Files.createFile(folder.resolve("end"));
      return jvm.await(PATIENCE);
    }
  }
}
