package dev.startguard.core.check.secret;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretMissingCheckTest {
  private static final String ONE = "secrets: { DB_PASSWORD: }";

  private static Checked check(String yaml, FakeHost host) {
    return validate(yaml, host, new SecretMissingCheck());
  }

  @Test
  void reportsASecretThatIsNowhere() {
    Finding finding = check(ONE, new FakeHost()).only();
    assertThat(finding.detail()).isEqualTo("required, not set");
    assertThat(finding.gist()).isEqualTo("missing");
    assertThat(finding.message()).isEqualTo("DB_PASSWORD is required and not set");
    assertThat(finding.fixes())
        .containsExactly(
            "set DB_PASSWORD", "put it into a file, and set DB_PASSWORD_FILE to its path");
  }

  @Test
  void acceptsTheVariable() {
    Checked checked = check(ONE, new FakeHost().env("DB_PASSWORD", "x"));
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @Test
  void acceptsTheFileThatAVariableNames() {
    FakeHost host =
        new FakeHost().env("DB_PASSWORD_FILE", "/run/secrets/db").content("/run/secrets/db", "x");
    assertThat(check(ONE, host).findings()).isEmpty();
  }

  @Test
  void acceptsTheFileThatTheManifestFixes() {
    FakeHost host = new FakeHost().content("/run/secrets/db", "x");
    assertThat(check("secrets: { DB_PASSWORD: { file: /run/secrets/db } }", host).findings())
        .isEmpty();
  }

  @Test
  void acceptsAnOptionalSecretThatIsNowhere() {
    assertThat(
            check(
                    "secrets: { A: { required: false }, B: { required: false, file: /run/b } }",
                    new FakeHost())
                .findings())
        .isEmpty();
    assertThat(check("secrets: { A: { required: false } }", new FakeHost().env("A", "")).findings())
        .isEmpty();
  }

  @Test
  void leavesMembersOfAGroupToTheGroup() {
    String yaml = "secrets: { A: , B: }\ngroups: [{ name: g, exactlyOneOf: [A, B] }]";
    assertThat(check(yaml, new FakeHost()).findings()).isEmpty();
  }

  @Test
  void reportsTheNameThatIsNearlySet() {
    Finding finding = check(ONE, new FakeHost().env("DB_PASWORD", "hunter2")).only();
    assertThat(finding.gist()).isEqualTo("missing (DB_PASWORD set?)");
    assertThat(finding.fixes()).startsWith("rename DB_PASWORD to DB_PASSWORD");
    finding = check(ONE, new FakeHost().env("DB_PASSWORD_FIEL", "/run/x")).only();
    assertThat(finding.fixes()).startsWith("rename DB_PASSWORD_FIEL to DB_PASSWORD_FILE");
  }

  @Test
  void reportsEmptyAndBlank() {
    assertThat(check(ONE, new FakeHost().env("DB_PASSWORD", "")).lines())
        .containsExactly("error secret-missing DB_PASSWORD: the variable DB_PASSWORD is empty");
    assertThat(check(ONE, new FakeHost().env("DB_PASSWORD", " \n")).lines())
        .containsExactly(
            "error secret-missing DB_PASSWORD: the variable DB_PASSWORD holds nothing but blanks");
    FakeHost host = new FakeHost().env("DB_PASSWORD_FILE", "/run/db").content("/run/db", "");
    assertThat(check(ONE, host).lines())
        .containsExactly(
            "error secret-missing DB_PASSWORD: the file /run/db (DB_PASSWORD_FILE) is empty");
  }

  @Test
  void reportsAnEmptyFileOfAnOptionalSecret() {
    FakeHost host = new FakeHost().content("/run/db", "");
    assertThat(check("secrets: { A: { file: /run/db, required: false } }", host).only().gist())
        .isEqualTo("empty");
  }

  @Test
  void reportsBothSources() {
    FakeHost host =
        new FakeHost()
            .env("DB_PASSWORD", "x", "DB_PASSWORD_FILE", "/run/db")
            .content("/run/db", "x");
    assertThat(check(ONE, host).only().message())
        .isEqualTo("DB_PASSWORD and DB_PASSWORD_FILE are both set");
  }

  @Test
  void acceptsAnEmptiedVariableBesideTheFile() {
    FakeHost host =
        new FakeHost()
            .env("DB_PASSWORD", "", "DB_PASSWORD_FILE", "/run/db")
            .content("/run/db", "x");
    assertThat(check(ONE, host).findings()).isEmpty();
    assertThat(
            check(ONE, new FakeHost().env("DB_PASSWORD", "x", "DB_PASSWORD_FILE", "")).findings())
        .isEmpty();
  }

  @Test
  void reportsAFileThatCannotBeRead(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("db"));
    FakeHost host =
        new FakeHost()
            .env("DB_PASSWORD_FILE", file.toString())
            .unreadable(file.toString(), "is a directory");
    assertThat(check(ONE, host).only().detail())
        .isEqualTo("the file " + file + " (DB_PASSWORD_FILE) is a directory");
    host = new FakeHost().unreadable("/run/secrets/db", "is not a regular file");
    assertThat(check("secrets: { A: { file: /run/secrets/db } }", host).lines())
        .containsExactly("error secret-missing A: the file /run/secrets/db is not a regular file");
  }

  @Test
  void reportsAnOptionalFileThatWasGivenAndIsNotThere() {
    FakeHost host = new FakeHost().env("A_FILE", "/tmp/nothing-here");
    assertThat(check("secrets: { A: { required: false } }", host).lines())
        .containsExactly(
            "error secret-missing A: the file /tmp/nothing-here (A_FILE) does not exist");
  }

  @Test
  void reportsAHugeFile() {
    FakeHost host = new FakeHost().content("/run/db", new byte[(1 << 20) + 1]);
    assertThat(check("secrets: { A: { file: /run/db } }", host).only().gist())
        .isEqualTo("file is larger than 1 MiB");
    host = new FakeHost().content("/run/db", "x".repeat(1 << 20));
    assertThat(check("secrets: { A: { file: /run/db } }", host).findings()).isEmpty();
  }

  @Test
  void doesNotShowASecretThatWasSetWhereItsFileBelongs() {
    for (String secret :
        new String[] {"hunter2hunter2", "/hunter2hunter2", "aGVsbG8/d29ybGQ/hunter2"}) {
      Checked checked = check(ONE, new FakeHost().env("DB_PASSWORD_FILE", secret));
      assertThat(checked.only().gist()).isEqualTo("file does not exist");
      assertThat(checked.only().detail())
          .isEqualTo("the file that DB_PASSWORD_FILE names does not exist");
      assertThat(checked.everything())
          .doesNotContain("hunter2")
          .contains("the path is not shown: it may be the secret itself");
    }
  }

  @Test
  void reportsASourceThatIsNotAllowed() {
    assertThat(
            check("secrets: { A: { from: [file] } }", new FakeHost().env("A", "hunter2"))
                .only()
                .detail())
        .isEqualTo("required; A is set, but the secret may come only from a file");
    assertThat(
            check("secrets: { A: { from: [env] } }", new FakeHost().env("A_FILE", "/tmp"))
                .only()
                .detail())
        .isEqualTo("required; A_FILE is set, but the secret may come only from the environment");
    Finding finding =
        check(
                "policy: { secretSources: [file] }\nsecrets: { A: }",
                new FakeHost().env("A", "hunter2"))
            .only();
    assertThat(finding.notes().toString())
        .contains("policy.secretSources")
        .doesNotContain("hunter2");
    assertThat(finding.fixes()).containsExactly("put it into a file, and set A_FILE to its path");
  }
}
