package dev.startguard.manifest.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
  private static final Comparator<String> MAVEN = Comparator.comparing(ComparableVersion::new);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[17,26)|17",
        "[17,26)|17.0.9",
        "[17,26)|25.0.1",
        "[17]|17",
        "[17]|17.0.0",
        "(,17]|11",
        "(16,)|17",
        "[2025b,)|2025b",
        "[2025b,)|2026a",
        "(,1.0],[1.2,)|1.0",
        "(,1.0],[1.2,)|1.2.1",
        "[2.17,3)|2.21.0-rc1",
      })
  void contains(String range, String version) {
    assertThat(VersionRange.of(range).contains(version, MAVEN)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[17,26)|26",
        "[17,26)|16.0.2",
        "[17]|17.0.1",
        "(,17)|17",
        "(16,)|16",
        "[2025b,)|2025a",
        "(,1.0],[1.2,)|1.1",
        "[2.17,3)|2.17-rc1",
        "[2.17,3)|2.9.10",
      })
  void containsNot(String range, String version) {
    assertThat(VersionRange.of(range).contains(version, MAVEN)).isFalse();
  }
}
