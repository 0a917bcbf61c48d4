package dev.startguard.core.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import java.time.zone.ZoneRulesProvider;
import org.junit.jupiter.api.Test;

class TzdataVersionCheckTest {
  private final String version = ZoneRulesProvider.getVersions("Europe/Berlin").lastKey();

  @Test
  void acceptsTheReleaseThatThisJvmHas() {
    assertThat(check("[2017a,)").passed()).isEqualTo(1);
    assertThat(check("[" + version + "]").passed()).isEqualTo(1);
    assertThat(check("(," + version + "]").passed()).isEqualTo(1);
  }

  @Test
  void reportsAnother() {
    assertThat(check("[2098a,)").lines())
        .containsExactly("error tzdata-version tzdata: is " + version + ", not in [2098a,)");
    assertThat(check("(," + version + ")").findings()).hasSize(1);
  }

  @Test
  void pointsAtTheRange() {
    assertThat(check("[2098a,)").place()).isEqualTo("startguard.yaml:3:21");
  }

  @Test
  void isSilentWithoutADeclaration() {
    assertThat(
            ManifestFixture.validate(
                    "versions: { java: \"[17,)\" }", new FakeHost(), new TzdataVersionCheck())
                .validation()
                .checks())
        .isZero();
  }

  private static Checked check(String range) {
    return ManifestFixture.validate(
        "versions: { tzdata: \"" + range + "\" }", new FakeHost(), new TzdataVersionCheck());
  }
}
