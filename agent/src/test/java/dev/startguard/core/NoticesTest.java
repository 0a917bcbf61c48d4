package dev.startguard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.config.Settings;
import dev.startguard.core.config.SettingsParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final FakeHost host = new FakeHost();

  @Test
  void saysNothingOfWhatIsChecked() {
    assertThat(notices("env: { A: string }\nplatform: { timezone: UTC }")).isEmpty();
  }

  @Test
  void namesOnceWhatThisVersionDoesNotCheck() {
    assertThat(
            notices(
                """
                clock: { maxOffset: 1s, sources: [kernel] }
                probes: { db: { tcp: "localhost:1" }, http: { tcp: "localhost:2" } }
                platform: { timezone: UTC, cpu: { min: 1 } }
                runtime: { rules: quiet }
                """))
        .containsExactly("not checked in this version: runtime");
  }

  @Test
  void namesTheSettingsThatHaveNoEffectYet() {
    host.env("STARTGUARD_METRICS", "x", "STARTGUARD_LEDGER", "y");

    assertThat(notices("env: { A: string }"))
        .containsExactly("not in this version: metrics, ledger");
  }

  private List<String> notices(String yaml) {
    Settings settings = SettingsParser.parse(null, host);
    List<String> notices = new ArrayList<>();
    Notices.add(notices, ManifestFixture.manifest(yaml, null, host), settings);
    return notices;
  }
}
