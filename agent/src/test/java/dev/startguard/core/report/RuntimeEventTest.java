package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeEventTest {
  @TempDir private Path folder;
  private final RuntimeEvent event = new RuntimeEvent();

  @Test
  void goesIntoARecording() throws IOException {
    Finding bare =
        Finding.of("x", Severity.INFO, "y")
            .evidence(Evidence.RISKY)
            .message("z\u001b" + "z".repeat(10_000))
            .build();

    List<RecordedEvent> events;
    try (Recording recording = new Recording()) {
      recording.start();
      event.write(RuntimeTextTest.gap().build(), 10);
      event.write(bare, 1);
      recording.stop();
      recording.dump(folder.resolve("a.jfr"));
      events = RecordingFile.readAllEvents(folder.resolve("a.jfr"));
    }

    assertThat(events)
        .extracting(one -> one.getEventType().getName())
        .filteredOn(name -> name.startsWith("startguard."))
        .containsExactly("startguard.Finding", "startguard.Finding");
    events.removeIf(one -> !one.getEventType().getName().startsWith("startguard."));
    RecordedEvent gap = events.get(0);
    assertThat(gap.getString("id")).isEqualTo("dst-gap-shifted");
    assertThat(gap.getString("severity")).isEqualTo("error");
    assertThat(gap.getString("evidence")).isEqualTo("proven");
    assertThat(gap.getString("message")).startsWith("2027-03-28T02:30 does not exist");
    assertThat(gap.getString("className")).isEqualTo("com.acme.CutOff");
    assertThat(gap.getString("method")).isEqualTo("nextRun");
    assertThat(gap.getInt("line")).isEqualTo(41);
    assertThat(gap.getString("threadName")).isEqualTo("scheduler-1");
    assertThat(gap.getLong("count")).isEqualTo(10);
    assertThat(gap.getStackTrace()).isNull();
    assertThat(events.get(1).getString("className")).isNull();
    assertThat(events.get(1).getString("message")).startsWith("z\\u001bzz").hasSizeLessThan(350);
  }
}
