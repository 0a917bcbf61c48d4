package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.startguard.core.check.FakeHost;
import dev.startguard.finding.CodeLocation;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RuntimeReporterTest {
  @TempDir private Path folder;
  private final FakeHost host = new FakeHost();
  private final RunFacts facts = new RunFacts(host);

  @Test
  void recordsAFindingInFull() throws IOException {
    Path file = folder.resolve("report.jsonl");

    reporter(file).record(RuntimeTextTest.gap().build(), 1);

    JsonNode line = FindingsSchema.lines(Files.readString(file)).get(0);
    assertThat(line.get("type").asText()).isEqualTo("finding");
    assertThat(line.get("phase").asText()).isEqualTo("runtime");
    assertThat(line.get("id").asText()).isEqualTo("dst-gap-shifted");
    assertThat(line.get("level").asText()).isEqualTo("error");
    assertThat(line.get("severity").asText()).isEqualTo("error");
    assertThat(line.get("evidence").asText()).isEqualTo("proven");
    assertThat(line.get("subject").asText()).isEqualTo("com.acme.CutOff.nextRun");
    assertThat(line.get("message").asText())
        .isEqualTo(
            "2027-03-28T02:30 does not exist in Europe/Berlin; the JDK moved it to 03:30+02:00");
    assertThat(line.get("site").toString())
        .isEqualTo(
            "{\"class\":\"com.acme.CutOff\",\"method\":\"nextRun\",\"file\":\"CutOff.java\",\"line\":41}");
    assertThat(line.get("thread").asText()).isEqualTo("scheduler-1");
    assertThat(line.get("count").asInt()).isEqualTo(1);
    assertThat(line.at("/notes/0").toString())
        .isEqualTo("{\"name\":\"zone\",\"text\":\"Europe/Berlin (from TZ)\"}");
    assertThat(line.at("/notes/1/name").asText()).isEqualTo("pool");
    assertThat(line.at("/fix/0").asText()).startsWith("derive each day");
    assertThat(line.get("run").asText()).isEqualTo(facts.run());
    assertThat(line.get("service").asText()).isEqualTo("checkout");
  }

  @Test
  void writesNothingWhenItOnlyPrepares() {
    RuntimeReporter reporter = reporter(folder.resolve("report.jsonl"));

    reporter.prepare(RuntimeTextTest.gap().build(), () -> {});
    reporter.prepare(null, () -> {});

    assertThat(folder).isEmptyDirectory();
    assertThat(reporter.lost()).isZero();
  }

  @Test
  void writesAFileAnewThatWasRotatedAway() throws IOException {
    Path file = folder.resolve("report.jsonl");
    RuntimeReporter reporter = reporter(file);

    reporter.record(RuntimeTextTest.gap().build(), 1);
    Files.move(file, folder.resolve("report.jsonl.1"));
    reporter.record(RuntimeTextTest.gap().build(), 1);

    assertThat(FindingsSchema.lines(Files.readString(file))).hasSize(1);
    assertThat(reporter.lost()).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void countsWhatAFullDiskLoses() {
    RuntimeReporter reporter = reporter(Path.of("/dev/full"));

    reporter.record(RuntimeTextTest.gap().build(), 1);
    reporter.record(RuntimeTextTest.gap().build(), 10);

    assertThat(reporter.lost()).isEqualTo(2);
  }

  @Test
  void staysValidWhateverATextHolds() {
    String evil = RuntimeTextTest.EVIL;
    Finding finding =
        Finding.of("x", Severity.INFO, evil)
            .evidence(Evidence.RISKY)
            .message(evil)
            .at(new CodeLocation(evil, evil, evil, 0), null)
            .note("thread", evil)
            .why(evil)
            .fix(evil)
            .build();
    RuntimeLine lines = new RuntimeLine(facts, evil, evil);

    for (boolean ascii : new boolean[] {false, true}) {
      for (String line : new String[] {lines.finding(finding, 3, ascii), lines.note(evil, ascii)}) {
        assertThat(FindingsSchema.lines(line)).hasSize(1);
        assertThat(line.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
        assertThat(line.length()).isLessThan(10_000);
      }
    }
  }

  @Test
  void agreesWithTheSchemaWithoutAFileAndALineAndOfTheManifest() {
    RuntimeLine lines = new RuntimeLine(facts, null, null);
    Finding bare = RuntimeTextTest.gap().at(new CodeLocation("A", "<init>", null, 0), null).build();
    Finding manifest = RuntimeTextTest.gap().at(ReportFixture.place(3, 1, 1, "x: y"), null).build();

    JsonNode line = FindingsSchema.lines(lines.finding(bare, 1, false)).get(0);
    assertThat(line.get("site").toString()).isEqualTo("{\"class\":\"A\",\"method\":\"<init>\"}");
    assertThat(FindingsSchema.lines(lines.finding(manifest, 1, false)).get(0).at("/location/line"))
        .hasToString("3");
  }

  private RuntimeReporter reporter(Path file) {
    Destinations destinations = new Destinations(false, false, file.toString(), null, null);
    return new RuntimeReporter(host, destinations, facts, "checkout", "prod");
  }
}
