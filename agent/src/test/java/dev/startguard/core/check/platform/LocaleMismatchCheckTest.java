package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocaleMismatchCheckTest {
  private final FakeHost host = new FakeHost();

  @ParameterizedTest
  @CsvSource({
    "en-US, en-US",
    "en_US, en-US",
    "EN-us, en-US",
    "en, en",
    "zh-Hans-CN, zh-Hans-CN",
    "he-IL, iw-IL",
    "de-DE-1996, de-DE-1996",
    "und, und"
  })
  void acceptsTheSameLocale(String declared, String actual) {
    host.locale(Locale.forLanguageTag(actual));

    assertThat(check(declared).passed()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, en",
    "en, en-US",
    "en-US, en-GB",
    "de-DE, en-US",
    "zh-Hans-CN, zh-CN",
    "en-US, und"
  })
  void reportsAnotherLocale(String declared, String actual) {
    host.locale(Locale.forLanguageTag(actual));

    assertThat(check(declared).lines())
        .containsExactly("error locale-mismatch locale: is " + actual + ", not " + declared);
  }

  @Test
  void saysHowToSetItAndWhatWasSet() {
    host.locale(Locale.ENGLISH).env("LANG", "C.UTF-8", "LC_ALL", "");

    Checked checked = check("zh-Hans-CN");

    assertThat(checked.only().fixes())
        .containsExactly(
            "start the JVM with -Duser.language=zh -Duser.script=Hans -Duser.country=CN");
    assertThat(checked.only().notes())
        .extracting(note -> note.name() + " " + note.text())
        .containsExactly("found en", "LANG \"C.UTF-8\"");
    assertThat(checked.place()).isEqualTo("startguard.yaml:3:21");
  }

  @Test
  void reportsFormatsOrMessagesOfAnotherLocale() {
    host.properties("user.language.format", "de", "user.country.format", "DE");
    assertThat(check("en-US").lines())
        .containsExactly("error locale-mismatch locale: is de-DE for formats, not en-US");

    FakeHost other = new FakeHost().properties("user.language.display", "fr");
    assertThat(
            ManifestFixture.validate(
                    "platform: { locale: en-US }", other, new LocaleMismatchCheck())
                .lines())
        .containsExactly("error locale-mismatch locale: is fr-US for messages, not en-US");
  }

  @Test
  void acceptsFormatsThatSayTheSame() {
    host.properties("user.language.format", "en", "user.country.format", "US");

    assertThat(check("en-US").passed()).isEqualTo(1);
  }

  @Test
  void isSilentWithoutADeclaration() {
    Checked checked =
        ManifestFixture.validate("platform: { timezone: UTC }", host, new LocaleMismatchCheck());

    assertThat(checked.passed()).isZero();
    assertThat(checked.findings()).isEmpty();
  }

  private Checked check(String declared) {
    return ManifestFixture.validate(
        "platform: { locale: " + declared + " }", host, new LocaleMismatchCheck());
  }
}
