package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeLogTest {
  private static final String NOW = "2026-11-15T12:00:00.000Z";

  @TempDir private Path folder;

  @Test
  void writesFindingsAndNotesWithTheirTime() {
    Path file = folder.resolve("a.log");
    RuntimeLog log = new RuntimeLog(file.toString(), 41, true);
    Finding small =
        Finding.of("x", Severity.INFO, "y").evidence(Evidence.RISKY).message("z\u001b").build();

    assertThat(file).doesNotExist();
    assertThat(log.write(RuntimeTextTest.gap().build(), 10, NOW)).isNull();
    assertThat(log.write(small, 1, NOW)).isNull();
    assertThat(log.note("2 findings were left out\n", NOW)).isNull();
    log.close();

    assertThat(file)
        .hasContent(
            """
            2026-11-15T12:00:00.000Z ERROR proven dst-gap-shifted com.acme.CutOff.nextRun(CutOff.java:41)
              2027-03-28T02:30 does not exist in Europe/Berlin; the JDK moved it to 03:30+02:00
              zone Europe/Berlin (from TZ), thread scheduler-1, pool created at com.acme.AppConfig.pool(AppConfig.java:22), seen 10 times
              fix: derive each day from a LocalTime and handle getValidOffsets(local).isEmpty()
            2026-11-15T12:00:00.000Z INFO risky x
              z\\u001b
            2026-11-15T12:00:00.000Z INFO 2 findings were left out\\n
            """);
  }

  @Test
  void saysOnceThatItCannotBeWritten() {
    RuntimeLog log = new RuntimeLog(folder.resolve("missing/a.log").toString(), 41, true);

    assertThat(log.note("one", NOW))
        .startsWith("no log is kept: the file ")
        .endsWith("missing/a.log stands in no existing directory");
    assertThat(log.write(RuntimeTextTest.gap().build(), 1, NOW)).isNull();
    assertThat(log.lost()).isZero();
    log.close();
  }

  @Test
  void givesWayToWhoCameFirst() {
    Path file = folder.resolve("a.log");
    RuntimeLog first = new RuntimeLog(file.toString(), 41, true);
    RuntimeLog second = new RuntimeLog(file.toString(), 42, true);
    RuntimeLog namesake = new RuntimeLog(file.toString(), 42, true);
    RuntimeLog own = new RuntimeLog(file.toString(), 43, false);

    assertThat(first.note("one", NOW)).isNull();
    assertThat(second.note("two", NOW))
        .startsWith("the log ")
        .contains("a.log is another process's")
        .endsWith("a.log-42");
    assertThat(second.note("three", NOW)).isNull();
    assertThat(namesake.note("four", NOW))
        .startsWith("no log is kept: the file ")
        .endsWith("a.log-42 is another process's, too");
    assertThat(own.note("five", NOW)).as("a path with the process's id").isNull();

    assertThat(file).hasContent(NOW + " INFO one\n" + NOW + " INFO five\n");
    assertThat(folder.resolve("a.log-42")).hasContent(NOW + " INFO two\n" + NOW + " INFO three\n");
    first.close();
    second.close();
    namesake.close();
    own.close();
  }

  @Test
  void writesNothingOnceItIsClosed() {
    Path file = folder.resolve("a.log");
    RuntimeLog log = new RuntimeLog(file.toString(), 41, true);

    log.close();
    assertThat(log.note("one", NOW)).isNull();

    assertThat(file).doesNotExist();
  }
}
