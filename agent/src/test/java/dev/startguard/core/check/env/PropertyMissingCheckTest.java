package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import org.junit.jupiter.api.Test;

final class PropertyMissingCheckTest {
  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new PropertyMissingCheck());
  }

  @Test
  void reportsAMissingPropertyAsTheOperatorSetsIt() {
    Finding finding = check("properties: { app.region: }", new FakeHost()).only();
    assertThat(finding.id()).isEqualTo("property-missing");
    assertThat(finding.subject()).isEqualTo("app.region");
    assertThat(finding.message()).isEqualTo("-Dapp.region is required and not set");
    assertThat(finding.fixes()).containsExactly("start with -Dapp.region=VALUE");
  }

  @Test
  void suggestsANearProperty() {
    Finding finding =
        check("properties: { app.region: }", new FakeHost().properties("app.regoin", "eu")).only();
    assertThat(finding.gist()).isEqualTo("missing (-Dapp.regoin set?)");
    assertThat(finding.fixes()).contains("rename -Dapp.regoin to -Dapp.region");
  }

  @Test
  void tellsEmptyFromMissing() {
    assertThat(check("properties: { a.b: }", new FakeHost().properties("a.b", "")).lines())
        .containsExactly("error property-missing a.b: required, set but empty");
  }

  @Test
  void leavesVariablesToTheOtherCheck() {
    Checked checked = check("env: { A: }\nproperties: { a: }", new FakeHost().properties("a", "x"));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isOne();
  }

  @Test
  void doesNotTakeAVariableForAProperty() {
    assertThat(check("properties: { region: }", new FakeHost().env("region", "eu")).lines())
        .hasSize(1);
  }
}
