package dev.startguard.core.check.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagRetiredCheckTest {
  private final FakeHost host = new FakeHost();

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "", "0"})
  void reportsARetiredFlagWhateverItsValue(String value) {
    host.env("POWER_PEG", value);

    Checked checked = check("POWER_PEG: { retired: 2019-05-01 }");

    assertThat(checked.lines())
        .containsExactly(
            "error flag-retired POWER_PEG: retired on 2019-05-01, but set in the environment");
    assertThat(checked.only().fixes()).containsExactly("unset POWER_PEG");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:25");
  }

  @Test
  void namesEveryPlace() {
    host.env("POWER_PEG", "true")
        .properties("POWER_PEG", "true")
        .content(
            "flags.json", "{\"flags\": {\"POWER_PEG\": {\"state\": \"DISABLED\"}, \"LIVE\": {}}}");

    Checked checked =
        check(
            """
            POWER_PEG: { retired: 2019-05-01 }
              LIVE: { type: boolean, file: flags.json }
            """);

    assertThat(checked.only().detail())
        .isEqualTo(
            "retired on 2019-05-01, but set in the environment, the property -DPOWER_PEG, flags.json");
    assertThat(checked.only().fixes())
        .containsExactly(
            "unset POWER_PEG, and remove -DPOWER_PEG, and remove POWER_PEG from flags.json");
  }

  @Test
  void acceptsARetiredFlagThatIsGone() {
    host.env("POWER_PEG_2", "true");

    Checked checked = check("POWER_PEG: { retired: 2019-05-01 }");

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @Test
  void doesNotCareWhatDayItIs() {
    host.env("A", "true").now("2019-04-30T23:59:59Z");

    assertThat(check("A: { retired: 2019-05-01 }").findings())
        .as("a date alone never stops a restart")
        .hasSize(1);
  }

  @Test
  void leavesLiveFlagsAlone() {
    host.env("A", "true");

    assertThat(check("A: { type: boolean }").findings()).isEmpty();
  }

  @Test
  void givesTheEntrysReasonWhereThereIsOne() {
    host.env("A", "true", "B", "true");

    assertThat(
            check("A: { retired: 2019-05-01, description: Wakes the old router }").only().notes())
        .extracting(note -> note.name() + ": " + note.text())
        .containsExactly("why: Wakes the old router", "set in: the environment");
    assertThat(check("B: { retired: 2019-05-01 }").only().notes().get(0).text())
        .contains("wake code");
  }

  private Checked check(String flags) {
    return ManifestFixture.validate("flags:\n  " + flags, host, new FlagRetiredCheck());
  }
}
