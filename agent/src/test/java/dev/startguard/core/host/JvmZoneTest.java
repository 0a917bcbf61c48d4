package dev.startguard.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The prediction before {@code main} against what the same JVM's {@code main} is then told, on
 * every JDK here.
 */
@EnabledOnOs(OS.LINUX)
class JvmZoneTest {
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Etc/UTC",
          "GMT",
          "Z",
          "GMT0",
          "GMT-00:00",
          "GMT+2",
          "GMT+02:00",
          "GMT+99",
          "UTC+3",
          "Etc/GMT-3",
          "Europe/Berlin",
          ":Europe/Berlin",
          "posix/Europe/Berlin",
          "right/Europe/Berlin",
          "/usr/share/zoneinfo/Europe/Berlin",
          ":/etc/localtime",
          "Europe/Berln",
          "europe/berlin",
          " Europe/Berlin",
          "Europe/Berlin ",
          "Asia/Calcutta",
          "America/Argentina/Buenos_Aires",
          "EST5EDT",
          "EST5EDT4",
          "EST5EDT,M3.2.0,M11.1.0",
          "EST5",
          "<+0330>-3:30",
          "CET-1CEST",
          "JST-9",
          "CET",
          "MST7MDT",
          "localtime",
          "posixrules",
          ":",
          "/nonexistent",
          "SystemV/EST5EDT",
          "ABC123",
          "Grüße");

  /**
   * JDK 25 prints a warning for these as soon as the application asks for its default zone; on 17
   * nothing.
   */
  private static final List<String> SHORT = List.of("EST", "PST", "BST", "ACT");

  @TempDir static Path directory;

  static List<Path> homes() throws IOException {
    return ForkedJava.homes();
  }

  @ParameterizedTest
  @MethodSource("homes")
  void predictsWhatTheJvmMakesOfTz(Path home) throws Exception {
    List<String> zones = new ArrayList<>(ZONES);
    zones.addAll(SHORT);
    for (String zone : zones) {
      Answer answer = ask(home, Map.of("TZ", zone), List.of());

      assertThat(answer.prediction()).as(zone).isEqualTo(answer.id() + " asked " + zone + " by TZ");
      assertThat(answer.property()).as("user.timezone with TZ=%s", zone).isEqualTo("null");
      assertThat(answer.noise())
          .as(zone)
          .allMatch(line -> SHORT.contains(zone) && line.contains("deprecated"));
      assertThat(answer.noise().size()).as("the JVM's own warning, once").isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void predictsWhatTheJvmMakesOfTheProperty(Path home) throws Exception {
    for (String zone :
        List.of(
            "Europe/Berlin", "Europe/Berln", "EST5", ":Europe/Berlin", "GMT+2", "Etc/UTC", "z")) {
      Answer answer = ask(home, Map.of("TZ", "Asia/Tokyo"), List.of("-Duser.timezone=" + zone));

      assertThat(answer.prediction())
          .as(zone)
          .isEqualTo(answer.id() + " asked " + zone + " by -Duser.timezone");
      assertThat(answer.property()).isEqualTo(zone);
      assertThat(answer.noise()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void findsThePropertyWhereverItWasGiven(Path home) throws Exception {
    Path arguments =
        Files.writeString(directory.resolve("arguments"), "-Duser.timezone=Asia/Tokyo");

    for (Answer answer :
        List.of(
            ask(home, Map.of("JDK_JAVA_OPTIONS", "-Duser.timezone=Asia/Tokyo"), List.of()),
            ask(home, Map.of(), List.of("@" + arguments)))) {
      assertThat(answer.prediction()).isEqualTo("Asia/Tokyo asked Asia/Tokyo by -Duser.timezone");
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void asksThePlatformWhenNobodyElseSaid(Path home) throws Exception {
    for (Map<String, String> env : List.of(Map.<String, String>of(), Map.of("TZ", ""))) {
      Answer answer = ask(home, env, List.of("-Duser.timezone="));

      assertThat(answer.prediction()).isEqualTo(answer.id() + " asked null by null");
      assertThat(answer.property()).isEmpty();
      assertThat(answer.noise()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("homes")
  void seesThroughAZoneThatAnotherAgentHasFrozen(Path home) throws Exception {
    Path jar = ForkedJava.agent(directory, ZoneProbe.class);
    List<String> freezing = List.of("-javaagent:" + jar + "=freeze");

    assertThat(ask(home, Map.of("TZ", "Europe/Berln"), freezing).prediction())
        .isEqualTo("GMT asked Europe/Berln by TZ");
    assertThat(
            ask(home, Map.of("TZ", "Europe/Berln"), List.of(freezing.get(0), "-Duser.timezone=GMT"))
                .prediction())
        .isEqualTo("GMT asked GMT by -Duser.timezone");
    Answer nobody = ask(home, Map.of(), freezing);
    assertThat(nobody.prediction()).isEqualTo(nobody.id() + " asked null by null");
  }

  @Test
  void leavesThePlatformUnknownWithoutInstrumentation() {
    assertThat(new LiveHost().defaultZone())
        .matches(
            zone -> zone == null || zone.asked() != null,
            "unknown, or decided by what the test was started with");
  }

  private record Answer(String property, String id, String prediction, List<String> noise) {}

  private static Answer ask(Path home, Map<String, String> env, List<String> options)
      throws Exception {
    List<String> all = new ArrayList<>(options);
    if (options.isEmpty() || !options.get(0).startsWith("-javaagent")) {
      all.add("-javaagent:" + ForkedJava.agent(directory, ZoneProbe.class));
    }
    List<String> lines = ForkedJava.run(home, env, all, ZoneProbe.class).lines();
    int end = lines.size();
    assertThat(end).as("%s", lines).isGreaterThanOrEqualTo(3);
    return new Answer(
        lines.get(end - 3), lines.get(end - 2), lines.get(end - 1), lines.subList(0, end - 3));
  }
}
