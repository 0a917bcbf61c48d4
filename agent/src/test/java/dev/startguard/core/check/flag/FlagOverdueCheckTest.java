package dev.startguard.core.check.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagOverdueCheckTest {
  @Test
  void warnsOfAFlagPastItsDay() {
    Checked checked = check("2026-11-01", "2026-11-15T12:00:00Z");

    assertThat(checked.lines())
        .containsExactly("warning flag-overdue A: should have been removed by 2026-11-01");
    assertThat(checked.only().message()).isEqualTo("A should have been removed by 2026-11-01");
    assertThat(checked.only().label()).isEqualTo("14 days ago");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:33");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-15, 2026-11-15T00:00:00Z, false",
    "2026-11-15, 2026-11-15T23:59:59.999Z, false",
    "2026-11-15, 2026-11-16T00:00:00Z, true",
    "2028-02-29, 2028-02-29T23:59:59Z, false",
    "2028-02-29, 2028-03-01T00:00:00Z, true",
    "2027-02-28, 2027-03-01T00:00:00Z, true",
    "2026-12-31, 2027-01-01T00:00:00Z, true",
    "2000-02-29, 2000-02-29T12:00:00Z, false",
    "1969-12-31, 1969-12-31T23:59:59.999Z, false",
    "1969-12-31, 1970-01-01T00:00:00Z, true",
    "9999-12-31, 2026-11-15T12:00:00Z, false",
  })
  void givesTheWholeDayInUtc(String removeBy, String now, boolean overdue) {
    assertThat(check(removeBy, now).findings()).hasSize(overdue ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo", "Asia/Kathmandu"})
  void saysTheSameInEveryZone(String zone) {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));

      assertThat(check("2026-11-15", "2026-11-15T23:30:00Z").findings()).isEmpty();
      assertThat(check("2026-11-15", "2026-11-16T00:30:00Z").only().label()).isEqualTo("yesterday");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void leavesFlagsWithoutADateAlone() {
    Checked checked =
        ManifestFixture.validate(
            """
            flags:
              A: { type: boolean }
              B: { retired: 2020-01-01 }
            """,
            new FakeHost(),
            new FlagOverdueCheck());

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isZero();
  }

  @Test
  void canBeMadeAnErrorByItsEntry() {
    Checked checked =
        ManifestFixture.validate(
            "flags:\n  A: { type: boolean, removeBy: 2020-01-01, severity: error }",
            new FakeHost(),
            new FlagOverdueCheck());

    assertThat(checked.lines()).first().asString().startsWith("error flag-overdue A");
  }

  private static Checked check(String removeBy, String now) {
    return ManifestFixture.validate(
        "flags:\n  A: { type: boolean, removeBy: " + removeBy + " }",
        new FakeHost().now(now),
        new FlagOverdueCheck());
  }
}
