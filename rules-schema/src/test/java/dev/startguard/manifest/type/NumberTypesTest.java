package dev.startguard.manifest.type;

import static dev.startguard.manifest.type.Judging.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTypesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12, 12",
    "080, 80",
    "+5, 5",
    "-0, 0",
    "-12, -12",
    "2147483648, 2147483648",
    "99999999999999999999999999, 99999999999999999999999999",
    "-99999999999999999999999999, -99999999999999999999999999",
  })
  void acceptsWholeNumbersOfAnySize(String text, String canonical) {
    assertThat(type("integer").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "+", "1.0", "1e3", "0x1F", "1_000", "1,000", "12 ", " 12", "12a", "--1", "١٢٣",
        "１２", "NaN", "\u00001"
      })
  void refusesWhatIsNoWholeNumber(String text) {
    assertThat(type("integer").outcome(text)).isEqualTo("wrong: not a whole number");
  }

  @Test
  void holdsIntegersAgainstBothBounds() {
    Judging bounded = type("integer").with("min", "-5").with("max", "0x1F");
    assertThat(bounded.outcome("-5")).isEqualTo("-5");
    assertThat(bounded.outcome("-6")).isEqualTo("min: below -5");
    assertThat(bounded.outcome("31")).isEqualTo("31");
    assertThat(bounded.outcome("32")).isEqualTo("max: above 0x1F");
    assertThat(bounded.outcome("99999999999999999999999999")).isEqualTo("max: above 0x1F");
    assertThat(bounded.outcome("-99999999999999999999999999")).isEqualTo("min: below -5");
    assertThat(bounded.expectation()).isEqualTo("a whole number from -5 to 0x1F");
    assertThat(type("integer").with("min", "1").expectation())
        .isEqualTo("a whole number, at least 1");
    assertThat(type("integer").with("max", "1").expectation())
        .isEqualTo("a whole number, at most 1");
    assertThat(type("integer").expectation()).isEqualTo("a whole number");
  }

  @Test
  void saysWhatIsWrongWithAnInteger() {
    assertThat(type("integer").hint("1,000")).isEqualTo("has thousands separators");
    assertThat(type("integer").hint("1_000_000")).isEqualTo("has thousands separators");
    assertThat(type("integer").hint("-1.000.000")).isEqualTo("has thousands separators");
    assertThat(type("integer").hint("1_00"))
        .isEqualTo("has a unit, or other text, after its digits");
    assertThat(type("integer").hint("1.5")).isEqualTo("is a number with a fraction or an exponent");
    assertThat(type("integer").hint("0x1F")).isEqualTo("is not in decimal digits");
    assertThat(type("integer").hint("30s"))
        .isEqualTo("has a unit, or other text, after its digits");
    assertThat(type("integer").hint("١٢٣")).isEqualTo("has digits that are not ASCII");
    assertThat(type("integer").hint("abc")).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1.50, 1.5",
    ".5, 0.5",
    "5., 5",
    "-0.0, 0",
    "1e3, 1000",
    "1E-3, 0.001",
    "1e999999999, 1E999999999",
    "0012.5, 12.5",
  })
  void acceptsDecimals(String text, String canonical) {
    assertThat(type("decimal").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1,5",
        "1_0",
        "1e",
        "0x1p3",
        "NaN",
        "Infinity",
        "1f",
        "1d",
        "١.٥",
        " 1",
        "1%",
        "1e9999999999"
      })
  void refusesWhatIsNoDecimal(String text) {
    assertThat(type("decimal").outcome(text)).isEqualTo("wrong: not a number");
  }

  @Test
  void holdsDecimalsAgainstBothBoundsExactly() {
    Judging bounded = type("decimal").with("min", "0.1").with("max", "1e2");
    assertThat(bounded.outcome("0.1")).isEqualTo("0.1");
    assertThat(bounded.outcome("0.0999999999999999999999999999")).isEqualTo("min: below 0.1");
    assertThat(bounded.outcome("100.000")).isEqualTo("100");
    assertThat(bounded.outcome("100.0000000000000000000000000001")).isEqualTo("max: above 1e2");
    assertThat(bounded.outcome("1e999999999")).isEqualTo("max: above 1e2");
    assertThat(bounded.expectation()).isEqualTo("a number from 0.1 to 1e2");
  }

  @Test
  void saysWhatIsWrongWithADecimal() {
    assertThat(type("decimal").hint("3,14")).isEqualTo("has a decimal comma");
    assertThat(type("decimal").hint("1,000")).isEqualTo("has thousands separators");
    assertThat(type("decimal").hint("12.5%")).isEqualTo("ends with a percent sign");
    assertThat(type("decimal").hint("-Infinity")).isEqualTo("is not finite");
    assertThat(type("decimal").hint("NaN"))
        .isEqualTo("is another program's word for a missing value");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "80, 80",
    "80%, 80",
    "12.50%, 12.5",
    "100, 100",
    "100.0%, 100",
    "0.8, 0.8",
    "0%, 0"
  })
  void acceptsPercentages(String text, String canonical) {
    assertThat(type("percent").outcome(text)).isEqualTo(canonical);
  }

  @Test
  void refusesWhatIsNoPercentage() {
    assertThat(type("percent").outcome("")).isEqualTo("wrong: not a percentage");
    assertThat(type("percent").outcome("%")).isEqualTo("wrong: not a percentage");
    assertThat(type("percent").outcome("80 %")).isEqualTo("wrong: not a percentage");
    assertThat(type("percent").outcome("80%%")).isEqualTo("wrong: not a percentage");
    assertThat(type("percent").outcome("-1")).isEqualTo("wrong: not a percentage from 0 to 100");
    assertThat(type("percent").outcome("100.1%"))
        .isEqualTo("wrong: not a percentage from 0 to 100");
    assertThat(type("percent").with("max", "80").outcome("80.5%")).isEqualTo("max: above 80");
    assertThat(type("percent").with("min", "10").outcome("9%")).isEqualTo("min: below 10");
    assertThat(type("percent").expectation()).isEqualTo("a percentage from 0 to 100");
    assertThat(type("percent").with("max", "80").expectation())
        .isEqualTo("a percentage, at most 80");
    assertThat(type("percent").with("min", "80").expectation())
        .isEqualTo("a percentage, at least 80");
  }

  @Test
  void wondersAtAFractionThatMayBeMeantAsAPercentage() {
    assertThat(type("percent").hint("0.8"))
        .isEqualTo("is below one percent: it may be meant as a fraction of 1");
    assertThat(type("percent").hint("0.8%")).isEqualTo("null");
    assertThat(type("percent").hint("0")).isEqualTo("null");
    assertThat(type("percent").hint("1")).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "80, 80", "080, 80", "65535, 65535", "0000065535, 65535"})
  void acceptsPorts(String text, String canonical) {
    assertThat(type("port").outcome(text)).isEqualTo(canonical);
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThat(type("port").outcome("")).isEqualTo("wrong: not a port");
    assertThat(type("port").outcome("http")).isEqualTo("wrong: not a port");
    assertThat(type("port").outcome("-80")).isEqualTo("wrong: not a port");
    assertThat(type("port").outcome("٨٠")).isEqualTo("wrong: not a port");
    assertThat(type("port").outcome("0")).isEqualTo("wrong: not a port from 1 to 65535");
    assertThat(type("port").outcome("65536")).isEqualTo("wrong: not a port from 1 to 65535");
    assertThat(type("port").outcome("4294967376")).isEqualTo("wrong: not a port from 1 to 65535");
  }

  @Test
  void holdsPortsAgainstBothBounds() {
    Judging bounded = type("port").with("min", "1024").with("max", "2048");
    assertThat(bounded.outcome("1023")).isEqualTo("min: below 1024");
    assertThat(bounded.outcome("1024")).isEqualTo("1024");
    assertThat(bounded.outcome("2048")).isEqualTo("2048");
    assertThat(bounded.outcome("2049")).isEqualTo("max: above 2048");
    assertThat(bounded.expectation()).isEqualTo("a whole number from 1024 to 2048");
    assertThat(type("port").expectation()).isEqualTo("a whole number from 1 to 65535");
  }

  @Test
  void knowsKubernetesServiceLinks() {
    Judgement judgement = type("port").judge("tcp://10.0.48.109:9106");
    assertThat(judgement.hint()).isEqualTo("Kubernetes sets <SERVICE>_PORT for every Service");
    assertThat(judgement.fix())
        .isEqualTo("set enableServiceLinks: false on the pod, or rename the variable");
    assertThat(type("port").hint("udp://[fd00::1]:53")).startsWith("Kubernetes");
    assertThat(type("port").hint("tcp://kafka:9092"))
        .isEqualTo("has a host or a scheme beside the port");
    assertThat(type("port").hint("tcp://")).isEqualTo("has a host or a scheme beside the port");
    assertThat(type("port").hint(":8080")).isEqualTo("has a host or a scheme beside the port");
    assertThat(type("port").hint("8,080")).isEqualTo("has thousands separators");
    assertThat(type("port").hint("70000")).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0B, 0",
    "200MiB, 209715200",
    "512Mi, 536870912",
    "1GB, 1000000000",
    "1kB, 1000"
  })
  void acceptsSizesWithTheirUnit(String text, String canonical) {
    assertThat(type("bytes").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1024|has no unit",
        "1.5GiB|is not a whole number of its unit",
        "512m|its unit means powers of 1024 to the JVM, and of 1000 to Kubernetes",
        "512M|its unit means powers of 1024 to the JVM, and of 1000 to Kubernetes",
        "512 MiB|has a space before its unit",
        "512mib|its unit is not written so, or the number is too large",
        "1234567890GiB|its unit is not written so, or the number is too large",
        "-1MiB|null",
        "many|null",
        "1x|null",
      })
  void saysWhatIsWrongWithASize(String text, String hint) {
    assertThat(type("bytes").outcome(text)).isEqualTo("wrong: not a size");
    assertThat(type("bytes").hint(text)).isEqualTo(hint);
  }

  @Test
  void holdsSizesAgainstBothBoundsInBytes() {
    Judging bounded = type("bytes").with("min", "1KiB").with("max", "1MB");
    assertThat(bounded.outcome("1023B")).isEqualTo("min: below 1KiB");
    assertThat(bounded.outcome("0")).isEqualTo("min: below 1KiB");
    assertThat(bounded.outcome("1024B")).isEqualTo("1024");
    assertThat(bounded.outcome("1000kB")).isEqualTo("1000000");
    assertThat(bounded.outcome("1MiB")).isEqualTo("max: above 1MB");
    assertThat(bounded.expectation()).isEqualTo("a size with its unit (200MiB) from 1KiB to 1MB");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "500ms, 500000000",
    "2s, 2000000000",
    "PT2S, 2000000000",
    "1h, 3600000000000"
  })
  void acceptsDurationsWithTheirUnit(String text, String canonical) {
    assertThat(type("duration").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30|has no unit: some programs take seconds, others milliseconds",
        "-1s|is negative",
        "1.5s|is not a whole number of its unit",
        "1,5s|is not a whole number of its unit",
        "5 s|has a space before its unit",
        "1h30m|has more than one unit",
        "5S|its unit is not written so, or the number is too large",
        "5 sec|has a space before its unit",
        "5sec|its unit is not written so, or the number is too large",
        "9999999999s|its unit is not written so, or the number is too large",
        "pt5s|ISO 8601 writes durations in capital letters",
        "P1M|has years, months or weeks, or is not complete",
        "PT|has years, months or weeks, or is not complete",
        "soon|null",
        "5parsecs|null",
        "''|is empty",
      })
  void saysWhatIsWrongWithADuration(String text, String hint) {
    assertThat(type("duration").outcome(text)).isEqualTo("wrong: not a duration");
    assertThat(type("duration").hint(text)).isEqualTo(hint);
  }

  @Test
  void holdsDurationsAgainstBothBounds() {
    Judging bounded = type("duration").with("min", "1s").with("max", "PT1M");
    assertThat(bounded.outcome("999ms")).isEqualTo("min: below 1s");
    assertThat(bounded.outcome("1000ms")).isEqualTo("1000000000");
    assertThat(bounded.outcome("1m")).isEqualTo("60000000000");
    assertThat(bounded.outcome("61s")).isEqualTo("max: above PT1M");
    assertThat(bounded.expectation())
        .isEqualTo("a duration with its unit (500ms, 2s, 10m) from 1s to PT1M");
  }

  @Test
  void seesBoundsThatNothingLiesBetween() {
    assertThat(type("integer").with("min", "2").with("max", "1").contradiction())
        .isEqualTo("min over max, which is 1");
    assertThat(type("decimal").with("min", "0.2").with("max", "0.1").contradiction())
        .isEqualTo("min over max, which is 0.1");
    assertThat(type("percent").with("min", "9").with("max", "8").contradiction())
        .isEqualTo("min over max, which is 8");
    assertThat(type("port").with("min", "9").with("max", "8").contradiction())
        .isEqualTo("min over max, which is 8");
    assertThat(type("bytes").with("min", "1MiB").with("max", "1MB").contradiction())
        .isEqualTo("min over max, which is 1MB");
    assertThat(type("duration").with("min", "1m").with("max", "59s").contradiction())
        .isEqualTo("min over max, which is 59s");
  }

  @Test
  void seesNothingWrongWithBoundsThatMeetOrStandAlone() {
    for (String name : List.of("integer", "decimal", "percent", "port")) {
      assertThat(type(name).with("min", "7").with("max", "7.0e0").contradiction())
          .isEqualTo("none");
      assertThat(type(name).with("min", "7").contradiction()).isEqualTo("none");
      assertThat(type(name).with("max", "7").contradiction()).isEqualTo("none");
      assertThat(type(name).contradiction()).isEqualTo("none");
    }
    assertThat(type("bytes").with("min", "1kB").with("max", "1000B").contradiction())
        .isEqualTo("none");
    assertThat(type("bytes").with("min", "1kB").contradiction()).isEqualTo("none");
    assertThat(type("duration").with("min", "1m").with("max", "60s").contradiction())
        .isEqualTo("none");
    assertThat(type("duration").with("max", "60s").contradiction()).isEqualTo("none");
  }
}
