package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.startguard.it.app.Billing;
import dev.startguard.it.app.Excused;
import dev.startguard.it.app.Hello;
import dev.startguard.it.app.Pooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules in a real start: which are on, what they say, and what they leave alone. */
class RulesIT {
  private static final String GAP = "startguard ERROR proven dst-gap-shifted ";
  private static final String CHANGED = "startguard ERROR proven default-zone-changed ";
  private static final String UNKNOWN = "startguard ERROR proven zone-id-unknown ";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void reportsWhatHappensWhileTheServiceRuns(Jdk jdk) throws IOException {
    manifest("");
    Path report = folder.resolve("report.jsonl");

    Outcome outcome = billing(jdk).agent("report=" + report).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).containsExactly("2027-03-28T03:30+02:00[Europe/Berlin]", "GMT");
    String at = Billing.class.getName() + ".main(Billing.java:";
    assertThat(outcome.err())
        .contains(
            GAP + at + "13)\n  2027-03-28T02:30 does not exist in Europe/Berlin;",
            "the JVM's default too, from TZ",
            CHANGED + at + "14)\n  the JVM's default zone was changed from Europe/Berlin to ",
            UNKNOWN + at + "15)\n");
    assertThat(ids(report))
        .containsExactly("dst-gap-shifted", "default-zone-changed", "zone-id-unknown");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void nameTheThreadAndWhereItsPoolWasCreated(Jdk jdk) throws IOException {
    manifest("");

    Outcome outcome = ForkedJvm.of(jdk).in(folder).main(Pooled.class).agent().run();

    assertThat(outcome.err())
        .contains(
            GAP + Pooled.class.getName() + ".cutOff(Pooled.java:",
            ", thread pool-1-thread-1, pool created at "
                + Pooled.class.getName()
                + ".main(Pooled.java:15)\n");
  }

  /** At a call, by a hook, at the end. */
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leaveOutWhatIsMarked(Jdk jdk) throws IOException {
    manifest("");

    Outcome unmarked = excused(jdk, "unmarked");
    Outcome marked = excused(jdk, "marked");

    assertThat(unmarked.err()).contains(GAP, CHANGED, "startguard ERROR proven tasks-lost ");
    assertThat(marked.exit()).isZero();
    assertThat(marked.out()).isEqualTo(unmarked.out());
    assertThat(marked.errLines()).as("%s", marked).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysNothingWhenTheyAreOff(Jdk jdk) throws IOException {
    manifest("runtime: { rules: off }\n");
    assertThat(billing(jdk).agent().run().errLines()).hasSize(1);

    manifest("");
    assertThat(billing(jdk).agent("mode=off").run().errLines()).hasSize(1);
    assertThat(billing(jdk).agent("rules=off").run().errLines())
        .hasSize(2)
        .last()
        .isEqualTo("startguard: note: rules=off from the agent's arguments");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void runWithoutTheChecksAndWithoutAManifest(Jdk jdk) throws IOException {
    assertThat(billing(jdk).agent("missing=start").run().err()).contains(GAP, CHANGED, UNKNOWN);
    manifest("runtime: { set: { default-zone-changed: off } }\n");
    assertThat(billing(jdk).agent("checks=off").run().err())
        .contains("validation off", GAP, UNKNOWN)
        .doesNotContain(CHANGED);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leaveAStrangersJvmAlone(Jdk jdk) throws IOException {
    manifest("process: { main: [com.acme.Main] }\n");

    assertThat(billing(jdk).agent().run().errLines())
        .singleElement()
        .asString()
        .contains("left alone");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void areSuppressedWithAReason(Jdk jdk) throws IOException {
    manifest(
        """
        runtime:
          suppress:
            - { rule: dst-gap-shifted, in: "dev.startguard.**", reason: known, until: 2099-01-01 }
            - { rule: zone-id-unknown, in: "dev.startguard.**", reason: known, until: 2020-01-01 }
            - { rule: week-year-pattern, in: "com.acme.**", reason: none such, until: 2099-01-01 }
        """);

    Outcome outcome = billing(jdk).agent().run();

    assertThat(outcome.err())
        .contains(CHANGED, UNKNOWN, "suppression-expired", "suppression-unused", "com.acme.**")
        .doesNotContain(GAP);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void showThatTheyAreAlive(Jdk jdk) throws IOException {
    manifest("");

    Outcome outcome = hello(jdk).agent("rules=selftest").run();

    assertThat(outcome.err()).contains("startguard INFO proven selftest\n", " rules are on\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void speakJsonWhereTheyAreToldTo(Jdk jdk) throws IOException {
    manifest("");
    String settings = "format=json,stream=stdout,rules=selftest";

    Outcome calm = hello(jdk).agent(settings).run();
    Outcome wrong = billing(jdk).agent(settings).run();

    assertThat(calm.err()).as("%s", calm).isEmpty();
    List<String> lines = new ArrayList<>(calm.outLines());
    assertThat(lines.remove("hello")).isTrue();
    assertThat(FindingsSchema.lines(lines))
        .extracting(line -> line.path("id").asText(line.get("type").asText()))
        .containsExactly("run", "summary", "selftest");
    assertThat(FindingsSchema.lines(wrong.errLines()))
        .as("errors never go to standard output")
        .extracting(line -> line.get("id").asText())
        .containsExactly("dst-gap-shifted", "default-zone-changed", "zone-id-unknown");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void sayThatTheBusinessZoneIsUnknown(Jdk jdk) throws IOException {
    manifest("runtime: { zone: Europe/Berln }\n");

    assertThat(hello(jdk).agent().run().err()).contains("runtime.zone Europe/Berln is no zone");
  }

  private static List<String> ids(Path report) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode line : FindingsSchema.lines(Files.readAllLines(report))) {
      if (line.path("phase").asText().equals("runtime")) {
        ids.add(line.get("id").asText());
      }
    }
    return ids;
  }

  private ForkedJvm billing(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).env("TZ", "Europe/Berlin").main(Billing.class);
  }

  private Outcome excused(Jdk jdk, String which) throws IOException {
    return ForkedJvm.of(jdk)
        .in(folder)
        .env("TZ", "Europe/Berlin")
        .main(Excused.class, which)
        .agent()
        .run();
  }

  private ForkedJvm hello(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).main(Hello.class);
  }

  private void manifest(String runtime) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: billing\nenv: { PATH: string }\n" + runtime);
  }
}
