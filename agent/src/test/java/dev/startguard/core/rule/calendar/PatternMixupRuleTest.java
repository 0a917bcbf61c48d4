package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.text.DateFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternMixupRuleTest {
  private final RuleFixture rule = new RuleFixture(new PatternMixupRule());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "yyyy-mm-dd | minutes (m)",
        "dd/mm/yyyy | minutes (m)",
        "mm/dd/yy | minutes (m)",
        "yyyymmdd | minutes (m)",
        "dd.mm.yyyy HH:mm | minutes (m)",
        "yyyy-mm | minutes (m)",
        "mm/yy | minutes (m)",
        "yyyy'年'mm'月'dd'日' | minutes (m)",
        "yyyy-mm-dd'T'HH:mm:ss | minutes (m)",
        "yyyy-MM-DD | the day of the year (D)",
        "DD/MM/yyyy | the day of the year (D)",
        "MMM D, yyyy | the day of the year (D)",
        "yyyyMMDD HH:mm | the day of the year (D)",
        "yyyy-MM-dd hh:mm:ss | an hour of half a day",
        "hh:mm | an hour of half a day",
        "KK:mm | an hour of half a day",
        "yyyy-MM-dd-hh | an hour of half a day",
        "dd MMM h'h'mm | an hour of half a day",
        "hh:mm 'a' | an hour of half a day"
      })
  void reportsWhatIsMixedUp(String pattern, String mistake) {
    assertThat(time(pattern).message())
        .startsWith("the pattern \"" + pattern + "\" has " + mistake);
    assertThat(text(pattern)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss",
        "hh:mm a",
        "h:mm:ss a z",
        "a hh:mm",
        "kk:mm",
        "HH:mm",
        "mm:ss",
        "mm:ss.SSS",
        "yyyy-DDD",
        "yyyyDDDHHmm",
        "yyyy-MM-dd (DDD)", // the day of the year beside a whole date
        "hh:mm a (HH:mm)",
        "HH:mm dd.MM.yyyy",
        "dd.MM.yyyy mm:ss",
        "EEE HH:mm yyyy",
        "'hh':mm",
        "yyyy-MM-dd 'mm-DD'",
        "hh:mm 'p.m.'",
        "hh", // an hour alone, whose half may stand beside it
        "HH'h'mm",
        "dd HH:mm",
        "dd'd' mm'm'", // no year: a duration perhaps
        "YYYY-'W'ww-e mm",
        "HH 'o''clock' mm yyyy",
        "yyyy HH:mm",
        "''''",
        ""
      })
  void acceptsTheRightForms(String pattern) {
    assertThat(time(pattern)).isNull();
    assertThat(time(pattern)).as("remembered").isNull();
    assertThat(text(pattern)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hh:mm[ a]", "[HH:mm][hh:mm]", "hh:mm B", "pph:mm a", "uuuu-MM-dd", "hh:mm 'Uhr"})
  void acceptsFormsOfJavaTime(String pattern) {
    assertThat(time(pattern)).isNull();
  }

  @Test
  void readsAWeekdayForAYearInJavaTextAlone() {
    assertThat(time("uuuu-mm-dd")).isNotNull();
    assertThat(text("u-mm-dd")).isNull();
  }

  @Test
  void namesEachMistakeOfOnePattern() {
    assertThat(time("yyyy-MM-DD hh:mm").message())
        .isEqualTo(
            "the pattern \"yyyy-MM-DD hh:mm\" has the day of the year (D) beside the month: 32 for"
                + " 1 February; and an hour of half a day without the half (a): 3 and 15 o'clock"
                + " look the same");
  }

  @Test
  void looksAtEachPlaceThatTakesAPattern() {
    assertThat(rule.see("DateTimeFormatter.ofPattern", null, null, "yyyy-mm-dd")).isNotNull();
    assertThat(rule.see("new SimpleDateFormat", null, null, "yyyy-mm-dd")).isNotNull();
    assertThat(
            rule.see(
                "new SimpleDateFormat",
                null,
                null,
                "yyyy-mm-dd",
                DateFormatSymbols.getInstance(Locale.ROOT)))
        .isNotNull();
    assertThat(rule.see("SimpleDateFormat.applyPattern", null, null, "yyyy-mm-dd")).isNotNull();
    assertThat(builder("yyyy-mm-dd")).isNotNull();
    assertThat(builder("yyyy-MM-DD")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hh:mm", "MM-DD", "mm", "MM", "'mm'"})
  void doesNotJudgeAPartOfABuilder(String pattern) {
    assertThat(builder(pattern)).isNull();
  }

  @Test
  void doesNotJudgeWhatIsTooLongToBeAPattern() {
    assertThat(time("yyyy-mm-dd" + " ".repeat(100))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yyyy-MM-dd", "dd.MM.yy", "y/M/d", "yyyyMMdd", "yyyy-MM-dd'T'HH:mm"})
  void reportsAStrictYearWithoutAnEra(String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);

    assertThat(strict(formatter, ResolverStyle.STRICT).message()).contains("no era");
    assertThat(strict(formatter, ResolverStyle.STRICT)).as("again").isNotNull();
    String text = LocalDate.parse("2027-01-02").atStartOfDay().format(formatter);
    assertThatThrownBy(
            () -> LocalDate.parse(text, formatter.withResolverStyle(ResolverStyle.STRICT)))
        .isInstanceOf(DateTimeException.class);
  }

  static List<DateTimeFormatter> complete() {
    return List.of(
        DateTimeFormatter.ofPattern("uuuu-MM-dd"),
        DateTimeFormatter.ofPattern("yyyy-MM-dd G"),
        DateTimeFormatter.ofPattern("yyyy-MM-dd[ uuuu]"),
        DateTimeFormatter.ofPattern("yyyy"),
        DateTimeFormatter.ofPattern("HH:mm"),
        DateTimeFormatter.ISO_LOCAL_DATE,
        DateTimeFormatter.RFC_1123_DATE_TIME,
        DateTimeFormatter.ofPattern("yyyy-MM-dd").withChronology(ThaiBuddhistChronology.INSTANCE),
        DateTimeFormatter.ofPattern("yyyy-MM-dd").withResolverFields(ChronoField.DAY_OF_MONTH),
        new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd")
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("complete")
  void acceptsAStrictYearOtherwise(DateTimeFormatter formatter) {
    assertThat(strict(formatter, ResolverStyle.STRICT)).isNull();
  }

  @Test
  void acceptsOtherStyles() {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern("yyyy-MM-dd").withChronology(IsoChronology.INSTANCE);

    assertThat(strict(formatter, ResolverStyle.SMART)).isNull();
    assertThat(strict(formatter, ResolverStyle.LENIENT)).isNull();
    assertThat(strict(formatter, ResolverStyle.STRICT)).isNotNull();
  }

  private Finding time(String pattern) {
    return rule.see("DateTimeFormatter.ofPattern", null, null, pattern, Locale.ROOT);
  }

  private Finding text(String pattern) {
    return rule.see("new SimpleDateFormat", null, null, pattern, Locale.ROOT);
  }

  private Finding builder(String pattern) {
    return rule.see("DateTimeFormatterBuilder.appendPattern", null, null, pattern);
  }

  private Finding strict(DateTimeFormatter formatter, ResolverStyle style) {
    return rule.see("DateTimeFormatter.withResolverStyle", formatter, null, style);
  }
}
