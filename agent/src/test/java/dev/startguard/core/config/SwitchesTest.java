package dev.startguard.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.manifest.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SwitchesTest {
  private final FakeHost host = new FakeHost();

  @Test
  void enforcesWhenNobodySaysOtherwise() {
    Switches switches = switches(null, null);

    assertThat(switches.mode()).isEqualTo("enforce");
    assertThat(switches.sayOff()).isNull();
    assertThat(switches.wayOut()).isEqualTo("STARTGUARD_MODE=warn");
  }

  @Test
  void takesTheManifestsMode() {
    Switches switches = switches(null, "policy: { mode: warn }");

    assertThat(switches.mode()).isEqualTo("warn");
    assertThat(notices(switches, "policy: { mode: warn }")).isEmpty();
  }

  @Test
  void namesAnOverrideOfTheManifest() {
    host.env("STARTGUARD_MODE", "warn");
    host.properties("startguard.rules", "quiet");
    Switches switches = switches(null, "policy: { mode: enforce }");

    assertThat(switches.mode()).isEqualTo("warn");
    assertThat(notices(switches, "policy: { mode: enforce }"))
        .containsExactly("mode=warn from STARTGUARD_MODE", "rules=quiet from -Dstartguard.rules");
  }

  @Test
  void doesNotNameASettingThatAgreesWithTheManifest() {
    host.env("STARTGUARD_MODE", "warn");

    assertThat(notices(switches(null, "policy: { mode: warn }"), "policy: { mode: warn }"))
        .isEmpty();
  }

  @Test
  void ignoresWhatTheLockForbidsAndSaysSo() {
    host.env("STARTGUARD_MODE", "off", "STARTGUARD_CHECKS", "off");
    String yaml = "policy: { lock: [mode, checks] }";
    Switches switches = switches(null, yaml);

    assertThat(switches.mode()).isEqualTo("enforce");
    assertThat(switches.sayOff()).isNull();
    assertThat(switches.wayOut()).isNull();
    assertThat(notices(switches, yaml))
        .containsExactly(
            "mode=off from STARTGUARD_MODE is ignored: policy.lock",
            "checks=off from STARTGUARD_CHECKS is ignored: policy.lock");
  }

  @Test
  void letsTheCommandLineOverrideALockedMode() {
    Switches switches = switches("mode=warn", "policy: { lock: [mode] }");

    assertThat(switches.mode()).isEqualTo("warn");
    assertThat(notices(switches, "policy: { lock: [mode] }"))
        .containsExactly("mode=warn from the agent's arguments");
  }

  @Test
  void needsNoManifestOnlyWhenTheCommandLineSwitchesOff() {
    host.env("STARTGUARD_MODE", "off");

    assertThat(switches(null, null).settled()).isFalse();
    assertThat(switches("mode=off", null).settled()).isTrue();
    assertThat(switches("checks=off,mode=warn", null).settled()).isTrue();
  }

  @Test
  void saysWhoSwitchedOff() {
    assertThat(switches(null, "policy: { mode: 'off' }").sayOff())
        .isEqualTo("off: mode=off from startguard.yaml");
    assertThat(switches("checks=off", null).sayOff())
        .isEqualTo("validation off: checks=off from the agent's arguments");
    host.env("STARTGUARD_MODE", "off");
    assertThat(switches(null, null).sayOff()).isEqualTo("off: mode=off from STARTGUARD_MODE");
  }

  @Test
  void reportsUsageErrorsAlthoughTheChecksAreOff() {
    assertThat(switches("checks=off,format=jsn", null).sayOff()).isNull();
    assertThat(switches("mode=off,format=jsn", null).sayOff())
        .isEqualTo("off: mode=off from the agent's arguments");
  }

  @Test
  void enforcesWhenTheModeItselfIsBad() {
    host.env("STARTGUARD_MODE", "wran");

    assertThat(switches(null, "policy: { mode: warn }").mode()).isEqualTo("enforce");
  }

  @Test
  void warnsInARunningJvmWhateverIsAsked() {
    Settings settings = SettingsParser.parse("mode=enforce", host);

    assertThat(new Switches(settings, true).mode()).isEqualTo("warn");
    assertThat(new Switches(SettingsParser.parse("mode=off", host), true).mode()).isEqualTo("off");
  }

  @Test
  void namesAWayOutThatWinsOverWhatIsSet() {
    assertThat(switches("mode=enforce", null).wayOut())
        .isEqualTo("mode=warn in the agent's arguments");
    host.properties("startguard.mode", "enforce");
    assertThat(switches(null, null).wayOut()).isEqualTo("-Dstartguard.mode=warn");
  }

  private Switches switches(@Nullable String args, @Nullable String yaml) {
    Switches switches = new Switches(SettingsParser.parse(args, host), false);
    if (yaml != null) {
      switches.heed(manifest(yaml), "startguard.yaml");
    }
    return switches;
  }

  private java.util.List<String> notices(Switches switches, String yaml) {
    return switches.notices(manifest(yaml));
  }

  private Manifest manifest(String yaml) {
    return ManifestFixture.manifest(yaml + "\nenv: { A: string }\n", null, host);
  }
}
