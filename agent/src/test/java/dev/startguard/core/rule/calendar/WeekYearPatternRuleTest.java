package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.rule.RuleFixture;
import dev.startguard.finding.Finding;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeekYearPatternRuleTest {
  private final RuleFixture rule = new RuleFixture(new WeekYearPatternRule()); // on 2026-11-21

  @ParameterizedTest
  @CsvSource({
    "en-US, 2026-12-27, 36, 2027",
    "de-DE, 2027-01-01, 41, 2026",
    "fr-FR, 2027-01-01, 41, 2026",
    "en-GB, 2027-01-01, 41, 2026"
  })
  void namesTheNextWrongDateByLocale(String tag, LocalDate day, int days, int year) {
    assertThat(ask("YYYY-MM-dd", Locale.forLanguageTag(tag)).message())
        .isEqualTo(
            "in the locale "
                + tag
                + " the pattern \"YYYY-MM-dd\" prints the year "
                + year
                + " for the date "
                + day
                + ", in "
                + days
                + " days");
  }

  /** The formatter itself is asked for each day: the first that it gets wrong is the one named. */
  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG", "pt-PT", "ja-JP", "pt-BR", "sv-SE", "en-ZA"})
  void agreesWithTheFormatter(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    DateTimeFormatter week = DateTimeFormatter.ofPattern("Y".repeat(4), locale);
    DateTimeFormatter year = DateTimeFormatter.ofPattern("yyyy", locale);
    LocalDate day = LocalDate.parse("2026-11-21");
    while (day.format(week).equals(day.format(year))) {
      day = day.plusDays(1);
    }

    assertThat(ask("YYYY-MM-dd", locale).message()).contains("for the date " + day + ", in ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YYYY-MM-dd",
        "dd.MM.YYYY",
        "YYYYMMdd",
        "dd/MM/YY",
        "YYYY-MM-dd'T'HH:mm:ss",
        "d MMM YYYY",
        "'week' YYYY-MM-dd",
        "d. LLLL YYYY",
        "YYYY'y'MMdd"
      })
  void reportsTheWeeksYearBesideMonthAndDay(String pattern) {
    assertThat(ask(pattern, Locale.US)).isNotNull();
    assertThat(rule.see("new SimpleDateFormat", null, null, pattern, Locale.US)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YYYY-'W'ww",
        "YYYY-'W'ww-e",
        "yyyy-MM-dd",
        "uuuu-MM-dd",
        "YYYY",
        "'YYYY'-MM-dd",
        "HH:mm:ss",
        "YYYY-MM", // no day: not sure what is meant
        "YYYY-ww MM-dd",
        "yyyy-MM-dd (YYYY)",
        ""
      })
  void acceptsOtherPatterns(String pattern) {
    assertThat(ask(pattern, Locale.US)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"th-TH", "ja-JP-u-ca-japanese", "fa-IR-u-ca-persian"})
  void doesNotJudgeOtherCalendars(String tag) {
    assertThat(ask("YYYY-MM-dd", Locale.forLanguageTag(tag))).isNull();
  }

  @Test
  void takesTheFormattingLocaleWhenNoneIsGiven() {
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);

    assertThat(rule.see("DateTimeFormatter.ofPattern", null, null, "YYYY-MM-dd").message())
        .startsWith("in the locale " + locale.toLanguageTag() + " the pattern");
  }

  /** It is seen before the call: what the call refuses does not stand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "YYYY-MM-dd {|DateTimeFormatter.ofPattern",
        "YYYY-MM-dd 'open|DateTimeFormatter.ofPattern",
        "YYYY-MM-dd 'open|new SimpleDateFormat",
        "YYYY-MM-dd QQ|new SimpleDateFormat",
        "YYYY-MM-dd XXXX|new SimpleDateFormat"
      })
  void withdrawsWhatIsRefused(String pattern, String call) {
    assertThat(rule.filed(call, null, null, pattern).found().stands()).isFalse();
    assertThatThrownBy(
            () -> {
              if (call.startsWith("new")) {
                new SimpleDateFormat(pattern);
              } else {
                DateTimeFormatter.ofPattern(pattern);
              }
            })
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "YYYY-MM-dd|DateTimeFormatter.ofPattern",
        "YYYY-MM-dd QQ|DateTimeFormatter.ofPattern",
        "YYYY-MM-dd|new SimpleDateFormat",
        "GG YYYY-MMM-dd 'T' DFEa HkKh:mm:ss.SSS z Z XXX LL|new SimpleDateFormat"
      })
  void standsByWhatIsTaken(String pattern, String call) {
    assertThat(rule.filed(call, null, null, pattern).found().stands()).isTrue();
    assertThat(
            call.startsWith("new")
                ? new SimpleDateFormat(pattern)
                : DateTimeFormatter.ofPattern(pattern))
        .isNotNull();
  }

  @Test
  void acceptsACallThatFailsForItsLocale() {
    assertThat(ask("YYYY-MM-dd", null)).isNull();
  }

  @Test
  void saysTodayWhenItIsToday() {
    rule.surroundings().now("2026-12-28T12:00:00Z");

    assertThat(ask("YYYY-MM-dd", Locale.US).message())
        .contains("prints the year 2027 for the date 2026-12-28, today");
  }

  private Finding ask(String pattern, Locale locale) {
    return rule.see("DateTimeFormatter.ofPattern", null, null, pattern, locale);
  }
}
