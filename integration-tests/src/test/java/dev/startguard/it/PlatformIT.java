package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real JVM made of its zone, locale and character sets. */
@EnabledOnOs(OS.LINUX)
class PlatformIT {
  private static final String PLAIN = "startguard: 1\nservice: platform\nenv: { PATH: string }\n";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesAZoneThatTheJvmDoesNotKnow(Jdk jdk) throws IOException {
    manifest(PLAIN);

    Outcome outcome = hello(jdk).agent().env("TZ", "Europe/Berln").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines().get(0))
        .isEqualTo(
            "STARTGUARD REFUSED platform: TZ fell back to GMT. Exit 78; main() did not run.");
    assertThat(outcome.err())
        .contains(
            "no zone that the JVM knows; it silently fell back to GMT: did you mean Europe/Berlin?",
            "= found: \"Europe/Berln\"",
            "= fix:   set TZ=Europe/Berlin");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesAZoneThatLostItsSummerTime(Jdk jdk) throws IOException {
    manifest(PLAIN);

    Outcome outcome = hello(jdk).agent().env("TZ", "CET-1CEST,M3.5.0,M10.5.0/3").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.errLines().get(0)).contains("TZ lost its summer time");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsInAZoneThatTheJvmKeeps(Jdk jdk) throws IOException {
    manifest(PLAIN + "platform: { timezone: UTC }\n");

    for (String zone : new String[] {"UTC", "Etc/UTC", "GMT", "Z", ":UTC", "UTC0"}) {
      Outcome outcome = hello(jdk).agent().env("TZ", zone).run();

      assertThat(outcome.exit()).as("%s", outcome).isZero();
      assertThat(outcome.errLines()).as("%s", outcome).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesAnotherZoneThanThePlatformNames(Jdk jdk) throws IOException {
    manifest(PLAIN + "platform: { timezone: UTC }\n");

    Outcome outcome = hello(jdk).agent().jvm("-Duser.timezone=Asia/Tokyo").env("TZ", "UTC").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.errLines().get(0)).contains("timezone is Asia/Tokyo, not UTC");
    assertThat(outcome.err()).contains("= fix:   set -Duser.timezone=UTC");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void comparesLocaleAndCharsets(Jdk jdk) throws IOException {
    manifest(PLAIN + "platform: { locale: en-US, charset: { default: UTF-8, native: UTF-8 } }\n");

    Outcome ascii = hello(jdk).agent().env("LC_ALL", "C").run();
    assertThat(ascii.exit()).as("%s", ascii).isEqualTo(78);
    assertThat(ascii.err())
        .contains("charset.native is ANSI_X3.4-1968, not UTF-8")
        .doesNotContain("locale-mismatch");
    if (jdk.version() < 18) { // since then the default is UTF-8 in every locale
      assertThat(ascii.err()).contains("charset.default is US-ASCII, not UTF-8");
    } else {
      assertThat(ascii.err()).doesNotContain("charset.default");
    }

    Outcome turkish =
        hello(jdk)
            .agent()
            .env("LC_ALL", "C.UTF-8")
            .jvm("-Duser.language=tr", "-Duser.country=TR")
            .run();
    assertThat(turkish.exit()).as("%s", turkish).isEqualTo(78);
    assertThat(turkish.errLines().get(0)).contains("locale is tr-TR, not en-US");

    Outcome good =
        hello(jdk)
            .agent()
            .env("LC_ALL", "C.UTF-8")
            .jvm("-Duser.language=en", "-Duser.country=US")
            .run();
    assertThat(good.exit()).as("%s", good).isZero();
    assertThat(good.errLines()).as("%s", good).hasSize(1);
  }

  private ForkedJvm hello(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).main(Hello.class);
  }

  private void manifest(String yaml) throws IOException {
    Files.writeString(folder.resolve("startguard.yaml"), yaml);
  }
}
