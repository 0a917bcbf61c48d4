package dev.startguard.manifest.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralTest {
  @ParameterizedTest
  @CsvSource({
    "80, 80",
    "080, 80",
    "+80, 80",
    "-80, -80",
    "-0, 0",
    "0.0, 0",
    "000, 0",
    "0e5, 0",
    "8e1, 80",
    "800e-1, 80",
    "1.50, 1.5",
    ".5, 0.5",
    "5., 5",
    "0.001, 0.001",
    "-1.5E+3, -1500",
    "123.456e1, 1234.56",
    "1e40, 10000000000000000000000000000000000000000",
    "1e41, 1E41",
    "12e99, 1.2E100",
    "1e-41, 0.00000000000000000000000000000000000000001",
    "1e-42, 1E-42",
    "1e999999999, 1E999999999",
    "-1e-999999999, -1E-999999999",
  })
  void hasOneSpellingForEachNumber(String text, String spelling) {
    assertThat(number(text)).hasToString(spelling);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "e5",
        "-.e1",
        "1e",
        "1e+",
        "1e1234567890",
        "1,5",
        "1_000",
        " 1",
        "1 ",
        "0x1F",
        "NaN",
        "Infinity",
        "1d",
        "1f",
        "--1",
        "1-",
        "1.2.3",
        "１２",
        "١٢",
        "1e５"
      })
  void isNotMadeFromOtherText(String text) {
    assertThat(Numeral.of(text)).isNull();
  }

  @Test
  void readsYamlHexAndOctal() {
    assertThat(Numeral.ofYaml("0x1F")).hasToString("31");
    assertThat(Numeral.ofYaml("0o17")).hasToString("15");
    assertThat(Numeral.ofYaml("0x7fffffffffffffff")).hasToString("9223372036854775807");
    assertThat(Numeral.ofYaml("0x8000000000000000")).isNull();
    assertThat(Numeral.ofYaml("0o8")).isNull();
    assertThat(Numeral.ofYaml("0x")).isNull();
    assertThat(Numeral.ofYaml("0x１")).isNull();
    assertThat(Numeral.ofYaml("12")).hasToString("12");
  }

  @Test
  void comparesAsBigDecimalDoes() {
    long seed = System.nanoTime();
    System.out.println("NumeralTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      String one = text(random);
      String other = text(random);
      Numeral a = number(one);
      Numeral b = number(other);
      assertThat(Integer.signum(a.compareTo(b)))
          .as(one + " against " + other)
          .isEqualTo(new BigDecimal(one).compareTo(new BigDecimal(other)));
      assertThat(a.equals(b)).isEqualTo(a.toString().equals(b.toString()));
      assertThat(new BigDecimal(a.toString())).isEqualByComparingTo(new BigDecimal(one));
      if (a.equals(b)) {
        assertThat(a.hashCode()).isEqualTo(b.hashCode());
      }
    }
  }

  @Test
  void knowsWhetherItIsWhole() {
    assertThat(number("12").isWhole()).isTrue();
    assertThat(number("1.20e1").isWhole()).isTrue();
    assertThat(number("0").isWhole()).isTrue();
    assertThat(number("-0.0").isWhole()).isTrue();
    assertThat(number("0.5").isWhole()).isFalse();
    assertThat(number("12.05").isWhole()).isFalse();
  }

  @Test
  void becomesALongWhereItFits() {
    assertThat(number("9223372036854775807").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(number("-9223372036854775808").longValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(number("1e18").longValue()).isEqualTo(1_000_000_000_000_000_000L);
    assertThat(number("0e77").longValue()).isZero();
    for (String tooMuch : new String[] {"9223372036854775808", "1e19", "1e999999999", "0.5"}) {
      assertThatThrownBy(() -> number(tooMuch).longValue())
          .isInstanceOf(NumberFormatException.class)
          .hasMessageNotContaining(tooMuch);
    }
  }

  @Test
  void readsAMegabyteOfDigitsInNoTime() {
    String text = "9".repeat(1 << 20);
    long start = System.nanoTime();
    assertThat(number(text).compareTo(number(text + "e1"))).isNegative();
    assertThat(number(text).compareTo(number("1" + text))).isNegative();
    assertThat(number(text).toString().equals(text)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private static Numeral number(String text) {
    return Objects.requireNonNull(Numeral.of(text), text);
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    out.append(new String[] {"", "-", "+"}[random.nextInt(3)]);
    digits(out, random, 1 + random.nextInt(4));
    if (random.nextBoolean()) {
      out.append('.');
      digits(out, random, random.nextInt(4));
    }
    if (random.nextBoolean()) {
      out.append('e').append(random.nextInt(9) - 4);
    }
    return out.toString();
  }

  private static void digits(StringBuilder out, Random random, int count) {
    for (int i = 0; i < count; i++) {
      out.append((char) ('0' + random.nextInt(random.nextBoolean() ? 2 : 10)));
    }
  }
}
