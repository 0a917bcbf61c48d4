package dev.startguard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.config.Settings;
import dev.startguard.core.config.SettingsParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final FakeHost host = new FakeHost();

  @Test
  void saysNothingOfWhatHasAnEffect() {
    host.env("STARTGUARD_RULES", "quiet");

    assertThat(notices()).isEmpty();
  }

  @Test
  void namesTheSettingsThatHaveNoEffectYet() {
    host.env("STARTGUARD_LEDGER", "y");

    assertThat(notices()).containsExactly("not in this version: ledger");
  }

  private List<String> notices() {
    Settings settings = SettingsParser.parse(null, host);
    List<String> notices = new ArrayList<>();
    Notices.add(notices, settings);
    return notices;
  }
}
