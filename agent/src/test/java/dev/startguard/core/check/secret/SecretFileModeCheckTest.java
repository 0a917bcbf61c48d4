package dev.startguard.core.check.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.CheckRunner;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.check.Validation;
import dev.startguard.core.host.LiveHost;
import dev.startguard.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On real files, with real modes. */
@DisabledOnOs(OS.WINDOWS)
class SecretFileModeCheckTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void makeASecret() throws IOException {
    file = Files.writeString(directory.resolve("secret"), "hunter2");
    mode(file, "rw-------");
  }

  private static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static Checked check(Path path) {
    String yaml = "secrets: { S: { file: " + path + " } }";
    Validation validation =
        new Validation(ManifestFixture.manifest(yaml, null, new FakeHost()), new LiveHost());
    CheckRunner.run(List.of(new SecretFileModeCheck()), validation);
    return new Checked(validation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void acceptsAFileOfOurOwnThatIsClosedToOthers(String permissions) throws IOException {
    mode(file, permissions);
    assertThat(check(file).findings()).isEmpty();
    assertThat(check(file).passed()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "rw-r--r--, 0644",
    "rw-r-----, 0640",
    "rw-rw----, 0660",
    "rw----r--, 0604",
    "rwx--x---, 0710"
  })
  void warnsOfAFileOfOurOwnThatIsOpenToOthers(String permissions, String octal) throws IOException {
    mode(file, permissions);
    Checked checked = check(file);
    assertThat(checked.only().severity()).isEqualTo(Severity.WARNING);
    assertThat(checked.only().gist())
        .isEqualTo("its file is open to group or others (mode " + octal + ")");
  }

  @Test
  void refusesAFileThatEverybodyMayWrite() throws IOException {
    mode(file, "rw-rw-rw-");
    assertThat(check(file).lines())
        .containsExactly("error secret-file-mode S: its file is writable by everybody (mode 0666)");
  }

  @Test
  void refusesADirectoryThatEverybodyMayWriteTo() throws IOException {
    mode(directory, "rwxrwxrwx");
    assertThat(check(file).lines())
        .containsExactly(
            "error secret-file-mode S: its file is in a directory that everybody may write to");
  }

  @Test
  void refusesSuchADirectoryFurtherUp() throws IOException {
    Path below = Files.createDirectories(directory.resolve("a/b")).resolve("secret");
    Files.move(file, below);
    mode(directory, "rwxrwxrwx");
    mode(directory.resolve("a"), "rwx------");
    assertThat(check(below).only().gist())
        .isEqualTo("its file is in a directory that everybody may write to");
  }

  /** As Kubernetes makes an emptyDir, into which an init container writes. */
  @Test
  void warnsOfAVolumeThatEverybodyMayWriteTo() {
    FakeHost host =
        new FakeHost()
            .content("/run/s", "x")
            .userId(1000)
            .mode("/run/s", 1000, 0600, 2)
            .mode("/run", 0, 0777, 2)
            .mode("/", 0, 0755, 1);
    assertThat(on(host).lines())
        .containsExactly(
            "warning secret-file-mode S: its file is in a directory that everybody may write to");
    assertThat(on(host.mode("/", 0, 0755, 2)).only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void acceptsADirectoryWithTheStickyBit() throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("chmod", "1777", directory.toString()).start().waitFor())
        .isZero();
    assertThat(check(file).findings()).isEmpty();
  }

  @Test
  void looksAtBothEndsOfALink() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Path closed = Files.createDirectory(directory.resolve("closed"));
    mode(open, "rwxrwxrwx");
    Path link = Files.createSymbolicLink(open.resolve("link"), file);
    assertThat(check(link).findings()).as("somebody may replace the link").hasSize(1);
    Path target = Files.move(file, open.resolve("secret"));
    Path other = Files.createSymbolicLink(closed.resolve("link"), target);
    assertThat(check(other).findings()).as("somebody may replace the file").hasSize(1);
  }

  @Test
  void doesNotJudgeAFileOfAnotherOwner() {
    FakeHost host = new FakeHost().content("/run/s", "x").mode("/run/s", 0, 0644).userId(1000);
    assertThat(on(host).findings()).isEmpty();
    host = new FakeHost().content("/run/s", "x").mode("/run/s", 1000, 0644).userId(1000);
    assertThat(on(host).findings()).hasSize(1);
  }

  @Test
  void isNotEvaluatedWherePlatformsHaveNoModes() {
    Checked checked = on(new FakeHost().content("/run/s", "x"));
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("S needs POSIX modes");
  }

  private static Checked on(FakeHost host) {
    return ManifestFixture.validate(
        "secrets: { S: { file: /run/s } }", host, new SecretFileModeCheck());
  }

  @Test
  void leavesVariablesAndMissingFilesAlone() {
    assertThat(check(directory.resolve("nothing")).findings()).isEmpty();
    Checked checked =
        ManifestFixture.validate(
            "secrets: { S: }", new FakeHost().env("S", "x"), new SecretFileModeCheck());
    assertThat(checked.findings()).isEmpty();
  }

  @Test
  void keepsToTheEntrysOwnSeverity() throws IOException {
    mode(file, "rw-r--r--");
    Validation validation =
        new Validation(
            ManifestFixture.manifest(
                "secrets: { S: { file: " + file + ", severity: error } }", null, new FakeHost()),
            new LiveHost());
    CheckRunner.run(List.of(new SecretFileModeCheck()), validation);
    assertThat(validation.findings().get(0).severity()).isEqualTo(Severity.ERROR);
  }
}
