package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Severity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EnvDuplicateCheckTest {
  private static Checked check(String environ) {
    return validate(
        "env: { HOST: }\nsecrets: { PASS: }\n",
        new FakeHost()
            .environ(environ.getBytes(StandardCharsets.UTF_8))
            .env("HOST", "a", "PASS", "p"),
        new EnvDuplicateCheck());
  }

  @Test
  void reportsADeclaredNameThatStandsTwice() {
    Finding finding = check("HOST=a\0X=1\0HOST=b\0").only();
    assertThat(finding.id()).isEqualTo("env-duplicate");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.subject()).isEqualTo("HOST");
    assertThat(finding.gist()).isEqualTo("set twice");
    assertThat(finding.message())
        .isEqualTo("HOST stands twice in the environment, with different values");
    assertThat(finding.notes().get(0).text()).isEqualTo("first \"a\", last \"b\"");
    assertThat(finding.notes().get(1).text()).contains("the JVM silently takes the first");
  }

  @Test
  void countsEveryTimeAndSaysWhenTheValueIsTheSame() {
    assertThat(check("HOST=a\0HOST=a\0HOST=a\0").only().detail())
        .isEqualTo("stands 3 times in the environment, with one value");
  }

  @Test
  void onlyWarnsOfANameThatTheManifestDoesNotKnow() {
    Finding finding = check("OTHER=1\0HOST=a\0OTHER=2\0").only();
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.notes()).extracting(note -> note.name()).doesNotContain("found");
  }

  @Test
  void showsNothingOfASecret() {
    assertThat(check("PASS=canary-one\0PASS=canary-two\0").everything())
        .contains("with different values")
        .doesNotContain("canary");
  }

  @Test
  void acceptsNamesThatStandOnce() {
    Checked checked = check("HOST=HOST=a\0HOST2=a\0=HOST=b\0HOST\0host=a\0");
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isOne();
  }

  @Test
  void survivesAnEmptyAndATornEnvironment() {
    assertThat(check("").passed()).isOne();
    assertThat(check("\0\0\0").passed()).isOne();
    assertThat(check("HOST=a\0HOST=b").findings()).hasSize(1);
    assertThat(check("\u001b[1m=\n\0\u001b[1m=\r\0").only().subject()).isEqualTo("\u001b[1m");
  }

  @Test
  void ordersByName() {
    assertThat(check("Z=1\0A=1\0Z=2\0A=2\0").findings())
        .extracting(Finding::subject)
        .containsExactly("A", "Z");
  }

  @Test
  void isNotEvaluatedWhereTheKernelDoesNotTell() {
    Checked checked =
        validate("env: { A: }", new FakeHost().withoutEnviron(), new EnvDuplicateCheck());
    assertThat(checked.notEvaluated()).containsExactly("the environment needs /proc/self/environ");
  }
}
