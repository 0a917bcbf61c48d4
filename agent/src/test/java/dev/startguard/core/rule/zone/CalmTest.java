package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalmTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/Havana",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Asia/Tokyo",
        "America/Scoresbysund",
        "Antarctica/Troll"
      })
  void calmTimesExistOnceAndWereNotMoved(String id) {
    ZoneId zone = ZoneId.of(id);
    Random random = new Random(7);
    LocalDateTime first = LocalDateTime.of(1990, 1, 1, 0, 0);
    for (int i = 0; i < 20_000; i++) {
      LocalDateTime asked = first.plusMinutes(15L * random.nextInt(40 * 365 * 96));
      check(asked, zone);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "Pacific/Apia", "Australia/Lord_Howe"})
  void timesAroundATransitionAreLookedAt(String id) {
    ZoneId zone = ZoneId.of(id);
    ZonedDateTime year = LocalDateTime.of(2011, 1, 1, 0, 0).atZone(zone);
    ZoneOffsetTransition transition = zone.getRules().nextTransition(year.toInstant());
    while (transition != null && transition.getDateTimeBefore().getYear() < 2014) {
      for (int minutes = -26 * 60; minutes <= 26 * 60; minutes++) {
        check(transition.getDateTimeBefore().plusMinutes(minutes), zone);
      }
      transition = zone.getRules().nextTransition(transition.getInstant());
    }
  }

  @Test
  void mostTimesAreCalmOnceOneOfTheirMonthWasSeen() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Calm.learn(LocalDateTime.of(2026, 5, 12, 9, 30).atZone(zone));

    assertThat(Calm.at(LocalDateTime.of(2026, 5, 31, 2, 30).atZone(zone))).isTrue();
    assertThat(Calm.at(LocalDateTime.of(2026, 5, 12, 9, 30).atZone(ZoneId.of("Asia/Tokyo"))))
        .isFalse();
  }

  private static void check(LocalDateTime asked, ZoneId zone) {
    ZonedDateTime resolved = asked.atZone(zone);
    Calm.learn(resolved);
    if (Calm.at(resolved)) {
      assertThat(resolved.toLocalDateTime()).isEqualTo(asked);
      assertThat(zone.getRules().getTransition(asked)).as("%s in %s", asked, zone).isNull();
    }
  }
}
