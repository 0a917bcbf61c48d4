package dev.startguard.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  @ParameterizedTest
  @CsvSource({
    "DB_HSOT, DB_HOST",
    "DB_HOTS, DB_HOST",
    "DB_HOS, DB_HOST",
    "DBHOST, DB_HOST",
    "DB_HOSTT, DB_HOST",
    "db_host, DB_HOST",
    "BD_HOST, DB_HOST",
    "DB-HOST, DB_HOST",
    "prodd, prod",
    "porduction, production",
    "evn, env",
    "envv, env",
    "prot, port",
    "minLenght, minLength",
    "requierd, required",
    "reqired, required",
    "Europe/Berln, Europe/Berlin",
    "America/NewYork, America/New_York",
    "sha265, sha256",
    "SPRING_DATASOURCE_USERNAEM, SPRING_DATASOURCE_USERNAME",
    "secert-exposed, secret-exposed",
    "on, no",
  })
  void seesASlip(String name, String known) {
    assertThat(NearestName.of(name, List.of("something", known, "else"))).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({
    "SMTP_HOST, SMTP_PORT",
    "SMTP_USER, SMTP_HOST",
    "MAX_SIZE, MIN_SIZE",
    "DB1_HOST, DB2_HOST",
    "SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD",
    "US_HOST, UK_HOST",
    "uk, us",
    "a, b",
    "ab, abc",
    "x, ''",
    "'', x",
    "dev, prod",
    "staging, testing",
    "DB_HOST, DB_HOST_RO",
    "PATH, HOME",
    "PGHOST, LOGNAME",
    "env, service",
    "port2, port1",
    "A_B, C_D",
    "a.b.c, a.x.c",
  })
  void takesNoOtherWordForASlip(String name, String known) {
    assertThat(NearestName.of(name, List.of(known))).isNull();
    assertThat(NearestName.of(known, List.of(name))).isNull();
  }

  @Test
  void takesTheNearest() {
    assertThat(
            NearestName.of(
                "DATABASE_URLLL", List.of("DATABASE_URI", "DATABASE_URLL", "DATABASE_URL")))
        .isEqualTo("DATABASE_URLL");
    assertThat(NearestName.of("maxItem", List.of("minItems", "maxItems"))).isEqualTo("maxItems");
    assertThat(NearestName.of("PROD", List.of("prodd", "prod"))).isEqualTo("prod");
  }

  @Test
  void takesTheFirstByAlphabetOfThoseThatAreEquallyNear() {
    assertThat(NearestName.of("portx", List.of("porty", "porta", "portz"))).isEqualTo("porta");
    assertThat(NearestName.of("portx", List.of("porta", "portz", "porty"))).isEqualTo("porta");
    assertThat(NearestName.of("port", List.of())).isNull();
  }

  @Test
  void countsTheEdits() {
    assertThat(NearestName.edits("DB_HOST", "db_host")).isZero();
    assertThat(NearestName.edits("DB_HSOT", "DB_HOST")).isEqualTo(1);
    assertThat(NearestName.edits("DATABASSE_URLL", "DATABASE_URL")).isEqualTo(2);
    assertThat(NearestName.edits("sha257", "sha256")).isEqualTo(2);
    assertThat(NearestName.edits("DB_HOST", "SMTP_PORT")).isEqualTo(-1);
    assertThat(NearestName.edits("", "")).isZero();
    assertThat(NearestName.edits("no", "on")).isEqualTo(1);
  }

  @Test
  void comparesNamesOfAnyLengthInShortTime() {
    String name = "A".repeat(1 << 20);
    long start = System.nanoTime();
    assertThat(NearestName.edits(name, name.toLowerCase(java.util.Locale.ROOT))).isZero();
    assertThat(NearestName.edits(name, name + "B")).isEqualTo(-1);
    assertThat(NearestName.edits("A".repeat(200), "A".repeat(199) + "B")).isEqualTo(1);
    assertThat(NearestName.edits("A".repeat(201), "A".repeat(200) + "B")).isEqualTo(-1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void comparesLongNamesWithThousandsInShortTime() {
    String name = "A_RATHER_LONG_NAME_".repeat(9);
    long start = System.nanoTime();
    for (int i = 0; i < 20_000; i++) {
      assertThat(NearestName.edits(name + i, name + "X")).isLessThanOrEqualTo(2);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void findsEverySlipThatWasMade() {
    long seed = System.nanoTime();
    System.out.println("NearestNameTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = 9 + random.nextInt(30); length > 0; length--) {
        name.append((char) ('a' + random.nextInt(26)));
      }
      StringBuilder slipped = new StringBuilder(name);
      int slips = 1 + random.nextInt(3);
      for (int slip = 0; slip < slips; slip++) {
        int at = random.nextInt(slipped.length());
        switch (random.nextInt(3)) {
          case 0 -> slipped.insert(at, 'x');
          case 1 -> slipped.setCharAt(at, 'x');
          default -> slipped.deleteCharAt(at);
        }
      }
      if (slipped.length() >= 9) {
        assertThat(NearestName.edits(name.toString(), slipped.toString()))
            .as("%s, %s", name, slipped)
            .isBetween(0, slips);
      }
    }
  }
}
