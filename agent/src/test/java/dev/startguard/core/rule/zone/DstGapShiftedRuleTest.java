package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DstGapShiftedRuleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime GAP = LocalDateTime.parse("2027-03-28T02:30");
  private static final ZonedDateTime EVE = GAP.minusDays(1).atZone(BERLIN);

  private final RuleFixture rule = new RuleFixture(new DstGapShiftedRule());

  @Test
  void reportsAtZone() {
    Finding finding = atZone(GAP, BERLIN);

    assertThat(finding.message())
        .isEqualTo(
            "2027-03-28T02:30 does not exist in Europe/Berlin; the JDK moved it to 03:30+02:00");
    assertThat(finding.notes().get(0).text())
        .isEqualTo("Europe/Berlin (passed by the caller; the JVM's default too, from TZ)");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-14T02:00, America/New_York, 03:00-04:00",
    "2027-03-14T02:59:59, America/New_York, 03:59:59-04:00",
    "2018-11-04T00:00, America/Sao_Paulo, 01:00-02:00",
    "2026-10-04T02:15, Australia/Lord_Howe, 02:45+11:00",
    "2011-12-30T10:00, Pacific/Apia, 2011-12-31T10:00+14:00"
  })
  void reportsGapsOfAllKinds(LocalDateTime local, ZoneId zone, String moved) {
    assertThat(atZone(local, zone).message()).endsWith(" the JDK moved it to " + moved);
  }

  @Test
  void reportsEachWayToMakeOne() {
    LocalDate date = GAP.toLocalDate();
    LocalTime time = GAP.toLocalTime();
    ZonedDateTime moved = GAP.atZone(BERLIN);

    assertFound(rule.see("ZonedDateTime.of", null, moved, GAP, BERLIN));
    assertFound(rule.see("ZonedDateTime.of", null, moved, date, time, BERLIN));
    assertFound(rule.see("ZonedDateTime.of", null, moved, 2027, 3, 28, 2, 30, 0, 0, BERLIN));
    assertFound(rule.see("ZonedDateTime.ofLocal", null, moved, GAP, BERLIN, null));
    assertFound(rule.see("ZonedDateTime.ofLocal", null, moved, GAP, BERLIN, ZoneOffset.ofHours(1)));
  }

  @Test
  void reportsEachWayToChangeOne() {
    ZonedDateTime moved = EVE.plusDays(1);
    ZonedDateTime early = GAP.withHour(1).atZone(BERLIN);

    assertFound(rule.see("ZonedDateTime.plusDays", EVE, moved, 1L));
    assertFound(rule.see("ZonedDateTime.minusDays", EVE, moved, -1L));
    assertFound(rule.see("ZonedDateTime.plusWeeks", EVE.minusDays(6), moved, 1L));
    assertFound(rule.see("ZonedDateTime.plusMonths", GAP.minusMonths(1).atZone(BERLIN), moved, 1L));
    assertFound(rule.see("ZonedDateTime.minusYears", GAP.plusYears(1).atZone(BERLIN), moved, 1L));
    assertFound(rule.see("ZonedDateTime.plus", EVE, moved, 1L, ChronoUnit.DAYS));
    assertFound(rule.see("ZonedDateTime.plus", EVE, moved, Period.ofDays(1)));
    assertFound(rule.see("ZonedDateTime.withDayOfMonth", EVE, moved, 28));
    assertFound(rule.see("ZonedDateTime.withHour", early, early.withHour(2), 2));
    assertFound(rule.see("ZonedDateTime.with", EVE, moved, GAP.toLocalDate()));
    assertFound(rule.see("ZonedDateTime.with", early, moved, GAP.toLocalTime()));
    assertFound(
        rule.see("ZonedDateTime.with", early, early.withHour(2), ChronoField.HOUR_OF_DAY, 2L));
    assertFound(
        rule.see("ZonedDateTime.withZoneSameLocal", GAP.atZone(ZoneOffset.UTC), moved, BERLIN));
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-28T01:59:59, Europe/Berlin",
    "2027-03-28T03:00, Europe/Berlin",
    "2027-10-31T02:30, Europe/Berlin", // exists twice, but it exists
    "2027-03-28T02:30, UTC",
    "2027-03-28T02:30, Asia/Tokyo",
    "2027-03-28T02:30, +01:00",
    "2027-03-28T02:30, Africa/Lagos",
    "2027-03-14T02:30, Europe/Berlin"
  })
  void acceptsLocalTimesThatExist(LocalDateTime local, ZoneId zone) {
    assertThat(atZone(local, zone)).isNull();
  }

  @Test
  void acceptsWhatGoesByTheInstant() {
    ZonedDateTime later = EVE.plus(Duration.ofDays(1));
    ZonedDateTime instant = EVE.with(Instant.parse("2027-03-28T01:00:00Z"));

    assertThat(rule.see("ZonedDateTime.plus", EVE, later, Duration.ofDays(1))).isNull();
    assertThat(rule.see("ZonedDateTime.plus", EVE, EVE.plusHours(24), 24L, ChronoUnit.HOURS))
        .isNull();
    assertThat(
            rule.see("ZonedDateTime.with", EVE, instant, ChronoField.INSTANT_SECONDS, 1806195600L))
        .isNull();
    assertThat(rule.see("ZonedDateTime.with", EVE, EVE, ChronoField.OFFSET_SECONDS, 7200L))
        .isNull();
  }

  @Test
  void acceptsTheCure() {
    // atStartOfDay promises the first valid time, and is not looked at
    ZonedDateTime start =
        LocalDate.parse("2018-11-04").atStartOfDay(ZoneId.of("America/Sao_Paulo"));

    assertThat(start.getHour()).isEqualTo(1);
    assertThat(new DstGapShiftedRule().calls())
        .noneMatch(call -> call.name().equals("atStartOfDay"));
    assertThat(rule.see("ZonedDateTime.plusDays", start, start.plusDays(1), 1L)).isNull();
  }

  @Test
  void doesNotGuessWhatAnAdjusterMeant() {
    var adjuster = TemporalAdjusters.next(DayOfWeek.SUNDAY);

    assertThat(rule.see("ZonedDateTime.with", EVE, EVE.with(adjuster), adjuster)).isNull();
  }

  @Test
  void acceptsAMethodThatAsksTheZone() {
    Filed early = rule.filed("LocalDateTime.atZone", GAP, GAP.atZone(BERLIN), BERLIN);
    assertThat(early.found().stands()).isTrue();
    rule.see("ZoneRules.getValidOffsets", null, null, GAP);

    assertThat(early.found().stands()).isFalse();
    assertThat(atZone(GAP, BERLIN)).isNull();
  }

  @Test
  void doesNotTakeTheChoiceOfAnOverlapForThat() {
    assertThat(new DstGapShiftedRule().calls())
        .noneMatch(call -> call.name().endsWith("OffsetAtOverlap"));
  }

  @Test
  void acceptsDaysAddedToAMoment() {
    ZonedDateTime now = EVE.withSecond(17);
    assertThat(rule.see("ZonedDateTime.plusDays", now, now.plusDays(1), 1L)).isNull();
    assertThat(rule.see("ZonedDateTime.minus", now, now.plusDays(1), Period.ofDays(-1))).isNull();
    ZonedDateTime finer = EVE.withNano(1);
    assertThat(rule.see("ZonedDateTime.plusDays", finer, finer.plusDays(1), 1L)).isNull();

    assertThat(rule.see("ZonedDateTime.with", now, now.with(GAP.toLocalDate()), GAP.toLocalDate()))
        .as("a date was chosen for it")
        .isNotNull();
  }

  @Test
  void doesNotNameADefaultThatIsAnother() {
    RuleFixture elsewhere =
        new RuleFixture(new DstGapShiftedRule(), new FakeSurroundings().jvm("UTC", "TZ"));
    Finding finding = elsewhere.see("LocalDateTime.atZone", GAP, GAP.atZone(BERLIN), BERLIN);

    assertThat(finding.notes().get(0).text()).isEqualTo("Europe/Berlin (passed by the caller)");
  }

  @Test
  void reportsATimestampOfTheDefaultZone() {
    Finding finding = valueOf(GAP, "2027-03-28T01:30:00Z");

    assertFound(finding);
    assertThat(finding.message()).endsWith("; the JDK moved it to 03:30+02:00");
    assertThat(finding.notes().get(0).text())
        .isEqualTo("Europe/Berlin (the JVM's default, from TZ)");
    assertThat(finding.fixes().get(0)).contains("setObject(n, local)");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-28 02:30:00, 2027-03-28T01:30:00Z",
    "2027-03-28 02:00:00.0, 2027-03-28T01:00:00Z",
    "2027-03-28 02:59:59.999999999, 2027-03-28T01:59:59.999Z"
  })
  void reportsATimestampOfAText(String text, Instant made) {
    assertThat(valueOf(text, made.toString()).message())
        .startsWith("2027-03-28T02:")
        .contains(" does not exist in Europe/Berlin; the JDK moved it to 03:");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-28T01:59:59, 2027-03-28T00:59:59Z",
    "2027-03-28T03:00, 2027-03-28T01:00:00Z",
    "2027-10-31T02:30, 2027-10-31T00:30:00Z", // exists twice
    "2026-11-21T13:00, 2026-11-21T12:00:00Z",
    "2027-03-28T02:30, 2027-03-28T02:30:00Z", // made in another zone than we know
    "1500-03-01T12:00, 1500-03-11T11:06:32Z" // of the Julian calendar
  })
  void acceptsATimestamp(LocalDateTime local, String made) {
    assertThat(valueOf(local, made)).isNull();
    assertThat(valueOf(local.toString().replace('T', ' ') + ":00", made)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-3-28 2:30:00",
        " 2027-03-28 02:30:00",
        "2027-02-30 02:30:00",
        "2027-03-28 02:30:00 ",
        "2027-03-28 02:30"
      })
  void doesNotReadEveryTextOfATimestamp(String text) {
    assertThat(valueOf(text, "2027-03-28T01:30:00Z")).isNull();
  }

  @Test
  void acceptsTimestampsOfAnUnknownZone() {
    rule.surroundings().jvm(null, "");

    assertThat(valueOf(GAP, "2027-03-28T01:30:00Z")).isNull();
  }

  @Test
  void passesTimestampsOnceTheZoneIsKnown() {
    DstGapShiftedRule own = new DstGapShiftedRule();
    Call call = own.calls().stream().filter(one -> one.name().equals("valueOf")).findAny().get();
    LocalDateTime local = LocalDateTime.parse("2026-11-21T13:00");
    Date made = Date.from(Instant.parse("2026-11-21T12:00:00Z"));
    assertThat(own.passes(call, null, made, local, 0)).isFalse();

    new RuleFixture(own).see("Timestamp.valueOf", null, made, local);

    assertThat(own.passes(call, null, made, local, 0)).isTrue();
    assertThat(own.passes(call, null, made, "2026-12-24 02:30:00", 0)).isTrue();
    assertThat(own.passes(call, null, made, GAP, 0)).isFalse();
    assertThat(own.passes(call, null, made, "2027-03-28 02:30:00", 0)).isFalse();
    assertThat(own.passes(call, null, made, "2026-12-24", 0)).isFalse();
  }

  private Finding valueOf(Object given, String made) {
    return rule.see("Timestamp.valueOf", null, Date.from(Instant.parse(made)), given);
  }

  private Finding atZone(LocalDateTime local, ZoneId zone) {
    return rule.see("LocalDateTime.atZone", local, local.atZone(zone), zone);
  }

  private static void assertFound(Finding finding) {
    assertThat(finding.message()).startsWith("2027-03-28T02:30 does not exist in Europe/Berlin");
  }
}
