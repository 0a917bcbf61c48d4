package dev.startguard.core.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildMismatchCheckTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String GIT = "properties: git.properties, key: git.commit.id, equals: ";

  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void lieBelowTheFolder() {
    host = new FakeHost().below(folder.toFile()).properties("java.class.path", "");
  }

  @ParameterizedTest
  @CsvSource({
    COMMIT,
    "0123456",
    "0123456789ABCDEF",
    "0123456789abcdef0123456789abcdef012345678888"
  })
  void acceptsTheCommitAndItsBeginningFromSevenDigitsOn(String expected) throws IOException {
    write("git.properties", "git.commit.id=" + COMMIT + "\n");

    assertThat(build(GIT + "\"" + expected + "\"").passed()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"012345", "0123457", "1123456789abcdef", "v1.2.3"})
  void reportsAnother(String expected) throws IOException {
    write("git.properties", "git.commit.id=" + COMMIT + "\n");

    Checked checked = build(GIT + "\"" + expected + "\"");

    assertThat(checked.lines())
        .containsExactly("error build-mismatch build: is another: \"" + COMMIT + "\"");
    assertThat(checked.only().notes().toString()).contains('"' + expected + '"', "git.properties");
  }

  @Test
  void comparesWhatIsNoCommitInFull() throws IOException {
    write("build.properties", "build.version=1.2.3-SNAPSHOT\n");
    String yaml = "properties: build.properties, key: build.version, equals: ";

    assertThat(build(yaml + "1.2.3-SNAPSHOT").passed()).isEqualTo(1);
    assertThat(build(yaml + "1.2.3-S").findings()).hasSize(1);
  }

  @Test
  void takesTheExpectedValueFromAVariable() throws IOException {
    write("git.properties", "git.commit.id=" + COMMIT + "\n");
    String yaml = GIT + "{ env: EXPECTED_COMMIT }";

    assertThat(build(yaml).only().gist())
        .isEqualTo("cannot be compared: EXPECTED_COMMIT is not set");
    host.env("EXPECTED_COMMIT", "");
    assertThat(build(yaml).only().gist()).isEqualTo("cannot be compared: EXPECTED_COMMIT is empty");
    host.env("EXPECTED_COMMIT", "0123456\n");
    assertThat(build(yaml).passed()).isEqualTo(1);
    host.env("EXPECTED_COMMIT", "7654321");
    assertThat(build(yaml).only().notes().toString())
        .contains("\"7654321\" (the variable EXPECTED_COMMIT)");
  }

  @Test
  void printsNoSecretThatIsExpected() throws IOException {
    write("git.properties", "git.commit.id=" + COMMIT + "\n");
    host.env("BUILD_PASS", "S3cr3t-of-the-house");

    Checked checked =
        ManifestFixture.validate(
            "secrets: { BUILD_PASS: }\nversions: { build: { " + GIT + "{ env: BUILD_PASS } } }",
            host,
            new BuildMismatchCheck());

    assertThat(checked.findings()).hasSize(1);
    assertThat(checked.everything()).doesNotContain("S3cr3t");
  }

  @Test
  void forbidsADirtyBuild() throws IOException {
    String yaml = "properties: git.properties, dirty: forbid";
    write("git.properties", "git.dirty=false\n");
    assertThat(build(yaml).passed()).isEqualTo(1);
    write("git.properties", "git.dirty=true\n");
    assertThat(build(yaml).lines()).containsExactly("error build-mismatch build: is dirty");
    write("git.properties", "a=b\n");
    assertThat(build(yaml).only().gist()).isEqualTo("does not say whether it is dirty");
    assertThat(build(yaml.replace("forbid", "allow")).findings()).isEmpty();
  }

  @Test
  void looksIntoExecutableJarsAndManifests() throws IOException {
    Path app =
        Jars.jar()
            .manifest("Implementation-Build: 4711")
            .with("BOOT-INF/classes/git.properties", "git.commit.id=" + COMMIT)
            .with("WEB-INF/classes/META-INF/build-info.properties", "build.version=1")
            .write(folder.resolve("app.jar"));
    host.properties("java.class.path", app.toString());

    assertThat(build(GIT + "\"0123456\"").passed()).isEqualTo(1);
    assertThat(
            build("properties: META-INF/build-info.properties, key: build.version, equals: 1")
                .passed())
        .isEqualTo(1);
    assertThat(
            build("properties: META-INF/MANIFEST.MF, key: Implementation-Build, equals: 4712")
                .only()
                .notes()
                .toString())
        .contains("\"4711\"", app + "!/META-INF/MANIFEST.MF");
  }

  @Test
  void takesTheFirstOnTheClassPath() throws IOException {
    write("classes/git.properties", "git.commit.id=aaaaaaa");
    Path jar =
        Jars.jar().with("git.properties", "git.commit.id=bbbbbbb").write(folder.resolve("b.jar"));
    host.properties(
        "java.class.path", "gone.jar" + File.pathSeparator + "classes" + File.pathSeparator + jar);
    write("git.properties", "git.commit.id=ccccccc");

    assertThat(build(GIT + "aaaaaaa").passed()).isEqualTo(1);
  }

  @Test
  void saysWhyItCannotTell() throws IOException {
    assertThat(build(GIT + "aaaaaaa").only().gist())
        .isEqualTo("cannot be told: git.properties is neither on the class path nor a file");
    write("git.properties", "a=\\u12");
    assertThat(build(GIT + "aaaaaaa").only().gist())
        .isEqualTo("cannot be told: git.properties is no properties file");
    write("git.properties", "a=b");
    assertThat(build(GIT + "aaaaaaa").only().gist()).isEqualTo("has no git.commit.id");
    write("x.MF", "no manifest\n\n");
    assertThat(build("properties: x.MF, key: a, equals: b").only().gist())
        .isEqualTo("cannot be told: x.MF is no jar manifest");
    Files.write(folder.resolve("git.properties"), new byte[(1 << 20) + 1]);
    assertThat(build(GIT + "aaaaaaa").only().gist()).endsWith("is larger than 1 MiB");
  }

  @Test
  void passesByWhatIsNoJar() throws IOException {
    write("a.jar", "no jar at all");
    host.properties("java.class.path", "a.jar");
    write("git.properties", "git.commit.id=aaaaaaa");

    assertThat(build(GIT + "aaaaaaa").passed()).isEqualTo(1);
  }

  @Test
  void makesNothingOfAnAnswerThatComesTooLate() {
    assertThat(
            Late.validate(
                "versions: { build: { " + GIT + "aaaaaaa } }", host, new BuildMismatchCheck()))
        .containsExactly("deadline-exceeded build");
  }

  private Checked build(String fields) {
    return ManifestFixture.validate(
        "versions: { build: { " + fields + " } }", host, new BuildMismatchCheck());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
