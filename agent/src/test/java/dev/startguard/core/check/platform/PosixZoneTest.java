package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosixZoneTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EST5                        | -18000 | false
          EST+5                       | -18000 | false
          JST-9                       | 32400  | false
          UTC0                        | 0      | false
          IST-5:30                    | 19800  | false
          LMT0:14:44                  | -884   | false
          <+0330>-3:30                | 12600  | false
          EST5EDT                     | -18000 | true
          EST5EDT4                    | -18000 | true
          CET-1CEST,M3.5.0,M10.5.0/3  | 3600   | true
          <+03>-3<+04>,J1/0,J365/23   | 10800  | true
          XXX24                       | -86400 | false
          """)
  void readsStandardTimeAndWhetherThereIsSummerTime(String text, int offset, boolean summer) {
    assertThat(PosixZone.parse(text)).isEqualTo(new PosixZone(offset, summer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "UTC",
        "Europe/Berlin",
        "Europe/Berln",
        "ES5",
        "EST",
        "EST5ED",
        "EST:5",
        "EST5:",
        "EST25",
        "ABC123",
        "<>5",
        "<+3>5",
        "<+03",
        "EST5 EDT",
        "EST99999999999",
        "-5",
        "EST+",
        "EST-",
        "Grüße5"
      })
  void readsNothingElse(String text) {
    assertThat(PosixZone.parse(text)).isNull();
  }

  @Test
  void takesTheRulesAtTheEndOfACompiledZone() {
    assertThat(PosixZone.ofFile(file("TZif2......\nCET-1CEST,M3.5.0,M10.5.0/3\n")))
        .isEqualTo(new PosixZone(3600, true));
    assertThat(PosixZone.ofFile(file("TZif2......\nUTC0\n"))).isEqualTo(new PosixZone(0, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "TZif", "TZif2\n\n", "TZif2\nUTC0", "root:x:0:0\nUTC0\n", "\n\n\n\n\n\n\n"})
  void takesNothingFromAnotherFile(String content) {
    assertThat(PosixZone.ofFile(file(content))).isNull();
  }

  private static byte[] file(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
