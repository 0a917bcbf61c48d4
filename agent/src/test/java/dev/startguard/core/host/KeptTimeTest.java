package dev.startguard.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code timezone-fallback} against an independent judge: {@code date}, which asks the C library.
 * Where the check is silent, JVM and C library keep the same time in winter and summer; where it
 * says that summer time is lost, they differ.
 */
@EnabledOnOs(OS.LINUX)
class KeptTimeTest {
  @TempDir static Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UTC                              | silent
          Z                                | silent
          Europe/Berlin                    | silent
          :America/Sao_Paulo               | silent
          EST5EDT                          | silent
          EST5                             | silent
          <+0545>-5:45                     | silent
          JST-9                            | silent
          UTC+3                            | silent
          /usr/share/zoneinfo/Asia/Tokyo   | silent
          /usr/share/zoneinfo/Etc/UTC      | silent
          EST5EDT4                         | lost its summer time
          CET-1CEST,M3.5.0,M10.5.0/3       | lost its summer time
          <+0330>-3:30<+0430>,J79/24,J263/24 | lost its summer time
          /usr/share/zoneinfo/Europe/Berlin  | lost its summer time
          :/usr/share/zoneinfo/America/New_York | lost its summer time
          Europe/Berln                     | fell back to GMT
          """)
  void agreesWithTheCLibrary(String zone, String verdict) throws Exception {
    assumeThat(Files.exists(Path.of("/usr/share/zoneinfo/Europe/Berlin")))
        .as("compiled zones on this host")
        .isTrue();
    String told = date(zone, KeptTimeProbe.WINTER) + " " + date(zone, KeptTimeProbe.SUMMER);
    for (Path home : ForkedJava.homes()) {
      List<String> lines =
          ForkedJava.run(
                  home,
                  Map.of("TZ", zone),
                  List.of("-javaagent:" + ForkedJava.agent(directory, KeptTimeProbe.class)),
                  KeptTimeProbe.class)
              .lines();

      assertThat(lines.get(0)).as("%s on %s", zone, home).isEqualTo(verdict);
      if (verdict.equals("silent")) {
        assertThat(lines.get(1)).as("%s on %s", zone, home).isEqualTo(told);
      } else if (verdict.startsWith("lost")) {
        assertThat(lines.get(1)).as("%s on %s", zone, home).isNotEqualTo(told);
      }
    }
  }

  /** The offset in seconds that {@code date} prints as {@code +0100}. */
  private static int date(String zone, long epochSecond) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("date", "-d", "@" + epochSecond, "+%z");
    builder.environment().put("TZ", zone);
    Process process = builder.start();
    String offset =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    process.waitFor();
    int minutes =
        Integer.parseInt(offset.substring(1, 3)) * 60 + Integer.parseInt(offset.substring(3, 5));
    return (offset.charAt(0) == '-' ? -minutes : minutes) * 60;
  }
}
