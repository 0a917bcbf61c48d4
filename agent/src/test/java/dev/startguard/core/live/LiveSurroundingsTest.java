package dev.startguard.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.ZoneOrigin;
import org.junit.jupiter.api.Test;

class LiveSurroundingsTest {
  private final FakeHost host = new FakeHost();
  private final LiveSurroundings surroundings =
      new LiveSurroundings(host, null, System.err, new Pools());

  @Test
  void namesTheZoneThatTheJvmWillHave() {
    host.zone("Europe/Berlin", "Europe/Berlin", "TZ");

    assertThat(text()).isEqualTo("Europe/Berlin (the JVM's default, from TZ)");
  }

  @Test
  void namesTheZoneThatCodeChoseBeforeTheJvmDecided() {
    host.env("TZ", "Europe/Berlin").zone("Europe/Berlin", "Europe/Berlin", "TZ");
    assertThat(text()).startsWith("Europe/Berlin");
    host.decidedZone("UTC"); // System.setProperty("user.timezone", "UTC"), then anyone asked

    assertThat(text()).isEqualTo("UTC (the JVM's default, from code of this process)");
  }

  @Test
  void keepsTheOriginOfWhatWasDecidedAsForetold() {
    host.zone("Europe/Berlin", "Europe/Berlin", "TZ").decidedZone("Europe/Berlin");

    assertThat(text()).isEqualTo("Europe/Berlin (the JVM's default, from TZ)");
  }

  @Test
  void knowsTzWhenThePropertyCameTooLate() {
    host.env("TZ", "Europe/Berlin")
        .zone("UTC", "UTC", "-Duser.timezone")
        .decidedZone("Europe/Berlin");

    assertThat(text()).isEqualTo("Europe/Berlin (the JVM's default, from TZ)");
  }

  @Test
  void keepsAChangeThatItIsToldOf() {
    host.zone("Europe/Berlin", "Europe/Berlin", "TZ").decidedZone("Europe/Berlin");
    surroundings.changed(null);

    assertThat(surroundings.jvmZone()).isNull();
  }

  private String text() {
    ZoneOrigin zone = surroundings.jvmZone();
    return zone == null ? "unknown" : zone.text();
  }
}
