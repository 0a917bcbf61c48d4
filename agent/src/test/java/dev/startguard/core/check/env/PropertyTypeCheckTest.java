package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;

final class PropertyTypeCheckTest {
  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new PropertyTypeCheck());
  }

  @Test
  void reportsAPropertyThatIsNotOfItsType() {
    Checked checked =
        check("properties: { app.port: port }", new FakeHost().properties("app.port", "http"));
    assertThat(checked.lines())
        .containsExactly("error property-type app.port: not a port: \"http\"");
    assertThat(checked.only().message()).isEqualTo("-Dapp.port is not a port");
    assertThat(checked.only().fixes())
        .containsExactly("set -Dapp.port to a whole number from 1 to 65535");
  }

  @Test
  void acceptsWhatIsRightAndLeavesVariablesAlone() {
    Checked checked =
        check(
            "env: { P: port }\nproperties: { app.port: port }",
            new FakeHost().env("P", "x").properties("app.port", "80"));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isOne();
  }
}
