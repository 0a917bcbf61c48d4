package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real process whose variables are not ASCII, in locales that fit them and that do not. */
class EnvEncodingIT {
  @TempDir Path folder;

  @BeforeEach
  void writeManifest() throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        """
        startguard: 1
        service: it
        env: { CITY: { type: string, required: false } }
        secrets: { PASS: { required: false } }
        """);
  }

  private static RawEnvironment locale(String name) {
    return new RawEnvironment().with("LC_ALL", name);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesUtf8ThatThePosixLocaleDamaged(Jdk jdk) throws Exception {
    Outcome outcome =
        locale("C")
            .with("CITY", "Köln", StandardCharsets.UTF_8)
            .run(jdk, folder, Environment.class);

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines().get(0)).contains("CITY damaged: UTF-8 read as ");
    assertThat(outcome.err())
        .contains("error[env-encoding]: CITY is set in UTF-8, and this JVM read it as ")
        .contains(
            jdk.version() == 17
                ? "JDK 17 reads variables in its default charset"
                : "from JDK 18 on variables are read in the locale's charset")
        .contains("(LC_ALL is \"C\")")
        .contains("start with LANG=C.UTF-8 and without LC_ALL");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsInAUtf8Locale(Jdk jdk) throws Exception {
    Outcome outcome =
        locale("C.UTF-8")
            .with("CITY", "Köln", StandardCharsets.UTF_8)
            .with("PASS", "geheim-öäü", StandardCharsets.UTF_8)
            .run(jdk, folder, Environment.class);

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).contains("CITY 4b f6 6c 6e");
    assertThat(outcome.err()).contains("checks passed");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void knowsWhatFileEncodingMends(Jdk jdk) throws Exception {
    Outcome outcome =
        locale("C")
            .with("CITY", "Köln", StandardCharsets.UTF_8)
            .run(jdk, folder, Environment.class, "-Dfile.encoding=UTF-8");

    if (jdk.version() == 17) {
      assertThat(outcome.exit()).as("%s", outcome).isZero();
      assertThat(outcome.outLines()).contains("CITY 4b f6 6c 6e");
    } else {
      assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
      assertThat(outcome.err()).contains("-Dfile.encoding does not change that");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesBytesThatAreNotUtf8(Jdk jdk) throws Exception {
    Outcome outcome =
        locale("C.UTF-8")
            .with("CITY", "Köln", StandardCharsets.ISO_8859_1)
            .run(jdk, folder, Environment.class);

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.errLines().get(0)).contains("CITY damaged: its bytes are not UTF-8");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void showsNothingOfASecret(Jdk jdk) throws Exception {
    Outcome outcome =
        locale("C")
            .with("PASS", "canary-ö-canary", StandardCharsets.UTF_8)
            .run(jdk, folder, Environment.class);

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err()).contains("env-encoding").doesNotContain("canary");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesUndeclaredVariablesAlone(Jdk jdk) throws Exception {
    Outcome outcome =
        locale("C").with("PS1", "→", StandardCharsets.UTF_8).run(jdk, folder, Environment.class);

    assertThat(outcome.exit()).as("%s", outcome).isZero();
  }
}
