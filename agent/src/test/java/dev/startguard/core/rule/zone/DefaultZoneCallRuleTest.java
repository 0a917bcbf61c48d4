package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultZoneCallRuleTest {
  private final DefaultZoneCallRule rule = new DefaultZoneCallRule();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LocalDate.now",
        "LocalTime.now",
        "LocalDateTime.now",
        "ZonedDateTime.now",
        "OffsetDateTime.now",
        "OffsetTime.now",
        "Year.now",
        "YearMonth.now",
        "MonthDay.now",
        "JapaneseDate.now",
        "IsoChronology.dateNow",
        "Clock.systemDefaultZone",
        "ZoneId.systemDefault",
        "TimeZone.getDefault",
        "Calendar.getInstance",
        "new GregorianCalendar"
      })
  void reportsCallsWithoutAZone(String call) {
    assertThat(new RuleFixture(rule).see(call, null, null).message())
        .isEqualTo(call + " takes the JVM's default zone: Europe/Berlin here, from TZ");
  }

  @Test
  void reportsAPatternWithoutALocale() {
    assertThat(new RuleFixture(rule).see("new SimpleDateFormat", null, null, "yyyy")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "java/time/LocalDate, now, (Ljava/time/ZoneId;)Ljava/time/LocalDate;",
    "java/time/LocalDate, now, (Ljava/time/Clock;)Ljava/time/LocalDate;",
    "java/time/ZonedDateTime, now, (Ljava/time/ZoneId;)Ljava/time/ZonedDateTime;",
    "java/time/Instant, now, ()Ljava/time/Instant;",
    "java/time/Clock, systemUTC, ()Ljava/time/Clock;",
    "java/time/Clock, system, (Ljava/time/ZoneId;)Ljava/time/Clock;",
    "java/time/chrono/IsoChronology, dateNow, (Ljava/time/ZoneId;)Ljava/time/LocalDate;",
    "java/util/Calendar, getInstance, (Ljava/util/TimeZone;)Ljava/util/Calendar;",
    "java/util/Calendar, getInstance, (Ljava/util/Locale;)Ljava/util/Calendar;",
    "java/util/GregorianCalendar, <init>, (III)V",
    "java/text/SimpleDateFormat, <init>, (Ljava/lang/String;Ljava/util/Locale;)V",
    "java/lang/System, currentTimeMillis, ()J"
  })
  void leavesAloneWhatIsGivenAZone(String owner, String name, String descriptor) {
    assertThat(rule.calls())
        .extracting(Call::api)
        .doesNotContain(owner + "." + name + descriptor)
        .contains("java/time/LocalDate.now()Ljava/time/LocalDate;");
  }

  @Test
  void saysNothingOfAZoneThatItDoesNotKnow() {
    Finding finding =
        new RuleFixture(rule, new FakeSurroundings().jvm(null, ""))
            .see("LocalDate.now", null, null);

    assertThat(finding.message()).isEqualTo("LocalDate.now takes the JVM's default zone");
  }
}
