package dev.startguard.core.check.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.HostFacts.ProgramEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChronySourceTest {
  private static final String COMMAND = "chronyc -n -c tracking";
  private static final String LINE =
      "7F000001,127.0.0.1,2,1795269600.1,0.250000,-0.000001,0.000002,-3.1,0.0,0.1,0.004,0.003,"
          + "64.2,Normal";

  private static Reading read(FakeHost host) throws Unusable, InterruptedException {
    long until = System.nanoTime() + 1_000_000_000;
    return new ChronySource(host).read(new Budget(until), until);
  }

  @Test
  void readsThatTheSystemIsSlow() throws Exception {
    Reading reading = read(new FakeHost().program(COMMAND, new ProgramEnd(0, LINE + "\n")));

    assertThat(reading).isEqualTo(Reading.measured(250_000_000, 5_000_000, 2));
  }

  @Test
  void readsThatTheSystemIsFast() throws Unusable {
    assertThat(ChronySource.parse(LINE.replace(",0.250000,", ",-0.250000,")).offset())
        .isEqualTo(-250_000_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Normal | Not synchronised | chronyd is not synchronised",
        "127.0.0.1,2, | 127.0.0.1,0, | chronyd is not synchronised",
        "7F000001 | 7F7F0101 | chronyd follows its own clock, and no source",
        "0.003 | 2.5 | root distance 2.502 s",
        "0.250000 | NaN | chronyc's answer has no number where one belongs",
        "0.250000 | 1e300 | chronyc's answer has no number where one belongs",
        "0.250000 | x | chronyc's answer has no number where one belongs",
        "64.2, | 64.2 | chronyc's answer has not 14 fields",
      })
  void refusesWhatIsNoTime(String part, String instead, String reason) {
    assertThatThrownBy(() -> ChronySource.parse(LINE.replace(part, instead)))
        .isInstanceOf(Unusable.class)
        .hasMessage(reason);
  }

  @Test
  void saysWhyChronycHasNoAnswer() {
    assertThatThrownBy(() -> read(new FakeHost()))
        .hasMessage("chronyc is not on the PATH, or cannot be started");
    assertThatThrownBy(
            () ->
                read(
                    new FakeHost()
                        .program(COMMAND, new ProgramEnd(1, "506 Cannot talk to daemon\n"))))
        .hasMessage("chronyc failed: 506 Cannot talk to daemon");
    assertThatThrownBy(() -> read(new FakeHost().program(COMMAND, null)))
        .hasMessageMatching("chronyc has not ended in [0-9]+ ms");
    assertThatThrownBy(
            () -> read(new FakeHost().program(COMMAND, new ProgramEnd(0, "x".repeat(1024)))))
        .hasMessage("chronyc's answer has not 14 fields");
  }
}
