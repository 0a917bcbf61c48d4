package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;

final class PropertyConstraintCheckTest {
  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new PropertyConstraintCheck());
  }

  @Test
  void reportsAPropertyThatBreaksAConstraint() {
    Checked checked =
        check(
            "properties: { app.port: { type: port, min: 1024 } }",
            new FakeHost().properties("app.port", "80"));
    assertThat(checked.lines())
        .containsExactly("error property-constraint app.port: below 1024: \"80\"");
    assertThat(checked.only().message()).isEqualTo("-Dapp.port is below 1024");
  }

  @Test
  void asksTheHostToo() {
    assertThat(
            check("properties: { a.b: class }", new FakeHost().properties("a.b", "com.acme.Gone"))
                .lines())
        .containsExactly(
            "error property-constraint a.b: not a class on the class path: \"com.acme.Gone\"");
  }

  @Test
  void acceptsWhatIsRightAndLeavesVariablesAlone() {
    Checked checked =
        check(
            "env: { P: { type: port, min: 9 } }\nproperties: { q: { type: port, min: 9 } }",
            new FakeHost().env("P", "1").properties("q", "80"));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isOne();
  }
}
