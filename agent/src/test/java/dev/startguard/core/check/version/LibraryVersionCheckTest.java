package dev.startguard.core.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryVersionCheckTest {
  private static final String DATABIND = "com.fasterxml.jackson.core:jackson-databind";

  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void lieBelowTheFolder() {
    host = new FakeHost().below(folder.toFile());
  }

  @Test
  void acceptsAVersionOfTheRange() throws IOException {
    classPath(databind("2.17.1").write(folder.resolve("jackson-databind-2.17.1.jar")));

    assertThat(check(DATABIND, "[2.17,3)").passed()).isEqualTo(1);
  }

  @Test
  void reportsAnotherWithPlaceAndEvidence() throws IOException {
    Path jar = databind("2.9.10").write(folder.resolve("jackson-databind-2.9.10.jar"));
    classPath(jar);

    Checked checked = check(DATABIND, "[2.17,3)");

    assertThat(checked.lines())
        .containsExactly("error library-version " + DATABIND + ": is 2.9.10, not in [2.17,3)");
    assertThat(checked.only().notes().toString())
        .contains("2.9.10 in " + jar + " (pom.properties)");
  }

  @Test
  void looksOnTheModulePath() throws IOException {
    Path jar = databind("2.17.1").write(folder.resolve("lib/jackson-databind-2.17.1.jar"));
    host.properties(
        "java.class.path",
        "",
        "jdk.module.main",
        "com.acme",
        "jdk.module.path",
        jar.getParent() + File.pathSeparator + folder.resolve("nowhere"));

    assertThat(check(DATABIND, "[2.17,3)").passed()).isEqualTo(1);
    assertThat(check(DATABIND, "[3,4)").only().gist()).isEqualTo("is 2.17.1, not in [3,4)");
    assertThat(check("com.acme:other", "[1,2)").only().gist())
        .isEqualTo("is not on the class path");
  }

  @Test
  void looksIntoExecutableJars() throws IOException {
    Path app =
        Jars.jar()
            .with("BOOT-INF/classes/com/acme/Main.class", "main")
            .nested("BOOT-INF/lib/jackson-databind-2.9.10.jar", databind("2.9.10"))
            .write(folder.resolve("app.jar"));
    classPath(app);

    assertThat(check(DATABIND, "[2.17,3)").only().notes().toString())
        .contains("2.9.10 in " + app + "!/BOOT-INF/lib/jackson-databind-2.9.10.jar");
    assertThat(check(DATABIND, "[2.9,3)").passed()).isEqualTo(1);
  }

  @Test
  void looksIntoWarsWhoseLibrariesAreCompressed() throws IOException {
    classPath(
        Jars.jar()
            .with("WEB-INF/lib/jackson-databind-2.9.10.jar", databind("2.9.10").bytes())
            .write(folder.resolve("app.war")));

    assertThat(check(DATABIND, "[2.17,3)").only().gist()).isEqualTo("is 2.9.10, not in [2.17,3)");
  }

  @Test
  void looksIntoUnpackedOnesAndDirectories() throws IOException {
    databind("2.9.10").write(folder.resolve("app/BOOT-INF/lib/jackson-databind.jar"));
    Path pom = folder.resolve("app/META-INF/maven/g/own/pom.properties");
    Files.createDirectories(pom.getParent());
    Files.writeString(pom, "groupId=g\nartifactId=own\nversion=1.0\n");
    host.properties("java.class.path", "app");

    assertThat(check(DATABIND, "[2.17,3)").only().gist()).startsWith("is 2.9.10");
    assertThat(check("g:own", "[2,)").only().gist()).isEqualTo("is 1.0, not in [2,)");
  }

  @Test
  void followsClassPathAttributes() throws IOException {
    databind("2.9.10").write(folder.resolve("lib/jackson-databind.jar"));
    classPath(
        Jars.jar().manifest("Class-Path: lib/jackson-databind.jar").write(folder.resolve("a.jar")));

    assertThat(check(DATABIND, "[2.17,3)").only().gist()).startsWith("is 2.9.10");
  }

  @Test
  void takesTheManifestThenTheFilesName() throws IOException {
    classPath(
        Jars.jar()
            .manifest("Implementation-Version: 6.1.0", "Bundle-Version: 9")
            .write(folder.resolve("spring-core-6.1.0.jar")),
        Jars.jar()
            .manifest("Implementation-Version: build of today", "Bundle-Version: 1.2.3.RELEASE")
            .write(folder.resolve("osgi.jar")),
        Jars.jar().with("a.txt", "").write(folder.resolve("plain-name-3.4-jre.jar")),
        Jars.jar().with("a.txt", "").write(folder.resolve("unknown.jar")));

    assertThat(check("org.springframework:spring-core", "[7,)").only().notes().toString())
        .contains("6.1.0 in", "(Implementation-Version)");
    assertThat(check("any:osgi", "[2,)").only().notes().toString())
        .contains("1.2.3.RELEASE", "Bundle-Version");
    assertThat(check("plain-name", "[4,)").only().notes().toString())
        .contains("3.4-jre", "the file's name");
    assertThat(check("any:unknown", "[1,)").only().gist()).isEqualTo("does not tell its version");
  }

  @Test
  void takesNoOtherGroupForTheSame() throws IOException {
    classPath(Jars.library("org.other", "core", "1").write(folder.resolve("core-1.jar")));

    assertThat(check("com.acme:core", "[1,)").only().gist()).isEqualTo("is not on the class path");
  }

  @Test
  void judgesWhatIsPackedIntoAnotherOnlyWhereItIsNotThereOnItsOwn() throws IOException {
    Path uber =
        Jars.library("com.acme", "uber", "1.0")
            .with(
                "META-INF/maven/" + DATABIND.replace(':', '/') + "/pom.properties",
                "groupId=com.fasterxml.jackson.core\nartifactId=jackson-databind\nversion=2.9.10")
            .write(folder.resolve("uber-1.0.jar"));
    classPath(uber);
    assertThat(check(DATABIND, "[2.17,3)").only().notes().toString()).contains("packed into it");

    classPath(uber, databind("2.17.0").write(folder.resolve("jackson-databind-2.17.0.jar")));
    assertThat(check(DATABIND, "[2.17,3)").passed()).isEqualTo(1);
  }

  @Test
  void doesNotGuessWhatOtherLoadersWillSee() throws IOException {
    classPath(Jars.jar().with("a.txt", "").write(folder.resolve("bootstrap.jar")));
    host.unknowableClasses("the class loaders of Bootstrap, which only main makes");

    Checked checked = check(DATABIND, "[2.17,3)");

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated())
        .containsExactly(DATABIND + " needs the class loaders of Bootstrap, which only main makes");
  }

  @Test
  void saysWhichJarCannotBeRead() throws IOException {
    byte[] whole = databind("2.9.10").bytes();
    Path app =
        Jars.jar()
            .with("BOOT-INF/lib/cut.jar", Arrays.copyOf(whole, whole.length / 2))
            .write(folder.resolve("app.jar"));
    classPath(app);

    assertThat(check(DATABIND, "[2.17,3)").notEvaluated())
        .containsExactly(
            DATABIND + " needs " + app + "!/BOOT-INF/lib/cut.jar, which cannot be read");
  }

  @Test
  void neverFailsOtherwiseOnADamagedLibrary() throws IOException {
    byte[] whole = databind("2.9.10").bytes();
    for (int at = 0; at < whole.length; at += 3) {
      byte[] damaged = whole.clone();
      damaged[at] = (byte) (damaged[at] ^ 0xff);
      classPath(Jars.jar().with("BOOT-INF/lib/a.jar", damaged).write(folder.resolve("app.jar")));
      assertThat(check(DATABIND, "[2.17,3)").everything())
          .as("byte %s", at)
          .doesNotContain("check-crashed");
    }
  }

  @Test
  void makesNothingOfAnAnswerThatComesTooLate() {
    LibraryScan scan = new LibraryScan();

    assertThat(
            Late.validate(
                "versions: { libraries: { \"a:b\": \"[1,)\" } }",
                host,
                new LibraryVersionCheck(scan),
                new LibraryDuplicateCheck(scan)))
        .containsExactly("deadline-exceeded a:b");
  }

  private static Jars databind(String version) {
    return Jars.library(
        "com.fasterxml.jackson.core",
        "jackson-databind",
        version,
        "com.fasterxml.jackson.databind.ObjectMapper");
  }

  private void classPath(Path... jars) {
    StringBuilder path = new StringBuilder();
    for (Path jar : jars) {
      path.append(path.length() == 0 ? "" : File.pathSeparator).append(jar);
    }
    host.properties("java.class.path", path.toString());
  }

  private Checked check(String name, String range) {
    return ManifestFixture.validate(
        "versions: { libraries: { \"" + name + "\": \"" + range + "\" } }",
        host,
        new LibraryVersionCheck(new LibraryScan()));
  }
}
