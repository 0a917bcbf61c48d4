package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Startguard itself breaks: it says where, never why in the words of an exception, and the policy
 * decides.
 */
class OwnFaultIT {
  private static final String GOOD = "startguard: 1\nservice: fault\nenv: { PATH: string }\n";
  private static final String READER =
      "startguard/dev/startguard/manifest/ManifestReader.classdata";
  private static final String RUNNER = "startguard/dev/startguard/core/check/CheckRunner.classdata";
  private static final String REPORT =
      "startguard/dev/startguard/core/report/RefusalText.classdata";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesWith70WhenTheReaderCrashes(Jdk jdk) throws IOException {
    manifest(GOOD + "policy: { onInternalError: start }\n");

    Outcome outcome = without(READER, jdk).run();

    refused(outcome);
    assertThat(outcome.errLines().get(0))
        .isEqualTo(
            "STARTGUARD REFUSED to start: startguard crashed: java.lang.NoClassDefFoundError. Exit 70; main() did not run.");
    assertThat(outcome.err()).contains("= at:  dev.startguard.core.Inspection.read:");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsWithAWarningWhenItBreaksLaterAndThePolicySaysSo(Jdk jdk) throws IOException {
    manifest(GOOD);

    Outcome outcome = without(RUNNER, jdk).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).containsExactly("hello");
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(2);
    assertThat(outcome.errLines().get(1))
        .contains("warning  internal-error startguard crashed: java.lang.NoClassDefFoundError");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesWhenThePolicySaysSo(Jdk jdk) throws IOException {
    manifest(GOOD + "policy: { onInternalError: refuse }\n");

    refused(without(RUNNER, jdk).run());
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsInWarnMode(Jdk jdk) throws IOException {
    manifest(GOOD + "policy: { onInternalError: refuse }\n");

    for (String broken : List.of(READER, RUNNER)) {
      Outcome outcome = without(broken, jdk).env("STARTGUARD_MODE", "warn").run();
      assertThat(outcome.exit()).as("%s", outcome).isZero();
      assertThat(outcome.outLines()).containsExactly("hello");
      assertThat(outcome.err()).contains("STARTGUARD WOULD REFUSE").contains("Would exit 70");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void hasALastWordWhenEvenTheReportBreaks(Jdk jdk) throws IOException {
    manifest("startguard: 1\nservice: fault\nenv: { NOT_SET: string }\n");

    refused(without(REPORT, jdk).run());
    Outcome outcome = without(REPORT, jdk).env("STARTGUARD_MODE", "warn").run();
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.err()).startsWith("STARTGUARD WOULD REFUSE");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void neverAbortsForWantOfMemoryOrStack(Jdk jdk) throws IOException {
    StringBuilder yaml = new StringBuilder("startguard: 1\nservice: fault\nenv:\n");
    for (int i = 0; i < 4_000; i++) {
      yaml.append("  V")
          .append(i)
          .append(": { type: string, pattern: '")
          .append("a".repeat(150))
          .append("' }\n");
    }
    manifest(yaml.toString());

    for (List<String> tight :
        List.of(
            List.of("-Xmx5m"),
            List.of("-Xmx7m"),
            List.of("-Xss200k"),
            List.of("-Xmx6m", "-Xss200k"))) {
      Outcome outcome =
          ForkedJvm.of(jdk)
              .jvm(tight.toArray(String[]::new))
              .agent()
              .in(folder)
              .main(Hello.class)
              .run();
      assertThat(outcome.exit()).as("%s", outcome).isIn(65, 70, 78);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .as("%s", outcome)
          .startsWith("STARTGUARD REFUSED")
          .doesNotContain("\tat ");
    }
  }

  private ForkedJvm without(String entry, Jdk jdk) throws IOException {
    Path broken = folder.resolve("broken.jar");
    PackedJar.copyWithout(broken, entry);
    return ForkedJvm.of(jdk).jvm("-javaagent:" + broken).in(folder).main(Hello.class);
  }

  private void manifest(String yaml) throws IOException {
    Files.writeString(folder.resolve("startguard.yaml"), yaml);
  }

  private static void refused(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(70);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("STARTGUARD REFUSED")
        .doesNotContain("\tat ", "Exception in thread");
  }
}
