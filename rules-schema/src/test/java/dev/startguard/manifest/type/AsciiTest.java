package dev.startguard.manifest.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsciiTest {
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  @Test
  void knowsEachCharacterForWhatItIs() {
    for (int i = 0; i < 0x10000; i++) {
      char c = (char) i;
      assertThat(Ascii.digit(c)).isEqualTo(DIGITS.indexOf(c) >= 0);
      assertThat(Ascii.letter(c)).isEqualTo(LETTERS.indexOf(c) >= 0);
      assertThat(Ascii.letterOrDigit(c)).isEqualTo((LETTERS + DIGITS).indexOf(c) >= 0);
      assertThat(Ascii.hex(c)).isEqualTo("0123456789abcdefABCDEF".indexOf(c) >= 0);
      String lower = Ascii.lower("x" + c);
      assertThat(lower).isEqualTo("x" + (LETTERS.indexOf(c) >= 0 ? Character.toLowerCase(c) : c));
    }
  }

  @Test
  void keepsATextThatIsInLowerCase() {
    String text = "already lower, é İ";
    assertThat(Ascii.lower(text)).isSameAs(text);
    assertThat(Ascii.lower("AzZ aé\u0130")).isEqualTo("azz aé\u0130");
  }

  @Test
  void findsWhereDigitsEnd() {
    assertThat(Ascii.digits("a12b", 1)).isEqualTo(3);
    assertThat(Ascii.digits("a12", 1)).isEqualTo(3);
    assertThat(Ascii.digits("a12", 0)).isZero();
    assertThat(Ascii.digits("", 0)).isZero();
  }
}
