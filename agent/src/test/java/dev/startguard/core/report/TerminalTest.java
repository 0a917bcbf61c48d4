package dev.startguard.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  @ParameterizedTest
  @CsvSource({
    "native.encoding, UTF-8, false",
    "native.encoding, utf8, false",
    "native.encoding, ANSI_X3.4-1968, true",
    "native.encoding, ISO-8859-1, true",
    "stderr.encoding, UTF-8, false",
    "sun.stderr.encoding, Cp1252, true",
    "something.else, UTF-8, true",
  })
  void takesUtf8OnlyWhereTheLocaleSaysSo(String property, String charset, boolean ascii) {
    assertThat(Terminal.ascii(new FakeHost().properties(property, charset))).isEqualTo(ascii);
  }

  @Test
  void doesNotTrustTheDefaultCharsetThatIsUtf8Everywhere() {
    assertThat(
            Terminal.ascii(
                new FakeHost()
                    .properties("file.encoding", "UTF-8", "native.encoding", "ANSI_X3.4-1968")))
        .isTrue();
  }

  @Test
  void neverColoursWhatIsNoTerminal() {
    // surefire's standard error is a pipe or a file
    assertThat(Terminal.colour(new FakeHost().env("TERM", "xterm"), 2)).isFalse();
    assertThat(Terminal.colour(new FakeHost().env("TERM", "xterm", "NO_COLOR", "1"), 2)).isFalse();
    assertThat(Terminal.colour(new FakeHost(), 2)).isFalse();
  }
}
