package dev.startguard.core.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaVersionCheckTest {
  private final FakeHost host =
      new FakeHost().properties("java.version", "17.0.15", "java.vendor", "Eclipse Adoptium");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[17,26)|17",
        "[17,26)|17.0.15",
        "[17,26)|25.0.1+9-LTS",
        "[17,26)|26-ea",
        "[17]|17",
        "[11,12),[17,18)|17.0.2",
        "(,25]|25",
      })
  void acceptsAVersionOfTheRange(String range, String version) {
    host.properties("java.version", version);

    assertThat(check("java: \"" + range + "\"").passed()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[17,26)|26",
        "[17,26)|26.0.1",
        "[17.0.9,)|17.0.2",
        "[26,)|26-ea",
        "[11,12),[17,18)|21.0.1",
      })
  void reportsAnyOther(String range, String version) {
    host.properties("java.version", version);

    assertThat(check("java: \"" + range + "\"").lines())
        .containsExactly("error java-version java: is " + version + ", not in " + range);
  }

  @Test
  void pointsAtTheRangeAndSaysWhichJvmItIs() {
    Checked checked = check("java: { range: \"[21,)\" }");

    assertThat(checked.place()).isEqualTo("startguard.yaml:3:28");
    assertThat(checked.only().notes().toString())
        .contains("17.0.15 (Eclipse Adoptium)", "/opt/java");
  }

  @Test
  void acceptsOneOfTheVendorsWhateverTheCase() {
    assertThat(check("java: { vendor: [Debian, eclipse adoptium] }").passed()).isEqualTo(1);
  }

  @Test
  void reportsAnotherVendorBesideTheRange() {
    assertThat(check("java: { range: \"[21,)\", vendor: [Debian, Azul] }").lines())
        .containsExactly(
            "error java-version java: is 17.0.15, not in [21,)",
            "error java-version java: is by Eclipse Adoptium, not by Debian or Azul");
  }

  @Test
  void heedsTheEntrysSeverityAndTheCatalogues() {
    assertThat(check("java: { range: \"[21,)\", severity: warning }").lines().get(0))
        .startsWith("warning java-version");
    assertThat(
            ManifestFixture.validate(
                    "versions: { java: \"[21,)\" }\nchecks: { set: { java-version: warning } }",
                    host,
                    new JavaVersionCheck())
                .lines()
                .get(0))
        .startsWith("warning java-version");
  }

  @Test
  void isSilentWithoutADeclaration() {
    assertThat(check("tzdata: \"[2020a,)\"").validation().checks()).isZero();
  }

  private Checked check(String java) {
    return ManifestFixture.validate("versions: { " + java + " }", host, new JavaVersionCheck());
  }
}
