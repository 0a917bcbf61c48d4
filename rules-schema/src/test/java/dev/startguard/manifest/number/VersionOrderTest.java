package dev.startguard.manifest.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our order beside Maven's own, which the agent judges versions by. */
class VersionOrderTest {
  private static final int PAIRS = 200_000;
  private static final String[] QUALIFIERS = {
    "alpha",
    "beta",
    "milestone",
    "rc",
    "cr",
    "snapshot",
    "SNAPSHOT",
    "ga",
    "final",
    "Final",
    "release",
    "RELEASE",
    "sp",
    "jre",
    "android",
    "incubating",
    "b",
    "v",
    "redhat",
    "a",
    "m"
  };

  @Test
  void agreesWithMavenOnHoweverVersionsAreCalled() {
    long seed = System.nanoTime();
    System.out.println("VersionOrderTest seed " + seed);
    Random random = new Random(seed);
    Map<String, String> different = new TreeMap<>();
    int equal = 0;
    for (int i = 0; i < PAIRS; i++) {
      String one = version(random);
      String other = random.nextInt(4) == 0 ? version(random) : near(one, random);
      int expected =
          Integer.signum(new ComparableVersion(one).compareTo(new ComparableVersion(other)));
      int actual = Integer.signum(VersionOrder.compare(one, other));
      equal += expected == 0 ? 1 : 0;
      if (expected != actual) {
        different.put(one + " : " + other, "Maven " + expected + ", we " + actual);
      }
    }
    assertThat(equal).as("equal pairs, seed %s", seed).isBetween(PAIRS / 100, PAIRS / 2);
    assertThat(different).as("seed %s", seed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2025a, 2025b",
    "2025, 2025a",
    "2025z, 2026a",
    "2.9.10, 2.17.0",
    "1.0-rc1, 1.0",
    "1.0, 1.0.1",
    "17.0.9, 17.0.10"
  })
  void putsOneBeforeTheOther(String earlier, String later) {
    assertThat(VersionOrder.compare(earlier, later)).isNegative();
    assertThat(VersionOrder.compare(later, earlier)).isPositive();
  }

  private static String version(Random random) {
    StringBuilder version = new StringBuilder();
    int numbers = 1 + random.nextInt(4);
    for (int i = 0; i < numbers; i++) {
      version.append(i == 0 ? "" : ".").append(number(random));
    }
    switch (random.nextInt(6)) {
      case 0 -> version.append('-').append(qualifier(random));
      case 1 -> version.append('.').append(qualifier(random));
      case 2 ->
          version
              .append('-')
              .append(qualifier(random))
              .append(separator(random))
              .append(number(random));
      case 3 -> version.append((char) ('a' + random.nextInt(8)));
      default -> {}
    }
    return version.toString();
  }

  private static String separator(Random random) {
    return new String[] {"", "-", "."}[random.nextInt(3)];
  }

  private static String qualifier(Random random) {
    return QUALIFIERS[random.nextInt(QUALIFIERS.length)];
  }

  private static String number(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> "0";
      case 2, 3 -> "1";
      case 4 -> "0" + random.nextInt(12);
      case 5 -> "20" + (20 + random.nextInt(7));
      case 6 -> "2026112115" + random.nextInt(10_000_000);
      default -> Integer.toString(random.nextInt(30));
    };
  }

  /** A version that differs in one part, or only in how it is written. */
  private static String near(String version, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> version + ".0";
      case 1 -> version + "-" + qualifier(random);
      case 2 -> version.toUpperCase(Locale.ROOT);
      case 3 -> version.replace("0", Integer.toString(random.nextInt(3)));
      case 4 -> version + "." + number(random);
      default -> version.substring(0, 1 + random.nextInt(version.length()));
    };
  }
}
