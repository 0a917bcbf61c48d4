package dev.startguard.manifest.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  private static final long SECOND = 1_000_000_000L;

  private interface Parser {
    long parse(String text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12, 12",
    "-7, -7",
    "+7, 7",
    "0012, 12",
    "0x1F, 31",
    "0xff, 255",
    "0o17, 15",
    "1e3, 1000",
    "12.0, 12",
    "1.5e1, 15",
    "999999999999999999, 999999999999999999",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "0x7fffffffffffffff, 9223372036854775807",
  })
  void readsWholeNumbersAsYamlDoes(String text, long number) {
    assertThat(Quantity.whole(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "1.5",
        "0x",
        "0o",
        "0o8",
        "0xG",
        "0x-1",
        "-0x1",
        "1_000",
        "1,000",
        "abc",
        "1e",
        "1e-1",
        "١٢٣",
        "０",
        "9223372036854775808",
        "-9223372036854775809",
        "0x8000000000000000",
        "1e999999999",
        "1e9999999999",
        "--1",
        "NaN",
        ".inf",
        "."
      })
  void refusesWhatIsNoWholeNumber(String text) {
    assertRefused(Quantity::whole, text);
  }

  @ParameterizedTest
  @CsvSource({
    "0s, 0",
    "500ms, 500000000",
    "1ns, 1",
    "3us, 3000",
    "2s, 2000000000",
    "10m, 600000000000",
    "1h, 3600000000000",
    "14d, 1209600000000000",
    "99999d, 8639913600000000000",
    "PT2S, 2000000000",
    "PT0.5S, 500000000",
    "PT0.000000001S, 1",
    "PT1H30M, 5400000000000",
    "PT1H1S, 3601000000000",
    "P1D, 86400000000000",
    "P1DT1S, 86401000000000",
    "P9999DT99999H9999999M999999999.999999999S, 2823909939999999999",
  })
  void readsDurationsInNanoseconds(String text, long nanos) {
    assertThat(Quantity.nanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "5 s",
        " 5s",
        "5s ",
        "-5s",
        "+5s",
        "1.5s",
        "5S",
        "5sec",
        "1h30m",
        "100000d",
        "1000000000s",
        "P",
        "PT",
        "P1",
        "P1H",
        "PT1D",
        "P1DT",
        "PT5",
        "PT.5S",
        "PT5.S",
        "PT1.0000000001S",
        "PT-5S",
        "pt5s",
        "P1W",
        "PT1M1H",
        "PT1S1S",
        "PT5SS",
        "P10000D",
        "PT100000H",
        "PT10000000M",
        "PT1000000000S",
        "٥s",
        "5ms\n"
      })
  void refusesWhatIsNoDuration(String text) {
    assertRefused(Quantity::nanos, text);
  }

  @ParameterizedTest
  @CsvSource({
    "0B, 0",
    "100B, 100",
    "1Ki, 1024",
    "1KiB, 1024",
    "1KB, 1000",
    "1kB, 1000",
    "512Mi, 536870912",
    "200MiB, 209715200",
    "1MB, 1000000",
    "1Gi, 1073741824",
    "1GiB, 1073741824",
    "1GB, 1000000000",
    "1Ti, 1099511627776",
    "1TiB, 1099511627776",
    "1TB, 1000000000000",
    "1Pi, 1125899906842624",
    "999PiB, 1124774006935781376",
    "999PB, 999000000000000000",
    "999999TiB, 1099510528264372224",
    "999999999GiB, 1073741822926258176",
  })
  void readsSizesInBytes(String text, long bytes) {
    assertThat(Quantity.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "MiB",
        "5 MiB",
        "-5MiB",
        "1.5GiB",
        "5M",
        "5K",
        "5G",
        "5mib",
        "5Mib",
        "5gb",
        "1000PiB",
        "1000000TB",
        "1EiB",
        "5MiB ",
        "٥B",
        "1234567890123456789B"
      })
  void refusesWhatIsNoSize(String text) {
    assertRefused(Quantity::bytes, text);
  }

  @Test
  void countsEveryDayAsTheJdkDoes() {
    long epochDay = LocalDate.of(0, 1, 1).toEpochDay();
    long end = LocalDate.of(9999, 12, 31).toEpochDay();
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    for (; epochDay <= end; epochDay += 13, date = date.plusDays(13)) {
      assertThat(Quantity.epochDay(date.toString())).isEqualTo(epochDay);
    }
  }

  @Test
  void knowsTheSameDatesAsTheJdk() {
    Pattern pattern = Pattern.compile(Quantity.DATE_PATTERN);
    for (int year : new int[] {0, 4, 100, 400, 1582, 1900, 1999, 2000, 2023, 2024, 2100, 9999}) {
      for (int month = 0; month <= 13; month++) {
        for (int day = 0; day <= 32; day++) {
          String text = four(year) + "-" + two(month) + "-" + two(day);
          boolean exists = exists(year, month, day);
          assertThat(accepts(Quantity::epochDay, text)).as(text).isEqualTo(exists);
          assertThat(pattern.matcher(text).find()).as(text).isEqualTo(exists);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-1",
        "2026-1-01",
        "26-12-01",
        "2026/11/01",
        "20261101",
        "2026-11-01 ",
        "2026-11-01T00:00",
        "+2026-11-01",
        "12026-11-01",
        "2026-11-٠١",
        "yyyy-mm-dd"
      })
  void refusesWhatIsNoDate(String text) {
    assertRefused(Quantity::epochDay, text);
  }

  @Test
  void patternsAndParsersAcceptTheSameTexts() {
    long seed = System.nanoTime();
    System.out.println("QuantityTest seed " + seed);
    Random random = new Random(seed);
    Pattern duration = Pattern.compile(Quantity.DURATION_PATTERN);
    Pattern size = Pattern.compile(Quantity.SIZE_PATTERN);
    int durations = 0;
    int sizes = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = almostDuration(random);
      boolean accepted = accepts(Quantity::nanos, text);
      assertThat(duration.matcher(text).find()).as(text).isEqualTo(accepted);
      durations += accepted ? 1 : 0;
      text = almostSize(random);
      accepted = accepts(Quantity::bytes, text);
      assertThat(size.matcher(text).find()).as(text).isEqualTo(accepted);
      sizes += accepted ? 1 : 0;
    }
    assertThat(durations).isGreaterThan(10_000);
    assertThat(sizes).isGreaterThan(10_000);
  }

  @Test
  void isoDurationsAreThoseOfTheJdk() {
    long seed = System.nanoTime();
    System.out.println("QuantityTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      String text = almostDuration(random);
      if (text.startsWith("P") && accepts(Quantity::nanos, text)) {
        assertThat(Quantity.nanos(text))
            .as(text)
            .isEqualTo(java.time.Duration.parse(text).toNanos());
      }
    }
  }

  @Test
  void neitherOverflowsNorGoesNegativeAtTheLargestNumbers() {
    String[] durations = {"ns", "us", "ms", "s", "m", "h", "d"};
    for (String unit : durations) {
      assertThat(Quantity.nanos(largest(Quantity::nanos, unit)))
          .isBetween(SECOND * 31_000_000L, Long.MAX_VALUE);
    }
    String[] sizes = {"B", "Ki", "Mi", "Gi", "Ti", "Pi", "kB", "MB", "GB", "TB", "PB"};
    for (String unit : sizes) {
      assertThat(Quantity.bytes(largest(Quantity::bytes, unit))).isGreaterThan(1L << 59);
    }
  }

  private static String largest(Parser parser, String unit) {
    String digits = "9";
    while (accepts(parser, digits + "9" + unit)) {
      digits += "9";
    }
    return digits + unit;
  }

  private static String almostDuration(Random random) {
    StringBuilder out = new StringBuilder();
    if (random.nextBoolean()) {
      digits(out, random, 20);
      return out.append(pick(random, "ns", "us", "ms", "s", "m", "h", "d", "", "S", "min"))
          .toString();
    }
    out.append('P');
    String[] parts = {"D", "T", "H", "M", "S"};
    for (String part : parts) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      if (!part.equals("T")) {
        digits(out, random, 11);
      }
      if (part.equals("S") && random.nextBoolean()) {
        out.append('.');
        digits(out, random, 10);
      }
      out.append(random.nextInt(20) == 0 ? "X" : part);
    }
    return out.toString();
  }

  private static String almostSize(Random random) {
    StringBuilder out = new StringBuilder();
    digits(out, random, 20);
    out.append(pick(random, "", "k", "K", "M", "G", "T", "P", "E"))
        .append(pick(random, "", "i", "iB", "B"));
    return out.toString();
  }

  private static void digits(StringBuilder out, Random random, int most) {
    int count = random.nextInt(most);
    for (int i = 0; i < count; i++) {
      out.append((char) ('0' + random.nextInt(10)));
    }
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static boolean accepts(Parser parser, String text) {
    try {
      assertThat(parser.parse(text)).isGreaterThanOrEqualTo(parser.parse(text));
      return true;
    } catch (NumberFormatException refused) {
      return false;
    }
  }

  private static void assertRefused(Parser parser, String text) {
    assertThatThrownBy(() -> parser.parse(text))
        .isExactlyInstanceOf(NumberFormatException.class)
        .hasMessageStartingWith("a ")
        .satisfies(
            e ->
                assertThat(text.length() < 4 || !String.valueOf(e.getMessage()).contains(text))
                    .isTrue());
  }

  private static boolean exists(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).getYear() == year;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static String four(int number) {
    return ("0000" + number).substring(Integer.toString(number).length());
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
