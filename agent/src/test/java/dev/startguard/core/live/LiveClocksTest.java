package dev.startguard.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveClocksTest {
  private final FakeHost host = new FakeHost();
  private final LiveClocks clocks = new LiveClocks(host);

  @Test
  void readsTheTimeSinceBoot() {
    uptime("350735.47 234388.90\n");

    assertThat(clocks.sinceBoot()).isEqualTo(350_735_470_000_000L);
  }

  @Test
  void knowsNoneWithoutSuchAFile() {
    assertThat(clocks.sinceBoot()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "350735", "350735.4", "up 3 days", "up.35 days"})
  void knowsNoneOfAnotherText(String text) {
    uptime(text);

    assertThat(clocks.sinceBoot()).isEqualTo(-1);
  }

  private void uptime(String text) {
    host.content("/proc/uptime", text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
