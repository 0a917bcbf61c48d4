package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import org.junit.jupiter.api.Test;

class TypedSecretsTest {
  private static Checked check(String entry, String value) {
    return validate(
        "secrets:\n  S: { " + entry + " }",
        new FakeHost().env("S", value),
        new EnvTypeCheck(),
        new EnvConstraintCheck());
  }

  @Test
  void reportsASecretThatIsNotOfItsType() {
    Checked checked = check("type: uuid", "hunter2");
    assertThat(checked.lines()).hasSize(1);
    assertThat(checked.lines().get(0)).startsWith("error env-type S: not a ");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:14");
    assertThat(checked.everything()).doesNotContain("hunter2").contains("the variable S");
  }

  @Test
  void reportsASecretThatIsNotInItsEncoding() {
    Checked checked = check("encoding: base64", "hunter2!");
    assertThat(checked.lines()).containsExactly("error env-type S: not base64");
    assertThat(checked.place()).isEqualTo("startguard.yaml:4:18");
  }

  @Test
  void reportsASecretThatBreaksAConstraint() {
    Checked checked = check("maxLength: 3", "hunter2");
    assertThat(checked.findings()).hasSize(1);
    assertThat(checked.only().id()).isEqualTo("env-constraint");
    assertThat(checked.everything()).doesNotContain("hunter2");
    assertThat(check("prefix: sk_", "hunter2").only().id()).isEqualTo("env-constraint");
    assertThat(check("minLength: 99", "hunter2").findings()).as("secret-weak's").isEmpty();
  }

  @Test
  void acceptsWhatFits() {
    assertThat(check("type: uuid", "123e4567-e89b-42d3-a456-426614174000").passed()).isEqualTo(1);
    assertThat(check("encoding: hex, prefix: '0', maxLength: 9", "00ff").passed()).isEqualTo(2);
    assertThat(check("type: string", "anything").passed()).isZero();
    assertThat(
            validate(
                    "secrets: { S: { type: uuid, required: false } }",
                    new FakeHost(),
                    new EnvTypeCheck())
                .passed())
        .isZero();
  }

  @Test
  void leavesAPlaceholderToItsOwnCheck() {
    FakeHost host = new FakeHost().env("S", "changeme");
    Checked checked =
        validate(
            "secrets: { S: { type: uuid } }",
            host,
            new dev.startguard.core.check.secret.SecretPlaceholderCheck(),
            new EnvTypeCheck());
    assertThat(checked.lines()).containsExactly("error secret-placeholder S: is a placeholder");
    assertThat(checked.notEvaluated()).containsExactly("S needs S");
  }
}
