package dev.startguard.manifest.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A manifest is UTF-8, and holds nothing that a terminal acts on. */
class EncodingTest {
  private static final String GOOD =
      "startguard: 1\nservice: s\nenv:\n  A: { description: café – ☕ 😀 }\n";

  @Test
  void acceptsUtf8() {
    assertThat(Reading.manifest(GOOD).variables().get(0).description()).isEqualTo("café – ☕ 😀");
  }

  @Test
  void acceptsAByteOrderMark() {
    assertThat(Reading.manifest("\uFEFF" + GOOD).variables()).hasSize(1);
  }

  @Test
  void acceptsCarriageReturnsBeforeLineFeeds() {
    Manifest manifest = Reading.manifest(GOOD.replace("\n", "\r\n"));
    assertThat(manifest.service()).isEqualTo("s");
    assertThat(manifest.variables().get(0).place().text()).isEqualTo("startguard.yaml:4:3");
  }

  @Test
  void countsColumnsFromAfterTheByteOrderMark() {
    assertThat(Reading.shown("\uFEFFstartguard: one\r\nservice: s\r\n"))
        .isEqualTo(
            """
            manifest-version startguard.yaml:1:13
              startguard: one
                          ^^^ 1
            """);
  }

  @Test
  void countsColumnsInCodePoints() {
    assertThat(Reading.shown(Reading.HEAD + "env: { 😀: { 😀: 1 } }\n"))
        .startsWith(
            """
            manifest-unknown-key startguard.yaml:3:13
              env: { 😀: { 😀: 1 } }
                         ^ known here:"""
                .replace("           ^", "            ^"));
  }

  @Test
  void namesTheByteThatIsNotUtf8() {
    Finding finding = only(GOOD.getBytes(ISO_8859_1));
    assertThat(finding.id()).isEqualTo("manifest-syntax");
    assertThat(finding.message())
        .isEqualTo("startguard.yaml is not UTF-8: byte 0xe9 at offset 53 is not UTF-8");
    assertThat(Reading.shown(List.of(finding))).contains("startguard.yaml:4:24");
  }

  static Stream<Arguments> otherEncodings() {
    return Stream.of(
        Arguments.of("UTF-16", "UTF-16"),
        Arguments.of("UTF-16LE", "UTF-16"),
        Arguments.of("UTF-16BE", "UTF-16"),
        Arguments.of("X-UTF-32LE-BOM", "UTF-32"),
        Arguments.of("X-UTF-32BE-BOM", "UTF-32"));
  }

  @ParameterizedTest
  @MethodSource("otherEncodings")
  void namesAnotherEncoding(String charset, String named) {
    Finding finding = only(GOOD.getBytes(Charset.forName(charset)));
    assertThat(finding.id()).isEqualTo("manifest-syntax");
    assertThat(finding.message()).isEqualTo("startguard.yaml is not UTF-8: it is " + named);
  }

  @Test
  void namesUtf16WithAMark() {
    byte[] bytes = new byte[2 + GOOD.length() * 2];
    bytes[0] = (byte) 0xFF;
    bytes[1] = (byte) 0xFE;
    System.arraycopy(GOOD.getBytes(UTF_16LE), 0, bytes, 2, GOOD.getBytes(UTF_16LE).length);
    assertThat(only(bytes).message()).endsWith("it is UTF-16");
  }

  @ParameterizedTest
  @CsvSource({
    "C0 80, an overlong NUL",
    "C1 BF, overlong",
    "E0 9F BF, overlong",
    "F0 8F BF BF, overlong",
    "ED A0 80, a surrogate",
    "F4 90 80 80, above U+10FFFF",
    "F5 80 80 80, no lead byte",
    "80, a tail alone",
    "C3, cut short",
    "E2 82, cut short",
    "F0 9F 98, cut short",
    "FF, never",
    "E2 28 A1, no tail"
  })
  void refusesWhatIsNotUtf8(String hex, String why) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("startguard: 1 # ".getBytes(UTF_8));
    for (String two : hex.split(" ", -1)) {
      bytes.write(Integer.parseInt(two, 16));
    }
    Finding finding = only(bytes.toByteArray());
    assertThat(finding.id()).as(why).isEqualTo("manifest-syntax");
    assertThat(finding.message()).as(why).contains("at offset 16 ");
  }

  @ParameterizedTest
  @CsvSource({
    "0000, a NUL character",
    "0001, 'a control character, U+0001'",
    "001B, 'a control character, U+001B'",
    "007F, 'a control character, U+007F'",
    "0085, 'a control character, U+0085'",
    "009B, 'a control character, U+009B'",
    "202E, 'a bidirectional control, U+202E'",
    "2066, 'a bidirectional control, U+2066'",
    "200F, 'a bidirectional control, U+200F'",
    "061C, 'a bidirectional control, U+061C'",
    "2028, 'a line separator that not every YAML reader takes for one, U+2028'",
    "FEFF, 'a byte-order mark inside the text, U+FEFF'",
    "FFFE, 'no character, U+FFFE'",
    "000D, 'a carriage return without a line feed, U+000D'"
  })
  void refusesCharactersThatATerminalActsOn(String hex, String name) {
    char c = (char) Integer.parseInt(hex, 16);
    Finding finding =
        only((Reading.HEAD + "env: { A: { description: a" + c + "b } }\n").getBytes(UTF_8));
    assertThat(finding.id()).isEqualTo("manifest-syntax");
    assertThat(finding.gist()).isEqualTo("holds " + name);
    assertThat(((dev.startguard.finding.ManifestLocation) finding.location()).text())
        .isEqualTo("startguard.yaml:3:27");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200D", "\u00A0", "\u3000", "\uFFFD", "\u2027", "\uE000"})
  void acceptsOtherUnusualCharacters(String text) {
    assertThat(Reading.ids(Reading.HEAD + "env: { A: { description: a" + text + "b } }\n"))
        .isEmpty();
  }

  @Test
  void refusesBinaryFiles() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      assertThat(Reading.findings(bytes)).as("%d", i).isNotEmpty();
    }
  }

  private static Finding only(byte[] bytes) {
    List<Finding> findings = Reading.findings(bytes);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }
}
