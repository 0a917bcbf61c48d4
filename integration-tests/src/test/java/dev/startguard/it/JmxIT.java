package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import dev.startguard.it.app.Managed;
import dev.startguard.it.app.ManagedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The MBean of a service that uses JMX itself, and of one that does not. */
class JmxIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @BeforeEach
  void manifest() throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: managed\nenv: { PATH: string }\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void showsFindingsAndSwitchesARuleOffAndOn(Jdk jdk) {
    try (RunningJvm jvm = ForkedJvm.of(jdk).in(folder).agent().main(Managed.class).start()) {
      Outcome outcome = jvm.await(PATIENCE);

      assertThat(outcome.exit()).as("%s", outcome).isZero();
      List<String> lines = new ArrayList<>(outcome.outLines());
      lines.removeIf(line -> line.startsWith("2027-03-28T03:30+02:00"));
      assertThat(lines.get(0)).isEqualTo("off [dst-gap-shifted]");
      assertThat(lines.get(1))
          .matches("dst-gap-shifted proven .*\\.Managed\\.first\\(Managed\\.java:[0-9]+\\)");
      assertThat(lines.get(2))
          .matches("dst-gap-shifted proven .*\\.Managed\\.third\\(Managed\\.java:[0-9]+\\)");
      assertThat(lines.subList(3, 6))
          .containsExactly(
              "off []", "woven true", "no rule that was on at the start is called no-such-rule");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void switchesOffWhatTheClockShows(Jdk jdk) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: managed\nclock: { recheck: { every: 30s } }\n");

    Outcome outcome = ForkedJvm.of(jdk).in(folder).agent().main(ManagedClock.class).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).containsExactly("true false", "false true", "true false");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void loadsNothingOfJmxWhereTheServiceDoesNot(Jdk jdk) {
    Outcome outcome =
        ForkedJvm.of(jdk).in(folder).jvm("-Xlog:class+load").agent().main(Hello.class).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out())
        .contains("dev.startguard.core.Boot ")
        .doesNotContain("java.lang.management", "javax.management", "core.report.jmx");
  }
}
