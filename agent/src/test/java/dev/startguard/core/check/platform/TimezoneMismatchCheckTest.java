package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimezoneMismatchCheckTest {
  private final FakeHost host = new FakeHost();

  @ParameterizedTest
  @CsvSource({"UTC, UTC", "UTC, Etc/UTC", "UTC, GMT", "Z, UTC", "Asia/Kolkata, Asia/Calcutta"})
  void acceptsTheSameZoneUnderAnotherName(String declared, String id) {
    host.zone(id, null, null);

    assertThat(check(declared).passed()).isEqualTo(1);
  }

  @Test
  void reportsTheZoneOfThePlatform() {
    host.zone("Europe/Berlin", null, null);

    Checked checked = check("UTC");

    assertThat(checked.lines())
        .containsExactly("error timezone-mismatch timezone: is Europe/Berlin, not UTC");
    assertThat(checked.only().notes())
        .containsExactly(new Note("found", "Europe/Berlin, from the platform"));
    assertThat(checked.only().fixes()).containsExactly("set TZ=UTC");
    assertThat(checked.place()).isEqualTo("startguard.yaml:3:23");
  }

  @Test
  void reportsTheZoneThatSomebodyElseAskedFor() {
    host.zone("Asia/Tokyo", "Asia/Tokyo", "-Duser.timezone");

    Checked checked = check("UTC");

    assertThat(checked.only().notes())
        .containsExactly(new Note("found", "Asia/Tokyo, from -Duser.timezone"));
    assertThat(checked.only().fixes()).containsExactly("set -Duser.timezone=UTC");
  }

  @Test
  void isNotEvaluatedAfterAFallback() {
    host.env("TZ", "Europe/Berln").zone("GMT", "Europe/Berln", "TZ");

    Checked checked =
        ManifestFixture.validate(
            "platform: { timezone: UTC }",
            host,
            new TimezoneFallbackCheck(),
            new TimezoneMismatchCheck());

    assertThat(checked.only().id()).isEqualTo("timezone-fallback");
    assertThat(checked.notEvaluated()).containsExactly("timezone needs TZ");
  }

  @Test
  void saysThatTheDeclaredZoneIsNone() {
    assertThat(check("Europe/Berln").only().notes())
        .contains(new Note("note", "the JVM knows no zone Europe/Berln"));
  }

  @Test
  void saysWhenItCannotKnow() {
    host.zoneUnknown();

    assertThat(check("UTC").notEvaluated()).containsExactly("timezone needs the JVM's answer");
  }

  @Test
  void asksNothingWithoutADeclaration() {
    host.zoneUnknown();

    Checked checked =
        ManifestFixture.validate("platform: { locale: en }", host, new TimezoneMismatchCheck());

    assertThat(checked.notEvaluated()).isEmpty();
    assertThat(checked.passed()).isZero();
  }

  private Checked check(String declared) {
    return ManifestFixture.validate(
        "platform: { timezone: " + declared + " }", host, new TimezoneMismatchCheck());
  }
}
