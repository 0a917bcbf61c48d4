package dev.startguard.core.check.secret;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;

class SecretReusedCheckTest {
  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new SecretMissingCheck(), new SecretReusedCheck());
  }

  @Test
  void reportsEqualSecrets() {
    FakeHost host = new FakeHost().env("A", "Tr0ub4dor", "B", "Tr0ub4dor");
    Checked checked = check("secrets: { A: { distinctFrom: [B] }, B: }", host);
    assertThat(checked.lines()).containsExactly("error secret-reused A: equals B");
    assertThat(checked.everything()).doesNotContain("Tr0ub");
  }

  @Test
  void acceptsDifferentSecrets() {
    Checked checked =
        check(
            "secrets: { A: { distinctFrom: [B] }, B: }",
            new FakeHost().env("A", "Tr0ub4dor", "B", "tr0ub4dor"));
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(3);
  }

  @Test
  void looksPastLineFeedsAndEncodings() {
    String yaml = "secrets: { A: { distinctFrom: [B], encoding: base64 }, B: { file: /run/b } }";
    FakeHost host = new FakeHost().env("A", "aHVudGVyMg==").content("/run/b", "hunter2\n");
    assertThat(check(yaml, host).findings()).hasSize(1);
    String both = "secrets: { A: { distinctFrom: [B], type: hex }, B: { encoding: base64 } }";
    assertThat(
            check(both, new FakeHost().env("A", "68756e74657232", "B", "aHVudGVyMg==")).findings())
        .hasSize(1);
  }

  @Test
  void reportsAPairOnce() {
    String yaml = "secrets: { A: { distinctFrom: [B, C] }, B: { distinctFrom: [A] }, C: }";
    FakeHost host = new FakeHost().env("A", "Tr0ub4dor", "B", "Tr0ub4dor", "C", "Tr0ub4dor");
    assertThat(check(yaml, host).lines())
        .containsExactly("error secret-reused A: equals B", "error secret-reused A: equals C");
  }

  @Test
  void doesNotEvaluateAMissingOne() {
    Checked checked =
        check("secrets: { A: { distinctFrom: [B] }, B: }", new FakeHost().env("A", "Tr0ub4dor"));
    assertThat(checked.notEvaluated()).containsExactly("A needs B");
    checked =
        check(
            "secrets: { A: { distinctFrom: [B] }, B: { required: false } }",
            new FakeHost().env("A", "x"));
    assertThat(checked.notEvaluated()).isEmpty();
  }
}
