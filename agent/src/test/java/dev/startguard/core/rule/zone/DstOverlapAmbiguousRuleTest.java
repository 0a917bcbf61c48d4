package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.RuleFixture;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DstOverlapAmbiguousRuleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime TWICE = LocalDateTime.parse("2027-10-31T02:30");

  private final RuleFixture rule = new RuleFixture(new DstOverlapAmbiguousRule());

  @ParameterizedTest
  @CsvSource({
    "2027-10-31T02:30, Europe/Berlin, +02:00, +01:00",
    "2027-10-31T02:00, Europe/Berlin, +02:00, +01:00",
    "2027-10-31T02:59:59, Europe/Berlin, +02:00, +01:00",
    "2026-11-01T01:30, America/New_York, -04:00, -05:00",
    "2018-02-17T23:30, America/Sao_Paulo, -02:00, -03:00",
    "2027-04-04T01:45, Australia/Lord_Howe, +11:00, +10:30"
  })
  void reportsALocalTimeThatExistsTwice(LocalDateTime local, ZoneId zone, String one, String two) {
    assertThat(rule.see("LocalDateTime.atZone", local, local.atZone(zone), zone).message())
        .isEqualTo(
            local
                + " exists twice in "
                + zone
                + ", at "
                + one
                + " and at "
                + two
                + "; the JDK took the earlier one");
  }

  @Test
  void reportsEachWayToMakeOne() {
    var result = TWICE.atZone(BERLIN);

    assertThat(rule.see("ZonedDateTime.of", null, result, TWICE, BERLIN)).isNotNull();
    assertThat(
            rule.see(
                "ZonedDateTime.of", null, result, TWICE.toLocalDate(), TWICE.toLocalTime(), BERLIN))
        .isNotNull();
    assertThat(rule.see("ZonedDateTime.of", null, result, 2027, 10, 31, 2, 30, 0, 0, BERLIN))
        .isNotNull();
    assertThat(rule.see("ZonedDateTime.ofLocal", null, result, TWICE, BERLIN, null)).isNotNull();
    assertThat(
            rule.see("ZonedDateTime.ofLocal", null, result, TWICE, BERLIN, ZoneOffset.ofHours(-5)))
        .as("an offset that is not valid there is no choice")
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2027-10-31T01:59:59, Europe/Berlin",
    "2027-10-31T03:00, Europe/Berlin",
    "2027-03-28T02:30, Europe/Berlin", // a gap is another finding
    "2027-10-31T02:30, UTC",
    "2027-10-31T02:30, +01:00",
    "2027-10-31T02:30, Asia/Kolkata",
    "2027-11-07T02:30, America/New_York",
    "2027-10-30T02:30, Europe/Berlin"
  })
  void acceptsLocalTimesThatExistOnce(LocalDateTime local, ZoneId zone) {
    assertThat(rule.see("LocalDateTime.atZone", local, local.atZone(zone), zone)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void acceptsAnExplicitOffset(int hours) {
    ZoneOffset offset = ZoneOffset.ofHours(hours);
    var result = java.time.ZonedDateTime.ofLocal(TWICE, BERLIN, offset);

    assertThat(rule.see("ZonedDateTime.ofLocal", null, result, TWICE, BERLIN, offset)).isNull();
  }

  @Test
  void withdrawsWhatIsChosenOneCallLater() {
    Filed filed = rule.filed("LocalDateTime.atZone", TWICE, TWICE.atZone(BERLIN), BERLIN);
    assertThat(filed.found().stands()).isTrue();

    assertThat(rule.see("ZonedDateTime.withLaterOffsetAtOverlap", null, null)).isNull();

    assertThat(filed.found().stands()).isFalse();
    assertThat(rule.see("LocalDateTime.atZone", TWICE, TWICE.atZone(BERLIN), BERLIN)).isNull();
    assertThat(rule.in("other").see("LocalDateTime.atZone", TWICE, TWICE.atZone(BERLIN), BERLIN))
        .as("another method knows nothing of it")
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "lambda$run$3, run",
    "run, lambda$run$0",
    "lambda$run$0, lambda$run$1",
    "lambda$new$0, <init>",
    "<clinit>, lambda$static$0",
    "lambda$a$b$0, a$b"
  })
  void takesALambdaForAPartOfItsMethod(String asked, String chosen) {
    rule.in(chosen).see("ZonedDateTime.withLaterOffsetAtOverlap", null, null);

    assertThat(rule.in(asked).see("LocalDateTime.atZone", TWICE, TWICE.atZone(BERLIN), BERLIN))
        .isNull();
    assertThat(
            rule.in("lambda$other$0")
                .see("LocalDateTime.atZone", TWICE, TWICE.atZone(BERLIN), BERLIN))
        .isNotNull();
  }

  @Test
  void acceptsAMethodThatAsksForTheValidOffsets() {
    rule.see("ZoneRules.getValidOffsets", null, null, TWICE);

    assertThat(rule.see("LocalDateTime.atZone", TWICE, TWICE.atZone(BERLIN), BERLIN)).isNull();
  }
}
