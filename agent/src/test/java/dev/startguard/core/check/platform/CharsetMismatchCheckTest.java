package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetMismatchCheckTest {
  private final FakeHost host = new FakeHost();

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8",
    "utf-8, UTF-8",
    "UTF8, UTF-8",
    "latin1, ISO-8859-1",
    "US-ASCII, ANSI_X3.4-1968"
  })
  void acceptsTheSameCharsetUnderAnotherName(String declared, String actual) {
    host.defaultCharset(actual).properties("sun.jnu.encoding", actual);

    assertThat(check("default: " + declared + ", native: " + declared).passed()).isEqualTo(2);
  }

  @Test
  void reportsBothApart() {
    host.defaultCharset("US-ASCII").properties("sun.jnu.encoding", "ANSI_X3.4-1968");

    Checked checked = check("default: UTF-8, native: UTF-8");

    assertThat(checked.lines())
        .containsExactly(
            "error charset-mismatch charset.default: is US-ASCII, not UTF-8",
            "error charset-mismatch charset.native: is ANSI_X3.4-1968, not UTF-8");
    assertThat(checked.findings().get(0).fixes())
        .containsExactly("start the JVM with -Dfile.encoding=UTF-8");
    assertThat(checked.findings().get(1).fixes().get(0)).contains("C.UTF-8");
  }

  @Test
  void pointsAtTheField() {
    host.defaultCharset("US-ASCII");

    assertThat(check("default: UTF-8").place()).isEqualTo("startguard.yaml:3:33");
  }

  @Test
  void takesNativeFromWhatThePlatformToldTheJvmIfThatIsAllThereIs() {
    host.properties("native.encoding", "Cp1252");
    assertThat(check("native: UTF-8").only().gist()).isEqualTo("is Cp1252, not UTF-8");

    host.properties("sun.jnu.encoding", "UTF-8");
    assertThat(check("native: UTF-8").passed()).isEqualTo(1);
  }

  @Test
  void reportsACharsetThatTheJvmDoesNotKnow() {
    assertThat(check("default: UTF-88").only().gist()).isEqualTo("is UTF-8, not UTF-88");
    assertThat(check("default: '~~'").only().gist()).isEqualTo("is UTF-8, not ~~");
  }

  @Test
  void isSilentWithoutADeclaration() {
    assertThat(check("default: UTF-8").passed()).isEqualTo(1);
    assertThat(
            ManifestFixture.validate(
                    "platform: { timezone: UTC }", host, new CharsetMismatchCheck())
                .passed())
        .isZero();
  }

  private Checked check(String charset) {
    return ManifestFixture.validate(
        "platform: { charset: { " + charset + " } }", host, new CharsetMismatchCheck());
  }
}
