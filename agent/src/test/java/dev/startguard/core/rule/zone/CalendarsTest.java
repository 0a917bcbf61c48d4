package dev.startguard.core.rule.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Opened;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate")
class CalendarsTest {
  private static final String GAP = "2027-03-28T02:30";
  private static final String BERLIN = "Europe/Berlin";

  private final RuleFixture rule = new RuleFixture(new DstGapShiftedRule());

  @BeforeAll
  static void open() {
    Opened.all();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Calendar.getTime",
        "Calendar.getTimeInMillis",
        "Calendar.toInstant",
        "GregorianCalendar.getTime",
        "GregorianCalendar.getTimeInMillis",
        "GregorianCalendar.toInstant",
        "GregorianCalendar.toZonedDateTime"
      })
  void reportsWhoeverAsks(String call) {
    Finding finding = rule.see(call, set(GAP, BERLIN), null);

    assertThat(finding.message())
        .isEqualTo(
            "2027-03-28T02:30 does not exist in Europe/Berlin; the JDK moved it to 03:30+02:00");
    assertThat(finding.notes().get(0).text())
        .isEqualTo("Europe/Berlin (of the Calendar; the JVM's default too, from TZ)");
    assertThat(finding.fixes().get(0)).contains("LocalDateTime");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-14T02:00, America/New_York, 03:00-04:00",
    "2027-03-14T02:59:59, America/New_York, 03:59:59-04:00",
    "2018-11-04T00:00:01, America/Sao_Paulo, 01:00:01-02:00",
    "2026-10-04T02:15, Australia/Lord_Howe, 02:45+11:00",
    "2011-12-30T10:00, Pacific/Apia, 2011-12-31T10:00+14:00"
  })
  void reportsGapsOfOtherZones(LocalDateTime local, String zone, String moved) {
    assertThat(see(set(local.toString(), zone)).message())
        .endsWith(" the JDK moved it to " + moved);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-28T01:59:59, Europe/Berlin",
    "2027-03-28T03:00, Europe/Berlin",
    "2027-10-31T02:30, Europe/Berlin", // exists twice, but it exists
    "2027-03-14T02:30, Europe/Berlin",
    "2027-03-28T02:30, UTC",
    "2027-03-28T02:30, Asia/Tokyo",
    "2018-11-04T00:00, America/Sao_Paulo", // the start of the day
    "1500-03-01T12:00, Europe/Berlin"
  })
  void accepts(String local, String zone) {
    assertThat(see(set(local, zone))).isNull();
  }

  @Test
  void acceptsWhatSaysTheHourOtherwise() {
    Calendar day = set("2027-03-27T02:30", BERLIN);
    day.getTime();
    day.set(Calendar.DAY_OF_MONTH, 28);
    Calendar half = set(GAP, BERLIN);
    half.set(Calendar.AM_PM, Calendar.AM);
    Calendar offset = set(GAP, BERLIN);
    offset.set(Calendar.ZONE_OFFSET, 0);
    Calendar many = set("2027-03-27T02:30", BERLIN);
    many.set(Calendar.HOUR_OF_DAY, 26);

    assertThat(see(day)).as("nobody chose the time of day").isNull();
    assertThat(see(half)).isNull();
    assertThat(see(offset)).isNull();
    assertThat(see(many)).isNull();
  }

  @Test
  void acceptsOtherCalendars() {
    Calendar strict = set(GAP, BERLIN);
    strict.setLenient(false);
    GregorianCalendar other = new GregorianCalendar(TimeZone.getTimeZone(BERLIN)) {};
    other.set(2027, Calendar.MARCH, 28, 2, 30);
    Calendar buddhist = Calendar.getInstance(TimeZone.getTimeZone(BERLIN), new Locale("th", "TH"));
    buddhist.set(2570, Calendar.MARCH, 28, 2, 30);
    GregorianCalendar before = set(GAP, BERLIN);
    before.set(Calendar.ERA, GregorianCalendar.BC);

    assertThat(see(strict)).isNull();
    assertThat(see(other)).isNull();
    assertThat(see(buddhist)).isNull();
    assertThat(see(before)).isNull();
  }

  /** Zones may have the name of another, and rules of their own. */
  @Test
  void acceptsOtherZones() {
    GregorianCalendar calendar = set(GAP, BERLIN);
    calendar.setTimeZone(new SimpleTimeZone(3_600_000, BERLIN));
    TimeZone changed = TimeZone.getTimeZone(BERLIN);
    changed.setRawOffset(7_200_000);
    GregorianCalendar other = set(GAP, BERLIN);
    other.setTimeZone(changed);

    assertThat(see(calendar)).isNull();
    assertThat(see(other)).isNull();
  }

  @Test
  void acceptsWhatTheCallRefuses() {
    GregorianCalendar calendar = set(GAP, BERLIN);
    calendar.set(Calendar.ERA, 5);

    assertThat(see(calendar)).isNull();
  }

  @Test
  void leavesTheCalendarAsItIs() {
    GregorianCalendar calendar = set(GAP, BERLIN);
    GregorianCalendar same = set(GAP, BERLIN);
    see(calendar);
    calendar.set(Calendar.HOUR_OF_DAY, 1);
    same.set(Calendar.HOUR_OF_DAY, 1);

    assertThat(calendar.getTime()).isEqualTo(same.getTime()).hasToString(same.getTime().toString());
  }

  @Test
  void passesWhatIsKnown() {
    GregorianCalendar known = set(GAP, BERLIN);
    assertThat(Calendars.calm(known)).isFalse();
    known.getTime();
    assertThat(Calendars.calm(known)).as("its time is").isTrue();
    see(set("2027-03-01T13:00", BERLIN));

    assertThat(Calendars.calm(set("2027-03-27T02:30", BERLIN))).isTrue();
    assertThat(Calendars.calm(set(GAP, BERLIN))).isFalse();
    assertThat(Calendars.calm(set("2027-03-28T03:00", BERLIN))).isFalse();
    assertThat(Calendars.calm(null)).isTrue();
    assertThat(Calendars.calm("no calendar")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 28",
    "11, 26",
    "12, 60",
    "13, 60",
    "2, 12",
    "1, 1599",
    "1, 10000",
    "5, 0",
    "2, -1"
  })
  void passesWhatIsOutOfItsRange(int field, int value) {
    GregorianCalendar calendar = set("2025-03-30T02:30", BERLIN);
    assertThat(Calendars.calm(calendar)).isFalse();
    calendar.set(field, value);

    assertThat(Calendars.calm(calendar)).isEqualTo(field != Calendar.DAY_OF_MONTH || value == 0);
  }

  private Finding see(Calendar calendar) {
    return rule.see("Calendar.getTime", calendar, null);
  }

  private static GregorianCalendar set(String local, String zone) {
    LocalDateTime time = LocalDateTime.parse(local);
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
    calendar.clear();
    calendar.set(
        time.getYear(),
        time.getMonthValue() - 1,
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond());
    return calendar;
  }
}
