package dev.startguard.manifest.type;

import static dev.startguard.manifest.type.Judging.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAndSecretTypesTest {
  @ParameterizedTest
  @ValueSource(strings = {"2026-11-01", "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"})
  void takesDates(String text) {
    assertThat(type("date").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "2026-02-29|there is no such day",
        "1900-02-29|there is no such day",
        "2026-13-01|there is no such day",
        "2026-00-01|there is no such day",
        "2026-01-00|there is no such day",
        "2026-11-01T00:00:00Z|has a time after the date",
        "01.11.2026|is not in the order year-month-day",
        "11/01/2026|is not in the order year-month-day",
        "01-11-2026|is not in the order year-month-day",
        "20261101|has no hyphens",
        "2026-11-1|month and day have two digits each",
        "tomorrow|null",
        "2026-11-01 |ends with white space",
        "٢٠٢٦-11-01|has digits that are not ASCII",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void refusesWhatIsNoDate(String text, String hint) {
    assertThat(type("date").outcome(text)).isEqualTo("wrong: not a date");
    assertThat(type("date").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T01:00:00+01:00, 0",
    "1969-12-31T23:59:59Z, -1",
    "2026-11-01T12:30:00Z, 1793536200",
    "2026-11-01T12:30:00.500Z, 1793536200.5",
    "2026-11-01T12:30:00.000Z, 1793536200",
    "2026-11-01T12:30:00.123456789Z, 1793536200.123456789",
    "2026-11-01T07:00:00-05:30, 1793536200",
    "2026-11-01T12:30:00+18:00, 1793471400",
  })
  void takesInstantsAndFoldsTheirOffsets(String text, String canonical) {
    assertThat(type("instant").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "2026-11-01|has no time of day",
        "2026-11-01T12:30:00|has no offset, so nobody knows which moment it is",
        "2026-11-01 12:30:00Z|has a space before the time of day",
        "2026-11-01T12:30:00+01:00[Europe/Berlin]|has a zone's name",
        "1793536200|is a number: seconds or milliseconds since 1970",
        "1793536200000|is a number: seconds or milliseconds since 1970",
        "2026-11-01T12:30Z|null",
        "2026-11-01T24:00:00Z|null",
        "2026-11-01T12:60:00Z|null",
        "2026-11-01T12:30:60Z|null",
        "2026-11-01T12:30:00z|null",
        "2026-11-01t12:30:00Z|null",
        "2026-11-01T12:30:00.Z|null",
        "2026-11-01T12:30:00.1234567890Z|null",
        "2026-11-01T12:30:00+1:00|null",
        "2026-11-01T12:30:00+0100|null",
        "2026-11-01T12:30:00+01.00|null",
        "2026-11-01T12:30:00+-1:00|null",
        "2026-11-01T12:30:00+18:01|null",
        "2026-11-01T12:30:00+01:60|null",
        "2026-11-01T12:30:00ZZ|null",
        "2026-02-30T12:30:00Z|null",
        "2026-11-01T12-30:00Z|null",
        "2026-11-01T12:30-00Z|null",
        "2026-11-01T١2:30:00Z|has digits that are not ASCII",
      })
  void refusesWhatIsNoInstant(String text, String hint) {
    assertThat(type("instant").outcome(text)).isEqualTo("wrong: not an instant");
    assertThat(type("instant").hint(text)).isEqualTo(hint);
  }

  @Test
  void readsEveryInstantAsTheJdkDoes() {
    long seed = System.nanoTime();
    System.out.println("TimeAndSecretTypesTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_799L),
              random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
      Judgement judgement = type("instant").judge(instant.toString());
      String[] parts = judgement.canonical().split("\\.", -1);
      String nanos = parts.length == 1 ? "0" : (parts[1] + "000000000").substring(0, 9);
      assertThat(Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(nanos)))
          .isEqualTo(instant);
    }
  }

  @Test
  void takesNoInstantThatTheJdkRefuses() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder out = new StringBuilder("2026-11-01T12:30:00.5+01:30");
      for (int j = random.nextInt(3); j >= 0; j--) {
        out.setCharAt(random.nextInt(out.length()), "0123456789TZ:.+- ".charAt(random.nextInt(17)));
      }
      String text = out.toString();
      if (type("instant").judge(text).fits()) {
        assertThat(parses(text)).as(text).isTrue();
      }
    }
  }

  private static boolean parses(String text) {
    try {
      return Instant.parse(text) != null;
    } catch (DateTimeException invalid) {
      return false;
    }
  }

  @Test
  void knowsAKeyInPemByItsMarks() {
    for (String label :
        new String[] {
          "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"
        }) {
      assertThat(type("pem-key").judge(pem(label)).fits()).as(label).isTrue();
    }
    assertThat(type("pem-key").judge(pem("CERTIFICATE") + pem("PRIVATE KEY")).fits()).isTrue();
    assertThat(type("pem-key").outcome(pem("CERTIFICATE")))
        .isEqualTo("wrong: not a private key in PEM");
    assertThat(type("pem-key").hint(pem("CERTIFICATE")))
        .isNotEqualTo("is cut off: its END mark is missing");
    assertThat(type("pem-key").outcome(pem("PUBLIC KEY")))
        .isEqualTo("wrong: not a private key in PEM");
    assertThat(type("pem-key").hint("-----BEGIN PRIVATE KEY-----MII"))
        .isEqualTo("is cut off: its END mark is missing");
    assertThat(type("pem-key").hint("-----BEGIN PUBLIC KEY-----MII"))
        .isEqualTo("is PEM of something else");
    assertThat(type("pem-key").hint("MIIEvQIB"))
        .isEqualTo("is base64 without the BEGIN and END marks");
    assertThat(type("pem-key").hint("")).isEqualTo("is empty");
    assertThat(type("pem-key").expectation()).isEqualTo("a private key in PEM");
  }

  @Test
  void knowsACertificateInPemByItsMarks() {
    assertThat(type("pem-cert").judge(pem("CERTIFICATE")).fits()).isTrue();
    assertThat(
            type("pem-cert").judge("# comment\n" + pem("CERTIFICATE") + pem("CERTIFICATE")).fits())
        .isTrue();
    assertThat(type("pem-cert").outcome(pem("PRIVATE KEY")))
        .isEqualTo("wrong: not a certificate in PEM");
    assertThat(type("pem-cert").hint("x-----BEGIN CERTIFICATE-----"))
        .isEqualTo("is cut off: its END mark is missing");
    assertThat(type("pem-cert").hint("-----BEGIN CERTIFICATE-----"))
        .isEqualTo("is cut off: its END mark is missing");
    assertThat(type("pem-cert").hint("-----BEGIN CERTIFICATE"))
        .isEqualTo("is PEM of something else");
    assertThat(type("pem-cert").expectation()).isEqualTo("a certificate in PEM");
  }

  @Test
  void knowsAKeyStoreByItsFirstByte() {
    assertThat(type("pkcs12").judge("MIIJqgIBAzCC").fits()).isTrue();
    assertThat(type("pkcs12").outcome("QUJD"))
        .isEqualTo("wrong: not a PKCS#12 key store in base64");
    assertThat(type("pkcs12").outcome("M")).isEqualTo("wrong: not a PKCS#12 key store in base64");
    assertThat(type("pkcs12").hint("-----BEGIN CERTIFICATE-----")).isEqualTo("is PEM");
    assertThat(type("pkcs12").judge("-----BEGIN CERTIFICATE-----").fix())
        .isEqualTo("declare it pem-key or pem-cert");
    assertThat(type("pkcs12").judge("QUJD").fix()).isNull();
    assertThat(type("pkcs12").expectation()).isEqualTo("a PKCS#12 key store");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "eyJhbGciOiJIUzI1NiJ9|does not have three parts",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0|does not have three parts",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.|is not signed",
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln|begins with the header's Bearer",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln.x|null",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln=|null",
        "eyJhbGciOiJIUzI1NiJ9..c2ln|null",
        "abc.def.ghi|null",
        "eyJhb.eyJhIjox.c2ln|null",
        "eyJh.eyJhI.c2ln|null",
        "eyJh.eyJh.c|null",
      })
  void refusesWhatIsNoWebToken(String text, String hint) {
    assertThat(type("jwt").outcome(text)).isEqualTo("wrong: not a JSON Web Token");
    assertThat(type("jwt").hint(text)).isEqualTo(hint);
  }

  @Test
  void knowsAWebTokenByItsShape() {
    assertThat(type("jwt").judge("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln").fits()).isTrue();
    assertThat(type("jwt").judge("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.-_-_").fits()).isTrue();
    assertThat(type("jwt").expectation()).isEqualTo("a JSON Web Token");
    assertThat(type("date").expectation()).isEqualTo("a date: 2026-11-01");
    assertThat(type("instant").expectation()).isEqualTo("an instant: 2026-11-01T12:30:00Z");
  }

  private static String pem(String label) {
    return "-----BEGIN " + label + "-----\nMIIEvQIB\n-----END " + label + "-----\n";
  }
}
