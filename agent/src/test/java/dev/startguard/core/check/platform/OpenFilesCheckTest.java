package dev.startguard.core.check.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenFilesCheckTest {
  private final FakeHost host = new FakeHost();

  @Test
  void comparesTheSoftLimit() {
    limits("1024", "1024");

    Finding finding = check().only();

    assertThat(finding.severity().word()).isEqualTo("error");
    assertThat(finding.gist()).isEqualTo("is 1024, below 4096");
    assertThat(finding.notes().toString()).contains("soft limit 1024, hard limit 1024");
    assertThat(finding.fixes().get(0)).startsWith("raise the hard limit");
  }

  @Test
  void namesTheOptionThatKeepsTheJvmFromTakingItsHardLimit() {
    limits("1024", "524288");

    assertThat(check().only().fixes().get(0)).contains("-XX:-MaxFDLimit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4096", "20000", "unlimited"})
  void acceptsWhatIsEnough(String soft) {
    limits(soft, soft);

    assertThat(check().passed()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Max open files", "Max open files   \n", "Max open files  1\n", "x"})
  void isNotEvaluatedWhereThePlatformDoesNotTell(String text) {
    assertThat(check().notEvaluated()).containsExactly("openFiles needs /proc/self/limits");
    host.content("/proc/self/limits", text);
    assertThat(check().notEvaluated()).containsExactly("openFiles needs /proc/self/limits");
  }

  @Test
  void isSilentWithoutADeclaration() {
    assertThat(
            ManifestFixture.validate("platform: { timezone: UTC }", host, new OpenFilesCheck())
                .passed())
        .isZero();
  }

  private void limits(String soft, String hard) {
    host.content(
        "/proc/self/limits",
        "Limit                     Soft Limit           Hard Limit           Units     \n"
            + "Max processes             96365                96365                processes \n"
            + "Max open files            "
            + soft
            + "          "
            + hard
            + "         files     \n");
  }

  private Checked check() {
    return ManifestFixture.validate(
        "platform: { openFiles: { min: 4096 } }", host, new OpenFilesCheck());
  }
}
