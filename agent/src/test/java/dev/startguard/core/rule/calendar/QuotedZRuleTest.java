package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.sql.Time;
import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate")
class QuotedZRuleTest {
  private static final ZonedDateTime BERLIN =
      ZonedDateTime.parse("2027-07-01T14:30:15.25+02:00[Europe/Berlin]");

  private static final String ISO = "uuuu-MM-dd'T'HH:mm:ss'Z'";

  private final RuleFixture rule = new RuleFixture(new QuotedZRule());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "uuuu-MM-dd'T'HH:mm:ss'Z', 2027-07-01T14:30:15Z",
        "yyyy-MM-dd'T'HH:mm:ss.SSS'Z', 2027-07-01T14:30:15.250Z",
        "yyyyMMdd'T'HHmmss'Z', 20270701T143015Z",
        "HH:mm'Z', 14:30Z",
        "uuuu-MM-dd HH:mm[:ss]'Z', 2027-07-01 14:30:15Z",
        "HH:mm:ss.n'Z', 14:30:15.250000000Z",
        "HH'Z' dd MM uuuu, 14Z 01 07 2027",
        "uuuu-MM-dd'T'HH:mm:ss['Z'], 2027-07-01T14:30:15Z"
      })
  void reportsAZoneThatIsNotUtc(String pattern, String printed) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);

    String message =
        '"'
            + printed
            + "\" was printed of a time with the offset +02:00 (of its zone Europe/Berlin), which"
            + " is 2027-07-01T12:30:15.250Z: whoever reads it is off by 2 h";
    assertThat(ask(formatter, BERLIN).message()).isEqualTo(message);
    assertThat(given("ZonedDateTime", BERLIN, formatter).message()).isEqualTo(message);
  }

  @Test
  void reportsAnOffset() {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(ISO);
    OffsetDateTime kathmandu = OffsetDateTime.parse("2027-07-01T12:00:00+05:45");

    assertThat(given("OffsetDateTime", kathmandu, formatter).message())
        .contains("with the offset +05:45 (its own), ", "off by 5 h 45 min");
    OffsetTime time = OffsetTime.parse("12:00-00:30");
    assertThat(given("OffsetTime", time, DateTimeFormatter.ofPattern("HH:mm'Z'")).message())
        .endsWith("the offset -00:30 (its own): whoever reads it is off by 30 min");
  }

  @Test
  void reportsTheFormattersZone() {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(ISO).withZone(ZoneId.of("America/New_York"));

    assertThat(ask(formatter, Instant.parse("2027-07-01T12:00:00Z")).message())
        .contains("\"2027-07-01T08:00:00Z\"", "of the formatter's zone America/New_York");
    assertThat(ask(formatter, BERLIN).message()).contains("offset -04:00");
    assertThat(ask(formatter, BERLIN.withZoneSameInstant(ZoneOffset.UTC))).isNotNull();
  }

  @Test
  void reportsWhatABuilderMade() {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT);

    assertThat(ask(formatter, BERLIN)).isNotNull();
    assertThat(ask(formatter, BERLIN)).as("remembered").isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuuu-MM-dd'T'HH:mm:ssXXX",
        "uuuu-MM-dd'T'HH:mm:ssX",
        "uuuu-MM-dd'T'HH:mm:ss'Z' XXX", // the offset is told
        "uuuu-MM-dd'T'HH:mm:ss'Z'[VV]",
        "uuuu-MM-dd'T'HH:mm:ss z'Z'",
        "uuuu-MM-dd'T'HH:mm:ss",
        "uuuu-MM-dd'Z'", // after a date: no time of day
        "'Z'uuuu",
        "HH:mm:ss 'Zulu'",
        "HH:mm'Zone'",
        "HH:mm'Z''s'",
        "'A0Z' HH:mm" // printed by a text of its own
      })
  void acceptsOtherPatterns(String pattern) {
    assertThat(ask(DateTimeFormatter.ofPattern(pattern, Locale.ROOT), BERLIN)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-07-01T12:00:00Z",
        "2027-07-01T12:00:00Z[UTC]",
        "2027-07-01T12:00:00+00:00[Africa/Abidjan]",
        "2027-01-01T12:00:00Z[Europe/London]" // in winter
      })
  void acceptsTimesOfUtc(String text) {
    ZonedDateTime time = ZonedDateTime.parse(text);

    assertThat(ask(DateTimeFormatter.ofPattern(ISO), time)).isNull();
    assertThat(ask(DateTimeFormatter.ofPattern(ISO), time.toOffsetDateTime())).isNull();
  }

  @Test
  void acceptsAFormatterWhoseZoneIsUtc() {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(ISO).withZone(ZoneOffset.UTC);

    assertThat(ask(formatter, BERLIN)).isNull();
    assertThat(ask(formatter, BERLIN.toInstant())).isNull();
  }

  @Test
  void acceptsWhatHasNoOffset() {
    LocalDateTime local = BERLIN.toLocalDateTime();
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(ISO);

    assertThat(ask(formatter, local)).isNull();
    assertThat(ask(formatter.withZone(BERLIN.getZone()), local)).isNull();
  }

  @Test
  void acceptsAnOptionalZThatWasNotPrinted() {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .appendPattern("HH:mm[.D'Z']") // never: a time has no day
            .toFormatter(Locale.ROOT);

    assertThat(ask(formatter, OffsetTime.parse("12:00+01:00"))).isNull();
  }

  @Test
  void acceptsAFractionsInstant() {
    DateTimeFormatter formatter = DateTimeFormatter.ISO_INSTANT;

    assertThat(ask(formatter, BERLIN)).isNull();
    assertThat(
            ask(
                new DateTimeFormatterBuilder()
                    .appendValue(ChronoField.INSTANT_SECONDS)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT),
                BERLIN))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
        "yyyyMMdd'T'HHmmss'Z'",
        "HH:mm'Z'",
        "kk:mm'Z' (dd.MM.)"
      })
  void reportsTheZoneOfASimpleDateFormat(String pattern) {
    Date date = Date.from(BERLIN.toInstant());
    SimpleDateFormat format = format(pattern, "Europe/Berlin");

    for (String owner : new String[] {"SimpleDateFormat", "DateFormat"}) {
      for (Object given : new Object[] {date, date.getTime()}) {
        assertThat(rule.see(owner + ".format", format, format.format(given), given).message())
            .contains(
                '"' + format.format(date) + '"',
                "offset +02:00 (of the format's zone Europe/Berlin), which is ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "yyyy-MM-dd'T'HH:mm:ss'Z', UTC",
        "yyyy-MM-dd'T'HH:mm:ss'Z', GMT",
        "yyyy-MM-dd'T'HH:mm:ssXXX, Europe/Berlin",
        "yyyy-MM-dd'T'HH:mm:ssX, UTC",
        "yyyy-MM-dd'T'HH:mm:ss'Z' Z, Europe/Berlin",
        "yyyy-MM-dd'T'HH:mm:ss'Z' z, Europe/Berlin",
        "yyyy-MM-dd'Z', Europe/Berlin",
        "HH:mm'Zt', Europe/Berlin",
        "HH:mm, Europe/Berlin",
        "'Z'HH:mm, Europe/Berlin"
      })
  void acceptsOtherSimpleDateFormats(String pattern, String zone) {
    assertThat(ask(format(pattern, zone), Date.from(BERLIN.toInstant()))).isNull();
    assertThat(ask(format(pattern, zone), Date.from(BERLIN.toInstant()))).isNull();
  }

  /** {@code Timestamp.valueOf(LocalDateTime.now(ZoneOffset.UTC))} prints UTC's time, and Z. */
  @Test
  void acceptsWhatIsMadeOfALocalTime() {
    SimpleDateFormat format = format("yyyy-MM-dd'T'HH:mm:ss'Z'", "Europe/Berlin");
    long millis = BERLIN.toInstant().toEpochMilli();

    assertThat(ask(format, new Timestamp(millis))).isNull();
    assertThat(ask(format, new java.sql.Date(millis))).isNull();
    assertThat(ask(format, new Time(millis))).isNull();
    assertThat(ask(format, new Date(millis))).isNotNull();
  }

  @Test
  void goesByTheOffsetOfTheMoment() {
    SimpleDateFormat london = format("yyyy-MM-dd'T'HH:mm:ss'Z'", "Europe/London");

    assertThat(ask(london, Date.from(Instant.parse("2027-01-01T12:00:00Z")))).isNull();
    assertThat(ask(london, Date.from(Instant.parse("2027-07-01T12:00:00Z")))).isNotNull();
  }

  @Test
  void leavesTheApplicationsOwnClassesAlone() {
    Date date = Date.from(BERLIN.toInstant());
    SimpleDateFormat own =
        new SimpleDateFormat("HH:mm'Z'", Locale.ROOT) {
          @Override
          public String toPattern() {
            throw new AssertionError("asked");
          }
        };
    assertThat(ask(own, date)).isNull();

    SimpleDateFormat withOwnZone = format("HH:mm'Z'", "UTC");
    withOwnZone.setTimeZone(
        new SimpleTimeZone(3_600_000, "own") {
          @Override
          public int getOffset(long millis) {
            return 3_600_000;
          }
        });
    assertThat(ask(withOwnZone, date)).isNull();
  }

  /** What passes is not looked at: it must be sure. */
  @Test
  void passesTimesOfUtc() {
    DateTimeFormatter plain = DateTimeFormatter.ofPattern(ISO, Locale.ROOT);
    DateTimeFormatter utc = plain.withZone(ZoneId.of("UTC"));
    DateTimeFormatter berlin = plain.withZone(BERLIN.getZone());
    ZonedDateTime zulu = BERLIN.withZoneSameInstant(ZoneOffset.UTC);
    OffsetTime time = OffsetTime.parse("12:00+01:00");

    assertThat(passes(plain, zulu)).isTrue();
    assertThat(passes(zulu, plain)).isTrue();
    assertThat(passes(plain, zulu.toOffsetDateTime())).isTrue();
    assertThat(passes(utc, zulu.toInstant())).isTrue();
    assertThat(passes(utc, BERLIN)).isTrue();
    assertThat(passes(BERLIN, utc)).isTrue();
    assertThat(passes(plain, BERLIN)).isFalse();
    assertThat(passes(BERLIN, plain)).isFalse();
    assertThat(passes(plain, time)).isFalse();
    assertThat(passes(utc, time)).isFalse();
    assertThat(passes(berlin, zulu)).isFalse();
    assertThat(passes(zulu, berlin)).isFalse();
    assertThat(passes(plain.withZone(ZoneOffset.ofHours(1)), zulu)).isFalse();
    assertThat(passes(new SimpleDateFormat(ISO, Locale.ROOT), new Date(0))).isFalse();
  }

  private static boolean passes(Object receiver, Object first) {
    QuotedZRule own = new QuotedZRule();
    return own.passes(own.calls().get(0), receiver, "2027-07-01T12:30:15Z", first, 0);
  }

  private Finding ask(DateTimeFormatter formatter, TemporalAccessor value) {
    return rule.see("DateTimeFormatter.format", formatter, formatter.format(value), value);
  }

  private Finding given(String type, TemporalAccessor value, DateTimeFormatter formatter) {
    return rule.see(type + ".format", value, formatter.format(value), formatter);
  }

  private Finding ask(SimpleDateFormat format, Date date) {
    return rule.see("SimpleDateFormat.format", format, format.format(date), date);
  }

  private static SimpleDateFormat format(String pattern, String zone) {
    SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ROOT);
    format.setTimeZone(TimeZone.getTimeZone(zone));
    return format;
  }
}
