package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneIdUnknownRuleTest {
  private static final String CALL = "TimeZone.getTimeZone";

  private final RuleFixture rule = new RuleFixture(new ZoneIdUnknownRule());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berln",
        "europe/berlin",
        "Berlin",
        "",
        "UTC+2",
        "+02:00",
        "CEST",
        "GMT+99",
        "Europe/Berlin ",
        "EDT"
      })
  void reportsAnIdThatBecameGmt(String id) {
    assertThat(ask(id).message())
        .isEqualTo("TimeZone.getTimeZone does not know \"" + id + "\"; the result is GMT");
  }

  @Test
  void namesTheNearestOne() {
    assertThat(ask("Europe/Berln").fixes()).first().isEqualTo("did you mean Europe/Berlin?");
  }

  @Test
  void keepsALongOneShort() {
    assertThat(ask("x".repeat(5000)).message()).hasSizeLessThan(200);
  }

  @Test
  void hidesWhatLooksLikeASecret() {
    assertThat(ask("ghp_abcdefghijklmnopqrstuvwxyz0123456789").message())
        .isEqualTo(
            "TimeZone.getTimeZone does not know \"(hidden: it may be a secret)\"; the result is GMT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GMT",
        "UTC",
        "Europe/Berlin",
        "GMT0",
        "GMT+0",
        "GMT-00:00",
        "GMT+02:00",
        "Etc/UTC",
        "EST",
        "UTC+0",
        "UTC+00:00",
        "Z",
        "utc",
        "gmt",
        "z",
        "+00:00",
        "etc/utc",
        "Etc/Gmt",
        "etc/gmt+0",
        "zulu",
        "uct",
        "ETC/UNIVERSAL",
        "greenwich",
        "UTC ",
        "Europe/London"
      })
  void acceptsWhatIsKnownOrMeansGmt(String id) {
    assertThat(ask(id)).isNull();
  }

  @Test
  void acceptsWhoLooksAtWhatCameOfIt() {
    Filed filed = filed("Europe/Berln");
    assertThat(filed.found().stands()).isTrue();
    rule.see("TimeZone.getID", TimeZone.getTimeZone("GMT"), null);

    assertThat(filed.found().stands()).isFalse();
    assertThat(ask("Europe/Berln")).isNull();
    assertThat(rule.in("another").see(CALL, null, TimeZone.getTimeZone("GMT"), "x")).isNotNull();
  }

  private Filed filed(String id) {
    return rule.filed(CALL, null, TimeZone.getTimeZone(id), id);
  }

  private Finding ask(String id) {
    return rule.see(CALL, null, TimeZone.getTimeZone(id), id);
  }
}
