package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.ZoneId;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneIdAbbreviationRuleTest {
  private final RuleFixture rule = new RuleFixture(new ZoneIdAbbreviationRule());

  @ParameterizedTest
  @CsvSource({
    "BST, +06:00",
    "IST, +05:30",
    "CST, -06:00",
    "ACT, +09:30",
    "AST, -09:00",
    "JST, +09:00",
    "PST, -08:00",
    "EST, -05:00",
    "CAT, +02:00"
  })
  void reportsThreeLettersAndWhereTheyAre(String id, String offset) {
    Finding finding = rule.see("TimeZone.getTimeZone", null, TimeZone.getTimeZone(id), id);

    assertThat(finding.message())
        .startsWith("TimeZone.getTimeZone takes " + id + " for ")
        .contains("now " + offset + ", with");
  }

  @Test
  void tellsDhakaFromLondon() {
    Finding finding = rule.see("ZoneId.of", null, of("BST"), "BST", ZoneId.SHORT_IDS);

    assertThat(finding.message())
        .isEqualTo("ZoneId.of takes BST for Asia/Dhaka, now +06:00, without summer time");
  }

  @Test
  void saysWhetherThereIsSummerTime() {
    assertThat(rule.see("ZoneId.of", null, of("PST"), "PST", ZoneId.SHORT_IDS).message())
        .isEqualTo("ZoneId.of takes PST for America/Los_Angeles, now -08:00, with summer time");
    assertThat(rule.see("ZoneId.of", null, of("EST"), "EST", ZoneId.SHORT_IDS).message())
        .endsWith("now -05:00, without summer time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "GMT",
        "CET",
        "MET",
        "Europe/London",
        "Z",
        "GMT+01:00",
        "Cuba",
        "PRC",
        "xyz"
      })
  void acceptsOtherIds(String id) {
    assertThat(rule.see("TimeZone.getTimeZone", null, TimeZone.getTimeZone(id), id)).isNull();
  }

  @Test
  void acceptsAMapOfOnesOwn() {
    Map<String, String> own = Map.of("BST", "Europe/London");

    assertThat(rule.see("ZoneId.of", null, ZoneId.of("BST", own), "BST", own)).isNull();
  }

  private static ZoneId of(String id) {
    return ZoneId.of(id, ZoneId.SHORT_IDS);
  }
}
