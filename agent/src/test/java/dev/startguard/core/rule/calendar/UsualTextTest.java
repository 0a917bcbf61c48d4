package dev.startguard.core.rule.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate")
class UsualTextTest {
  private static final String CHARACTERS = "0123456789 -:.T/a\u0663";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "yyyy-MM-dd | 2027-03-14",
        "yyyyMMdd | 20270314",
        "dd.MM.yy | 14.03.27",
        "yyyy-MM-dd'T'HH:mm:ss.SSS | 2027-03-14T02:30:00.125",
        "yyyy-MM-dd HH:mm | 2027-03-14 23:59",
        "kk 'o''clock' | 24 o'clock",
        "hh:mm dd/MM | 12:00 28/12"
      })
  void knowsTheUsualTextsThatAreInOrder(String pattern, String text) {
    assertThat(usual(pattern).is(text)).isTrue();
    assertThat(TextPlan.of(pattern).harmless(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd",
        "yyyyMMdd",
        "dd.MM.yy",
        "yyyy-MM-dd'T'HH:mm:ss.SSS",
        "HH:mm dd/MM",
        "HH:mm:ss dd.LL.yyyy",
        "KK''mm yy"
      })
  void knowsNoneThatAStrictFormatRefuses(String pattern) {
    SimpleDateFormat strict = new SimpleDateFormat(pattern, Locale.ROOT);
    strict.setLenient(false);
    UsualText usual = usual(pattern);
    String right = strict.format(new Date(1_804_991_400_125L)); // 2027-03-14

    assertThat(usual.is(right)).isTrue();
    int known = 0;
    for (int i = 0; i < right.length(); i++) {
      for (int j = i + 1; j < right.length(); j++) {
        for (int pair = 0; pair < CHARACTERS.length() * CHARACTERS.length(); pair++) {
          StringBuilder text = new StringBuilder(right);
          text.setCharAt(i, CHARACTERS.charAt(pair / CHARACTERS.length()));
          text.setCharAt(j, CHARACTERS.charAt(pair % CHARACTERS.length()));
          known += known(usual, strict, text.toString());
        }
      }
    }
    assertThat(known).isPositive();
  }

  /** 1 for a text that it knows, which the strict format has to read whole. */
  private static int known(UsualText usual, SimpleDateFormat strict, String text) {
    if (!usual.is(text)) {
      return 0;
    }
    ParsePosition position = new ParsePosition(0);
    assertThat(strict.parse(text, position)).as(text).isNotNull();
    assertThat(position.getIndex()).as(text).isEqualTo(text.length());
    return 1;
  }

  @Test
  void knowsNoOtherLength() {
    UsualText usual = usual("yyyy-MM-dd");

    assertThat(usual.is("2027-03-1")).isFalse();
    assertThat(usual.is("2027-03-140")).isFalse();
    assertThat(usual.is("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"d.M.yyyy", "yyyy-DDD", "EEE dd", "dd MMM yyyy", "HH:mm Z", "GG yyyy", "YYYY-ww"})
  void saysNothingOfPatternsWithoutUsualLengths(String pattern) {
    assertThat(UsualText.of(pattern)).isNull();
  }

  private static UsualText usual(String pattern) {
    UsualText usual = UsualText.of(pattern);
    assertThat(usual).as(pattern).isNotNull();
    return usual;
  }
}
