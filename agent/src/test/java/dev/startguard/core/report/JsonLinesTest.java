package dev.startguard.core.report;

import static dev.startguard.core.report.ReportFixture.error;
import static dev.startguard.core.report.ReportFixture.place;
import static dev.startguard.core.report.ReportFixture.warning;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.startguard.core.check.FakeHost;
import dev.startguard.finding.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private final FakeHost host = new FakeHost().properties("java.version", "17.0.15");
  private final RunFacts facts = new RunFacts(host);

  @Test
  void writesARunFindingsAndASummary() {
    List<JsonNode> lines =
        lines(
            new ReportFixture()
                .with(error("env-missing", "A").gist("missing"), warning("x", "B").gist("y"))
                .refused());

    assertThat(lines)
        .extracting(line -> line.get("type").asText())
        .containsExactly("run", "finding", "finding", "summary");
  }

  @Test
  void givesEveryLineTheCommonFields() {
    for (JsonNode line :
        lines(new ReportFixture().with(error("x", "A").gist("missing")).refused())) {
      assertThat(line.get("v").asInt()).isEqualTo(1);
      assertThat(line.get("time").asText()).isEqualTo("2026-11-15T12:00:00.000Z");
      assertThat(line.get("service").asText()).isEqualTo("checkout");
      assertThat(line.get("profile").asText()).isEqualTo("prod");
      assertThat(line.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
      assertThat(line.get("run").asText()).isEqualTo(facts.run());
    }
  }

  @Test
  void describesTheRun() {
    JsonNode run = lines(new ReportFixture().passed()).get(0);

    assertThat(run.get("mode").asText()).isEqualTo("enforce");
    assertThat(run.at("/manifest/path").asText()).isEqualTo("startguard.yaml");
    assertThat(run.at("/manifest/sha256").asText()).isEqualTo("a".repeat(64));
    assertThat(run.get("jvm").asText()).isEqualTo("17.0.15");
    assertThat(run.get("startguard").asText()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void tellsAFindingInFull() {
    JsonNode finding =
        lines(
                new ReportFixture()
                    .with(
                        error("env-missing", "DB_HOST")
                            .gist("missing")
                            .detail("required, not set")
                            .message("DB_HOST is required and not set")
                            .at(place(12, 3, 7, "  DB_HOST:"), "declared here")
                            .related(place(2, 1, 1, "x"), "and here")
                            .why("the database")
                            .fix("set DB_HOST")
                            .fix("rename DB_HSOT to DB_HOST")
                            .owner("team-checkout", "https://runbooks.example/checkout")
                            .retryable())
                    .refused())
            .get(1);

    assertThat(finding.get("phase").asText()).isEqualTo("startup");
    assertThat(finding.get("level").asText()).isEqualTo("error");
    assertThat(finding.get("message").asText()).isEqualTo("DB_HOST is required and not set");
    assertThat(finding.get("location").toString())
        .isEqualTo(
            "{\"file\":\"startguard.yaml\",\"line\":12,\"column\":3,\"label\":\"declared here\"}");
    assertThat(finding.at("/related/0/line").asInt()).isEqualTo(2);
    assertThat(finding.at("/notes/0").toString())
        .isEqualTo("{\"name\":\"why\",\"text\":\"the database\"}");
    assertThat(finding.get("owner").asText()).isEqualTo("team-checkout");
    assertThat(finding.get("url").asText()).isEqualTo("https://runbooks.example/checkout");
    assertThat(finding.get("fix").toString())
        .isEqualTo("[\"set DB_HOST\",\"rename DB_HSOT to DB_HOST\"]");
    assertThat(finding.get("retryable").asBoolean()).isTrue();
  }

  @Test
  void sumsUpWithTheTextReport() {
    Report report =
        new ReportFixture()
            .with(error("x", "A").gist("missing"), warning("x", "B").gist("y"))
            .notEvaluated("C needs A")
            .notice("mode=enforce from STARTGUARD_MODE")
            .refused();
    JsonNode summary = lines(report).get(3);

    assertThat(summary.get("verdict").asText()).isEqualTo("refused");
    assertThat(summary.get("errors").asInt()).isEqualTo(1);
    assertThat(summary.get("warnings").asInt()).isEqualTo(1);
    assertThat(summary.get("notEvaluated").asInt()).isEqualTo(1);
    assertThat(summary.get("checks").asInt()).isEqualTo(54);
    assertThat(summary.get("durationMs").asInt()).isEqualTo(41);
    assertThat(summary.get("exit").asInt()).isEqualTo(78);
    assertThat(summary.get("unevaluated").toString()).isEqualTo("[\"C needs A\"]");
    assertThat(summary.get("notices").toString())
        .isEqualTo("[\"mode=enforce from STARTGUARD_MODE\"]");
    assertThat(summary.get("rendered").asText()).isEqualTo(TextReport.render(report, false, false));
  }

  @Test
  void staysValidWhateverATextHolds() {
    String evil =
        "\ud800a\udc00\u0000\u001b[31m\n\t\"\\\u202e\u2028é\ud83d\ude00" + "x".repeat(100_000);
    ReportFixture fixture =
        new ReportFixture()
            .service(evil)
            .profile(evil)
            .with(
                error("x", evil)
                    .gist(evil)
                    .detail(evil)
                    .message(evil)
                    .at(place(1, 1, 1, "x"), evil)
                    .note("found", evil)
                    .fix(evil)
                    .owner(evil, evil));

    for (boolean ascii : new boolean[] {false, true}) {
      String lines = JsonLines.render(fixture.refused(), facts, ascii);
      assertThat(FindingsSchema.lines(lines)).hasSize(3);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(lines)).isTrue();
      assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(lines)).isEqualTo(ascii);
      assertThat(lines.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
      assertThat(lines.length()).isLessThan(20_000);
    }
    assertThat(
            FindingsSchema.lines(JsonLines.render(fixture.refused(), facts, true))
                .get(1)
                .get("subject")
                .asText())
        .startsWith("\ufffda\ufffd\u0000\u001b[31m\n\t\"\\\u202e\u2028é\ud83d\ude00xxx");
  }

  @Test
  void writesWhatIsNotKnownAsNull() {
    List<JsonNode> lines =
        lines(
            new ReportFixture()
                .service(null)
                .profile(null)
                .exit(66)
                .with(error("no-manifest", "x").gist("y"))
                .refused());

    assertThat(lines.get(0).get("service").isNull()).isTrue();
    assertThat(lines.get(2).get("profile").isNull()).isTrue();
  }

  @Test
  void writesOneLineWhenNothingIsValidated() {
    String line = JsonLines.notValidated("off", "off: mode=off from STARTGUARD_MODE", facts, false);

    assertThat(FindingsSchema.lines(line).get(0).get("verdict").asText()).isEqualTo("off");
    assertThat(FindingsSchema.lines(JsonLines.notValidated("skipped", "x", facts, false)))
        .hasSize(1);
  }

  @Test
  void agreesWithTheSchemaInWarnModeAndOnSuccess() {
    assertThat(lines(new ReportFixture().passed())).hasSize(2);
    assertThat(lines(new ReportFixture().with(error("x", "y").gist("z")).wouldRefuse())).hasSize(3);
  }

  /** The lines, each held against the schema. */
  private List<JsonNode> lines(Report report) {
    return FindingsSchema.lines(JsonLines.render(report, facts, false));
  }
}
