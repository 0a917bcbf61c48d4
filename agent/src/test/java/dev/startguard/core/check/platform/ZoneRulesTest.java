package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneRulesTest {
  @ParameterizedTest
  @CsvSource({
    "UTC, UTC",
    "UTC, GMT",
    "Etc/UTC, Z",
    "UTC, GMT+00:00",
    "Etc/GMT+0, Zulu",
    "Asia/Calcutta, Asia/Kolkata",
    "US/Eastern, America/New_York",
    "Etc/GMT-1, GMT+01:00",
    "GMT+01:00, GMT+1",
    "PST, America/Los_Angeles",
  })
  void knowsTwoSpellingsOfOneZone(String one, String other) {
    assertThat(ZoneRules.same(one, other)).isTrue();
    assertThat(ZoneRules.same(other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, Europe/London",
    "Europe/Berlin, Europe/Paris",
    "Europe/Berlin, GMT+01:00",
    "GMT, Europe/Berln",
    "Europe/Berln, GMT",
    "Europe/Berln, Europe/Berlni",
    "Africa/Abidjan, UTC",
  })
  void tellsZonesApart(String one, String other) {
    assertThat(ZoneRules.same(one, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GMT, 0",
    "UTC, 0",
    "GMT+01:00, 3600",
    "GMT-05:30, -19800",
    "Europe/Berlin,",
    "Etc/GMT-1,",
    "GMTX,"
  })
  void knowsTheOffsetOfAFixedZone(String id, Integer seconds) {
    assertThat(ZoneRules.fixedOffset(id)).isEqualTo(seconds);
  }
}
