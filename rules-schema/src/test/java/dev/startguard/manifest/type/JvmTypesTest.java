package dev.startguard.manifest.type;

import static dev.startguard.manifest.type.Judging.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"Main", "com.acme.Main", "com.acme.Outer$Inner", "_a.$b", "a.Ünïcode", "a1.b2"})
  void takesClassNames(String text) {
    assertThat(type("class").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        ".|null",
        ".a|null",
        "a.|null",
        "a..b|null",
        "1a|null",
        "a.1b|null",
        "a-b|null",
        "a b|null",
        "com/acme/Main|has slashes",
        "com.acme.Main#run|names a method",
        "com.acme.Main::run|names a method",
        "java.util.List<String>|names a generic type or an array",
        "int[]|names a generic type or an array",
        "com.acme.Main\u200b|has an invisible character",
      })
  void refusesWhatIsNoClassName(String text, String hint) {
    assertThat(type("class").outcome(text)).isEqualTo("wrong: not a class name");
    assertThat(type("class").hint(text)).isEqualTo(hint);
  }

  @Test
  void asksThatTheOtherClassHasAName() {
    assertThat(type("class").with("assignableTo", "java.sql.Driver").contradiction())
        .isEqualTo("none");
    assertThat(type("class").with("assignableTo", "java/sql/Driver").contradiction())
        .isEqualTo("assignableTo not the name of a class");
    assertThat(type("class").contradiction()).isEqualTo("none");
    assertThat(type("class").with("assignableTo", "java.sql.Driver").expectation())
        .isEqualTo("the name of a class that is a java.sql.Driver");
    assertThat(type("class").expectation()).isEqualTo("the name of a class on the class path");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8",
    "utf8, UTF-8",
    "latin1, ISO-8859-1",
    "US-ASCII, US-ASCII",
    "windows-1252, windows-1252"
  })
  void takesCharacterSetsByAnyName(String text, String canonical) {
    assertThat(type("charset").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "UFT-8|did you mean UTF-8?",
        "utf8mb4|is MySQL's word for UTF-8",
        "no such|null",
        "UTF-8 |ends with white space",
        "klingon-codepage|null",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void refusesWhatIsNoCharacterSet(String text, String hint) {
    assertThat(type("charset").outcome(text)).isEqualTo("wrong: not a character set");
    assertThat(type("charset").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "UTC",
        "GMT",
        "Z",
        "+02:00",
        "-05:30",
        "UTC+2",
        "Etc/UTC",
        "CET",
        "America/Argentina/Buenos_Aires"
      })
  void takesTimeZones(String text) {
    assertThat(type("timezone").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty|null",
        "Europe/Berln|did you mean Europe/Berlin?|null",
        "europe/berlin|is not written as tzdata writes it|mind the case: Europe/Berlin",
        "EST|is an abbreviation, which several zones share|write the zone: America/New_York",
        "BST|is an abbreviation, which several zones share|write the zone: Europe/London",
        "MST|is an abbreviation, which several zones share|write the zone: America/Denver",
        "PST|is an abbreviation, which several zones share|write the zone: America/Los_Angeles",
        "GMT+25:00|has an offset that is not written so|write +02:00, or the zone: Europe/Berlin",
        "Mars/Olympus_Mons|null|null",
        "+99:00|null|null",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void refusesWhatIsNoTimeZone(String text, String hint, String fix) {
    Judgement judgement = type("timezone").judge(text);
    assertThat(judgement.problem()).isEqualTo("not a time zone");
    assertThat(String.valueOf(judgement.hint())).isEqualTo(hint);
    assertThat(String.valueOf(judgement.fix())).isEqualTo(fix);
  }

  @Test
  void knowsEveryZoneOfThisJvmButTheFixedAbbreviations() {
    for (String id : ZoneId.getAvailableZoneIds()) {
      assertThat(type("timezone").judge(id).fits())
          .as(id)
          .isEqualTo(!List.of("EST", "MST", "HST").contains(id));
    }
  }

  @Test
  void leavesTheDefaultZoneAlone() {
    TimeZone before = TimeZone.getDefault();
    type("timezone").judge("Asia/Tokyo");
    type("timezone").judge("Asia/Tokio");
    assertThat(TimeZone.getDefault()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "de, de",
    "en-US, en-US",
    "EN-us, en-US",
    "zh-hant-tw, zh-Hant-TW",
    "de-CH-1996, de-CH-1996",
    "es-419, es-419",
    "und, und",
    "de-DE-u-co-phonebk, de-DE-u-co-phonebk",
  })
  void takesLanguageTags(String text, String canonical) {
    assertThat(type("locale").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "en_US|has an underscore",
        "en_US.UTF-8|has a character set, as the operating system's locales have",
        "C|is a locale of the operating system",
        "POSIX|is a locale of the operating system",
        "e|null",
        "english-language|names a language in more than three letters",
        "german|names a language in more than three letters",
        "x-private|null",
        "en-|null",
        "-US|null",
        "en US|null",
        "dé|null",
      })
  void refusesWhatIsNoLanguageTag(String text, String hint) {
    assertThat(type("locale").outcome(text)).isEqualTo("wrong: not a locale");
    assertThat(type("locale").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/app.yaml", "relative/dir", ".", "a b/c d", "/données/été", "a:b", "/"})
  void takesPaths(String text) {
    assertThat(type("path").outcome(text)).isEqualTo(text);
    assertThat(type("path").hint(text)).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "~/app|begins with ~, which a shell replaces and Java does not",
        "file:/etc/app|is a URL",
        "/home/$USER/x|has a $, which a shell replaces and Java does not",
        "C:\\app\\x|is a Windows path",
      })
  void wondersAtPathsThatJavaTakesLiterally(String text, String hint) {
    assertThat(type("path").outcome(text)).isEqualTo(text);
    assertThat(type("path").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "'\"/etc/app\"'|is still in quotes: docker --env-file and Kubernetes manifests keep them",
        "'\"/etc/app'|null",
        "/etc/app |ends with white space",
        " /etc/app|begins with white space",
        "/etc/\u0000app|has a control character",
        "/etc/\u001b[31m|has a control character",
        "/etc/\u007f|has a control character",
        "/etc/\ufffdapp|was damaged by another character encoding",
        "\ufeff/etc/app|begins with a byte-order mark",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void refusesWhatIsNoPath(String text, String hint) {
    assertThat(type("path").outcome(text)).isEqualTo("wrong: not a path");
    assertThat(type("path").hint(text)).isEqualTo(hint);
  }

  @Test
  void seesLineEnds() {
    assertThat(type("path").hint("/etc/app\r"))
        .isEqualTo("ends with a carriage return: its file has Windows line ends");
    assertThat(type("path").hint("/etc/app\n")).isEqualTo("ends with a line feed");
    assertThat(type("path").hint("/etc\n/app")).isEqualTo("has more than one line");
    assertThat(type("timezone").hint("Europe/Berlin\n")).isEqualTo("ends with a line feed");
    assertThat(type("timezone").judge("Europe/Berlin\n").fix())
        .isEqualTo("write it without one: printf %s, not echo");
  }

  @Test
  void expectsOfAPathWhatTheHostMustShow() {
    assertThat(type("path").expectation()).isEqualTo("a path");
    assertThat(type("path").with("exists", "true").expectation()).isEqualTo("a path that exists");
    assertThat(
            type("path")
                .with("exists", "false")
                .with("readable", "true")
                .with("writable", "true")
                .expectation())
        .isEqualTo("a path that is readable and is writable");
    assertThat(type("path").with("exists", "true").with("maxMode", "0640").expectation())
        .isEqualTo("a path that exists, mode at most 0640");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"17", "21.0.3", "21.0.3+9", "25-ea", "17.0.15+6-Debian-1deb12u1", "11.0.20.1"})
  void takesVersionsOfJava(String text) {
    assertThat(type("java-version").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "1.8.0_392|is written as before Java 9",
        "jdk-17.0.15+6|has something before its number",
        "v17|has something before its number",
        "17.0|ends with .0, which Runtime.Version does not read",
        "[17,26)|is a range",
        "017|null",
        "seventeen|null",
        "17.|null",
        "17 |ends with white space",
        "99999999999|null",
        "١٧|has digits that are not ASCII",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void refusesWhatIsNoVersionOfJava(String text, String hint) {
    assertThat(type("java-version").outcome(text)).isEqualTo("wrong: not a version of Java");
    assertThat(type("java-version").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "*/5 0-6,22,23 1 JAN-jun MON-FRI",
        "0 0 * * 7",
        "0 0 * * 0",
        "0 0 * * 5-0",
        "0\t12  * * *",
        "5/15 * * * *",
        "0 0 29 2 *",
        "0 0 31 2 1",
        "0 0 31 JAN *",
        "0 0 30 APR,FEB *",
        "0 0 * * SUN-SAT",
        "0 0 * * MON-0",
        "0 0 30,31 2,1 *",
        "0 0 * * * *",
        "0 0/5 14,18 ? * MON-FRI",
        "0 0 0 L * ?",
        "0 0 0 L-3 * ?",
        "0 0 0 LW * ?",
        "0 0 0 15W * ?",
        "0 0 0 ? * FRI#2",
        "0 0 0 ? * 5L",
        "0 0 22-4 * * FRI-MON",
        "0 0 12 ? * 7 2026",
        "0 0 12 1 * ? 2026-2030/2",
        "@daily",
        "@hourly",
        "@yearly",
        "*/60 * * * *"
      })
  void takesCronExpressions(String text) {
    assertThat(type("cron").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "* * * *|has neither 5 fields (Unix), 6 (Spring) nor 7 (Quartz)",
        "* * * * * * * *|has neither 5 fields (Unix), 6 (Spring) nor 7 (Quartz)",
        "daily|has neither 5 fields (Unix), 6 (Spring) nor 7 (Quartz)",
        "@every 5m|there is no such macro; there are @yearly, @monthly, @weekly, @daily and @hourly",
        "60 * * * *|its minutes are not within 0 to 59",
        "* 24 * * *|its hours are not within 0 to 23",
        "* * 0 * *|its days of the month are not within 1 to 31",
        "* * 32 * *|its days of the month are not within 1 to 31",
        "* * * 13 *|its months are not within 1 to 12",
        "* * * 0 *|its months are not within 1 to 12",
        "* * * FOO *|its months are not within 1 to 12",
        "* * * AN *|its months are not within 1 to 12",
        "* * * * 8|its days of the week are not within 0 to 7",
        "* * * * MON-|its days of the week are not within 0 to 7",
        "*,, * * * *|its minutes are not within 0 to 59",
        "-5 * * * *|its minutes are not within 0 to 59",
        "5- * * * *|its minutes are not within 0 to 59",
        "٥ * * * *|has digits that are not ASCII",
        "99999 * * * *|its minutes are not within 0 to 59",
        "*/0 * * * *|its minutes have a step that is no number from 1",
        "*/ * * * *|its minutes have a step that is no number from 1",
        "*/x * * * *|its minutes have a step that is no number from 1",
        "*/90 * * * *|its minutes have a step longer than their range, so it does not do what it says",
        "* 22-4 * * *|its hours are a range that ends before it begins",
        "* * * * FRI-MON|its days of the week are a range that ends before it begins",
        "* * * DEC-JAN *|its months are a range that ends before it begins",
        "*/61 * * * *|its minutes have a step longer than their range, so it does not do what it says",
        "0 0 31 SEP *|never fires: no such month has that day",
        "* * ? * *|its days of the month are not within 1 to 31",
        "* * L * *|its days of the month are not within 1 to 31",
        "? * * * * *|its seconds are not within 0 to 59",
        "60 * * * * *|its seconds are not within 0 to 59",
        "0 0 0 W * ?|its days of the month are not within 1 to 31",
        "0 0 0 32W * ?|its days of the month are not within 1 to 31",
        "0 0 0 L-32 * ?|its days of the month are not within 1 to 31",
        "0 0 0 ? * FRI#6|its days of the week are not within 0 to 7",
        "0 0 0 ? * 9#2|its days of the week are not within 0 to 7",
        "0 0 12 ? * 0 2026|its days of the week are not within 1 to 7",
        "0 0 12 ? * 2 1969|its years are not within 1970 to 2099",
        "0 0 12 1 * 2 2026|Quartz wants ? in exactly one of day of month and day of week",
        "0 0 12 ? * ? 2026|Quartz wants ? in exactly one of day of month and day of week",
        "0 0 30 2 *|never fires: no such month has that day",
        "0 0 31 2,4,6,9,11 *|never fires: no such month has that day",
        "0 0 0 31 FEB ?|never fires: no such month has that day",
        " * * * * *|begins with white space",
        "* * * * * |ends with white space",
        "'\"* * * * *\"'|is still in quotes: docker --env-file and Kubernetes manifests keep them",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void refusesWhatIsNoCronExpression(String text, String hint) {
    assertThat(type("cron").outcome(text)).isEqualTo("wrong: not a cron expression");
    assertThat(type("cron").hint(text)).isEqualTo(hint);
  }

  @Test
  void expectsInAFewWords() {
    assertThat(type("charset").expectation()).isEqualTo("a character set: UTF-8");
    assertThat(type("timezone").expectation()).isEqualTo("a time zone: Europe/Berlin, UTC");
    assertThat(type("locale").expectation()).isEqualTo("a language tag: en-US");
    assertThat(type("java-version").expectation()).isEqualTo("a version of Java: 21.0.3");
    assertThat(type("cron").expectation())
        .isEqualTo("a cron expression of 5 fields (Unix), 6 (Spring) or 7 (Quartz)");
  }
}
