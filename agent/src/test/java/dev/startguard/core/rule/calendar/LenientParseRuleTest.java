package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.nio.CharBuffer;
import java.text.DecimalFormat;
import java.text.FieldPosition;
import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DecimalStyle;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalQuery;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate")
class LenientParseRuleTest {
  private final RuleFixture rule = new RuleFixture(new LenientParseRule());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "yyyy-MM-dd | 2027-02-31 | 2027-02-28 | day 31 in month 2",
        "uuuu-MM-dd | 2027-02-30 | 2027-02-28 | day 30 in month 2",
        "dd.MM.yyyy | 29.02.2027 | 2027-02-28 | day 29 in month 2",
        "yyyy-MM-dd | 2028-02-30 | 2028-02-29 | day 30 in month 2",
        "yyyyMMdd | 20270431 | 2027-04-30 | day 31 in month 4",
        "d MMM uuuu | 31 Jun 2027 | 2027-06-30 | day 31 in month 6",
        "dd/MM/yy | 31/09/27 | 2027-09-30 | day 31 in month 9",
        "EEE, d MMM yyyy | Tue, 31 Nov 2027 | 2027-11-30 | day 31 in month 11",
        "uuuu-MM-dd | 1900-02-29 | 1900-02-28 | day 29 in month 2"
      })
  void reportsADayThatTheMonthHasNot(
      String pattern, String text, String became, String impossible) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);

    assertThat(date(text, formatter).message())
        .isEqualTo('"' + text + "\" was parsed as " + became + ": there is no " + impossible);
    assertThat(rule.see("DateTimeFormatter.parse", formatter, formatter.parse(text), text))
        .isNotNull();
    TemporalQuery<LocalDate> query = LocalDate::from;
    assertThat(
            rule.see(
                "DateTimeFormatter.parse", formatter, formatter.parse(text, query), text, query))
        .isNotNull();
  }

  @Test
  void reportsItInLongerTypes() {
    DateTimeFormatter formatter = smart("uuuu-MM-dd'T'HH:mm[XXX]");
    String local = "2027-02-31T10:15";
    String offset = local + "+01:00";

    assertThat(
            rule.see(
                "LocalDateTime.parse",
                null,
                LocalDateTime.parse(local, formatter),
                local,
                formatter))
        .isNotNull();
    assertThat(
            rule.see(
                "OffsetDateTime.parse",
                null,
                OffsetDateTime.parse(offset, formatter),
                offset,
                formatter))
        .isNotNull();
    assertThat(
            rule.see(
                "ZonedDateTime.parse",
                null,
                ZonedDateTime.parse(offset, formatter),
                offset,
                formatter))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2027-13-05 10:00 | month 13",
        "2027-02-31 10:00 | day 31 in month 2",
        "2027-00-10 10:00 | month 0",
        "2027-03-05 25:00 | hour 25",
        "2027-12-31 23:99 | minute 99"
      })
  void reportsWhatALenientFormatterMadeUp(String text, String impossible) {
    DateTimeFormatter lenient = smart("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.LENIENT);

    assertThat(dateTime(text, lenient).message()).endsWith("there is no " + impossible);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "yyyy-MM-dd | 2027-02-28",
        "yyyy-MM-dd | 2028-02-29",
        "yyyy-MM-dd | 2027-04-30",
        "yyyy-MM-dd | 2027-01-31",
        "[dd.MM.uuuu][uuuu-MM-dd] | 2027-02-28",
        "dd.MM.yyyy | 28.02.2027",
        "d. MMMM uuuu | 28. february 2027",
        "d-M-uuuu | 1-3-2027",
        "EEE, d MMM yyyy | Sun, 28 Feb 2027",
        "uuuu-DDD | 2027-059",
        "YYYY-'W'ww-e | 2027-W09-1",
        "'31 of' uuuu-MM-dd | 31 of 2027-02-28",
        "uu-MM-dd | 31-02-28"
      })
  void acceptsExactDates(String pattern, String text) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .toFormatter(Locale.ENGLISH);

    assertThat(date(text, formatter)).isNull();
    assertThat(date(text, formatter.withResolverStyle(ResolverStyle.LENIENT))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-02-28 10:31", // 31 minutes
        "2027-02-28 23:29",
        "2027-04-29 24:00", // the end of the day
        "2027-01-31 24:00",
        "2027-04-30 24:00",
        "2027-04-30 00:00"
      })
  void acceptsExactTimes(String text) {
    assertThat(dateTime(text, smart("uuuu-MM-dd HH:mm"))).isNull();
    assertThat(dateTime(text, smart("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.LENIENT)))
        .isNull();
  }

  @Test
  void acceptsADateThatTheZoneMoved() {
    DateTimeFormatter formatter = DateTimeFormatter.ISO_ZONED_DATE_TIME;
    DateTimeFormatter smart = formatter.withResolverStyle(ResolverStyle.SMART);
    for (String text :
        new String[] {
          "2027-01-31T02:00+05:00[America/New_York]", "2027-05-31T23:30-05:00[Europe/Berlin]",
          "2027-03-01T02:00+05:00[America/New_York]", "2027-04-29T23:30-05:00[Europe/Berlin]"
        }) {
      ZonedDateTime moved = ZonedDateTime.parse(text, smart);
      assertThat(rule.see("ZonedDateTime.parse", null, moved, text, smart)).as(text).isNull();
    }
  }

  @Test
  void acceptsOtherReckonings() {
    String text = "1448-02-29";
    DateTimeFormatter hijrah = smart("yyyy-MM-dd").withChronology(HijrahChronology.INSTANCE);
    assertThat(rule.see("DateTimeFormatter.parse", hijrah, hijrah.parse(text), text)).isNull();

    DateTimeFormatter fields =
        smart("uuuu-MM-dd DDD").withResolverFields(ChronoField.YEAR, ChronoField.DAY_OF_YEAR);
    assertThat(date("2027-02-31 059", fields)).as("the day of the month is not asked").isNull();
  }

  @Test
  void readsOtherDigits() {
    DateTimeFormatter arabic =
        smart("uuuu-MM-dd").withDecimalStyle(DecimalStyle.STANDARD.withZeroDigit('٠'));

    assertThat(date("٢٠٢٧-٠٢-٣١", arabic)).isNotNull();
    assertThat(date("٢٠٢٧-٠٢-٢٨", arabic)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "MM/yy, 02/29", // the end of a card's month
    "yy/MM, 31/02",
    "MM/yy[ dd], 02/29"
  })
  void acceptsADefaultedDay(String pattern, String text) {
    assertThat(date(text, defaulting(pattern, ChronoField.DAY_OF_MONTH, 31))).isNull();
  }

  @Test
  void reportsAWrittenDateBesideDefaults() {
    assertThat(date("2027-02-31", defaulting("uuuu-MM-dd", ChronoField.HOUR_OF_DAY, 0)).message())
        .endsWith("was parsed as 2027-02-28: there is no day 31 in month 2");
    assertThat(date("31 Feb 27", defaulting("d MMM yy", ChronoField.ERA, 1))).isNotNull();
  }

  @Test
  void acceptsWhatIsNoDate() {
    DateTimeFormatter month = smart("uuuu-MM");
    TemporalQuery<YearMonth> query = YearMonth::from;

    assertThat(
            rule.see(
                "DateTimeFormatter.parse", month, month.parse("2027-02", query), "2027-02", query))
        .isNull();
    DateTimeFormatter time = smart("HH:mm");
    assertThat(rule.see("DateTimeFormatter.parse", time, time.parse("10:31"), "10:31")).isNull();
  }

  @Test
  void asksNoCharactersOfTheApplicationsOwnSequences() {
    DateTimeFormatter formatter = smart("uuuu-MM-dd");
    CharSequence text = CharBuffer.wrap("2027-02-31");

    assertThat(rule.see("LocalDate.parse", null, LocalDate.parse(text, formatter), text, formatter))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "yyyy-MM-dd | 2027-13-45trailing | 2027-13-45 | 2028-02-14T00:00 | month 13",
        "yyyy-MM-dd | 2027-02-31 | 2027-02-31 | 2027-03-03T00:00 | day 31 in month 2",
        "yyyyMMdd | 20270231 | 20270231 | 2027-03-03T00:00 | day 31 in month 2",
        "dd/MM/yy | 29/02/27 | 29/02/27 | 2027-03-01T00:00 | day 29 in month 2",
        "MM/dd/yyyy | 31/12/2027 | 31/12/2027 | 2029-07-12T00:00 | month 31",
        "yyyy-MM-dd HH:mm | 2027-01-31 25:10 | 2027-01-31 25:10 | 2027-02-01T01:10 | hour 25",
        "HH:mm:ss.SSS | 10:00:00.123456 | 10:00:00.123456 | 1970-01-01T10:02:03.456 | millisecond 123456",
        "HH:mm | 10:75 | 10:75 | 1970-01-01T11:15 | minute 75",
        "d mm:ss | 3 75:30 | 3 75:30 | 1970-01-03T01:15:30 | minute 75",
        "yyyy-MM-dd | 0000-00-00 | 0000-00-00 | -0001-11-28T00:00 | month 0",
        "d MMM yyyy | 31 Feb 2027 | 31 Feb 2027 | 2027-03-03T00:00 | day 31 in that month",
        "MMMM d, yyyy | June 31, 2027 | June 31, 2027 | 2027-07-01T00:00 | day 31 in that month",
        "yyyy-MM-dd'T'HH:mm:ssX | 2027-04-31T10:00:00Z | 2027-04-31T10:00:00 | 2027-05-01T10:00:00Z | day 31 in month 4",
        "yyyy-MM-dd hh:mm | 2027-03-14 25:30 | 2027-03-14 25:30 | 2027-03-15T01:30 | hour 25",
        "hh:mm a | 13:30 PM | 13:30 PM | 1970-01-02T01:30 | hour 13",
        "HH:MM | 12:45 | 12:45 | 1973-09-01T12:00 | month 45"
      })
  void reportsWhatALenientFormatMadeUp(
      String pattern, String text, String read, String became, String impossible)
      throws ParseException {
    assertThat(text(text, format(pattern)).message())
        .isEqualTo('"' + read + "\" was parsed as " + became + ": there is no " + impossible);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "yyyy-MM-dd | 2027-02-28",
        "yyyy-MM-dd | 2028-02-29",
        "yyyy-MM-dd | 2027-01-31trailing", // what follows is nobody's
        "yyyy-MM-dd | 2027-1-5", // without zeros
        "yyyy-MM-dd |   2027- 01- 05",
        "dd/MM/yy | 29/02/28",
        "dd/MM/yy | 29/02/00", // of a year that may be 2000
        "dd/MM/yyyy | 29/02/1500", // of the Julian calendar
        "yyyyMMdd | 20270131",
        "yyyyMMddHHmmss | 20270131235959",
        "d MMM yyyy | 31 January 2027",
        "d MMM yyyy | 28 FEB 2027",
        "EEE, d MMM yyyy HH:mm:ss zzz | Sun, 31 Jan 2027 23:59:59 PST",
        "yyyy-MM-dd'T'HH:mm:ssX | 2027-01-31T23:59:59-08:00",
        "yyyy-MM-dd HH:mm | 2027-01-31 24:00", // midnight
        "HH:mm:ss | 23:59:60", // a leap second
        "d MMM yyyy HH:mm | 31 Dec 2026 24:00",
        "d MMM yyyy HH:mm | 30 Apr 2027 24:00",
        "d MMM yyyy HH:mm:ss | 30 Jun 2026 23:59:60",
        "mm:ss | 75:30", // a duration
        "HH:mm:ss | 25:35:00",
        "kk:mm | 90:00",
        "yyyy-MM-dd hh:mm:ss | 2027-03-14 15:30:00", // that very hour
        "yyyy-MM-dd KK:mm | 2027-03-14 12:30",
        "mm:ss.SSS | 00:90.250",
        "ss | 3600",
        "kk:mm | 24:10",
        "hh:mm a | 12:30 am",
        "hh:mm a | 00:30 AM",
        "HH:mm:ss.SSS | 10:00:00.5",
        "yyyy-DDD | 2027-365",
        "YYYY-'W'ww-u | 2027-W09-1",
        "yyyy 'o''clock' HH | 2027 o'clock 23",
        "G yyyy-MM-dd | BC 0001-02-29"
      })
  void acceptsExactTexts(String pattern, String text) throws ParseException {
    assertThat(text(text, format(pattern))).isNull();
  }

  @Test
  void saysTheMomentWhereTheTextHasAZone() throws ParseException {
    SimpleDateFormat berlin = format("yyyy-MM-dd'T'HH:mm:ssX");
    berlin.setTimeZone(TimeZone.getTimeZone("Europe/Berlin"));

    assertThat(text("2027-04-31T10:00:00Z", berlin).message())
        .isEqualTo(
            "\"2027-04-31T10:00:00\" was parsed as 2027-05-01T10:00:00Z: there is no day 31 in"
                + " month 4");
  }

  @Test
  void acceptsADateThatIsPrintedAgainToCompare() throws ParseException {
    SimpleDateFormat format = format("yyyy-MM-dd");
    Date date = format.parse("2027-02-31");
    Case found = filed(format, date, "2027-02-31");
    assertThat(found.stands()).isTrue();

    prints(format, date);

    assertThat(found.stands()).isFalse();
    assertThat(rule.filed("DateFormat.parse", format, date, "2027-02-31")).as("there").isNull();
    assertThat(rule.in("other").see("DateFormat.parse", format, date, "2027-02-31")).isNotNull();
  }

  @Test
  void reportsADateThatIsPrintedOtherwise() throws ParseException {
    SimpleDateFormat format = format("yyyy-MM-dd");
    Date date = format.parse("2027-02-31");
    Case found = filed(format, date, "2027-02-31");

    prints(format("dd.MM.yyyy"), date);
    prints(format, format.parse("2027-02-31"));
    prints(format, new Date(0));

    assertThat(found.stands()).isTrue();
    prints(format("yyyy-MM-dd"), date);
    assertThat(found.stands()).as("an equal format").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2027-02-28, true", "2027-02-31, false", "2027-13-45trailing, false"})
  void passesTextsInOrder(String text, boolean passed) {
    assertThat(passes(format("yyyy-MM-dd"), new Date(0), text)).isEqualTo(passed);
  }

  @Test
  void passesNothingThatItDoesNotKnow() {
    SimpleDateFormat own = new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT) {};

    assertThat(passes(own, new Date(0), "2027-02-28")).isFalse();
    assertThat(passes(smart("uuuu-MM-dd"), LocalDate.EPOCH, "1970-01-01")).isFalse();
    assertThat(passes(format("yyyy-MM-dd"), new Date(0), CharBuffer.wrap("2027-02-28"))).isFalse();
  }

  private static boolean passes(Object receiver, Object result, CharSequence text) {
    LenientParseRule own = new LenientParseRule();
    Call parse =
        own.calls().stream().filter(call -> call.look() == Look.RESULT).findFirst().orElseThrow();
    return own.passes(parse, receiver, result, text, 0);
  }

  private Case filed(SimpleDateFormat format, Date date, String text) {
    return rule.filed("DateFormat.parse", format, date, text).found();
  }

  private void prints(SimpleDateFormat format, Date date) {
    assertThat(rule.see("SimpleDateFormat.format", format, null, date)).isNull();
    assertThat(rule.see("DateFormat.format", format, null, date)).isNull();
  }

  @Test
  void acceptsAStrictFormat() throws ParseException {
    SimpleDateFormat strict = format("yyyy-MM-dd");
    strict.setLenient(false);

    assertThat(text("2027-02-28", strict)).isNull();
  }

  @Test
  void leavesTheApplicationsOwnClassesAlone() throws ParseException {
    SimpleDateFormat own =
        new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT) {
          @Override
          public StringBuffer format(Date date, StringBuffer to, FieldPosition position) {
            throw new AssertionError("asked");
          }
        };
    assertThat(text("2027-02-31", own)).isNull();

    SimpleDateFormat numbers = format("yyyy-MM-dd");
    numbers.setNumberFormat(new DecimalFormat("#") {});
    assertThat(text("2027-02-31", numbers)).isNull();
  }

  @Test
  void doesNotDisturbTheFormat() throws ParseException {
    SimpleDateFormat format = format("yyyy-MM-dd");
    Date date = format.parse("2027-02-31");
    Calendar before = (Calendar) format.getCalendar().clone();
    SimpleDateFormat copy = (SimpleDateFormat) format.clone();

    assertThat(rule.see("SimpleDateFormat.parse", format, date, "2027-02-31")).isNotNull();
    assertThat(format.getCalendar()).isEqualTo(before);
    assertThat(format).isEqualTo(copy);
    assertThat(format.isLenient()).isTrue();
  }

  @Test
  void showsNoMoreThanTheDate() throws ParseException {
    String text = "2027-02-31" + " and what is nobody's business";

    assertThat(text(text, format("yyyy-MM-dd")).message()).doesNotContain("business");
  }

  private Finding date(String text, DateTimeFormatter formatter) {
    return rule.see("LocalDate.parse", null, LocalDate.parse(text, formatter), text, formatter);
  }

  private Finding dateTime(String text, DateTimeFormatter formatter) {
    return rule.see(
        "LocalDateTime.parse", null, LocalDateTime.parse(text, formatter), text, formatter);
  }

  private Finding text(String text, SimpleDateFormat format) throws ParseException {
    return rule.see("DateFormat.parse", format, format.parse(text), text);
  }

  private static DateTimeFormatter smart(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  private static DateTimeFormatter defaulting(String pattern, ChronoField field, long value) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .parseDefaulting(field, value)
        .toFormatter(Locale.ENGLISH);
  }

  private static SimpleDateFormat format(String pattern) {
    SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ENGLISH);
    format.setTimeZone(TimeZone.getTimeZone("UTC"));
    return format;
  }
}
