package dev.startguard.core.report;

import static dev.startguard.core.report.ReportFixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class TerminationLogTest {
  @TempDir private Path directory;

  @Test
  void writesIntoTheFileThatKubernetesMade() throws IOException {
    Path file = Files.createFile(directory.resolve("log"));

    TerminationLog.write(file.toString(), "STARTGUARD REFUSED x");

    assertThat(file).hasContent("STARTGUARD REFUSED x");
  }

  @Test
  void replacesItsOwnEarlierMessage() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("log"), "STARTGUARD REFUSED checkout: a longer message");

    TerminationLog.write(file.toString(), "STARTGUARD REFUSED x");

    assertThat(file).hasContent("STARTGUARD REFUSED x");
  }

  @Test
  void createsNothing() {
    Path file = directory.resolve("log");

    TerminationLog.write(file.toString(), "x");

    assertThat(file).doesNotExist();
  }

  @Test
  void doesNotDestroyAFileThatIsNoTerminationLog() throws IOException {
    Path data = Files.writeString(directory.resolve("data.db"), "precious");
    Path big = Files.writeString(directory.resolve("big"), "STARTGUARD ".repeat(1000));

    TerminationLog.write(data.toString(), "x");
    TerminationLog.write(big.toString(), "x");

    assertThat(data).hasContent("precious");
    assertThat(big).hasContent("STARTGUARD ".repeat(1000));
  }

  @Test
  void followsNoLinkAndOpensNoDirectory() throws IOException {
    Path target = Files.createFile(directory.resolve("target"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);

    TerminationLog.write(link.toString(), "x");
    TerminationLog.write(directory.toString(), "x");
    TerminationLog.write("\0", "x");

    assertThat(target).isEmptyFile();
  }

  @Test
  void holdsTheWholeSummaryWhenItFits() {
    String summary =
        RefusalText.summary(
            new ReportFixture().with(error("env-missing", "A").gist("missing")).refused(), 4096);

    assertThat(summary)
        .isEqualTo(
            """
            STARTGUARD REFUSED checkout (prod): A missing. Exit 78; main() did not run.
              1  error    env-missing A missing
            STARTGUARD REFUSED checkout (prod): 1 error, exit 78. Start anyway: STARTGUARD_MODE=warn
            """);
  }

  @Test
  void keepsFirstAndLastLineWithinTheLimit() {
    ReportFixture fixture = new ReportFixture();
    for (int i = 0; i < 400; i++) {
      fixture.with(error("env-missing", "VARIABLE_" + i).gist("fehlt: ä€\ud83d\ude00"));
    }
    Report report = fixture.refused();

    for (int limit : new int[] {4096, 1000, 500}) {
      String summary = RefusalText.summary(report, limit);
      assertThat(summary.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limit);
      assertThat(summary)
          .startsWith("STARTGUARD REFUSED checkout (prod): VARIABLE_0")
          .contains("(the rest is in the log)\n")
          .endsWith("400 errors, exit 78. Start anyway: STARTGUARD_MODE=warn\n");
    }
  }

  @Test
  void cutsBetweenTwoCodePoints() {
    for (int limit = 0; limit < 40; limit++) {
      String cut = Utf8.fit("aä€\ud83d\ude00".repeat(10), "", "", limit);
      assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limit);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(cut)).isTrue();
    }
  }
}
