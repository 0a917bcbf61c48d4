package dev.startguard.core.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LibraryDuplicateCheckTest {
  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void lieBelowTheFolder() {
    host = new FakeHost().below(folder.toFile());
  }

  @Test
  void reportsALibraryThatIsThereTwiceAndNotItsClassesToo() throws IOException {
    Path one = Jars.library("g", "a", "1", "x.A", "x.B").write(folder.resolve("a-1.jar"));
    Path two = Jars.library("g", "a", "2", "x.A").write(folder.resolve("a-2.jar"));
    classPath(one, two);

    Checked checked = check();

    assertThat(checked.lines())
        .containsExactly("warning library-duplicate g:a: is on the class path twice: 1 and 2");
    assertThat(checked.only().notes().toString()).contains("1 in " + one, "2 in " + two);
  }

  @Test
  void reportsClassesThatTwoJarsHold() throws IOException {
    classPath(
        Jars.library("g", "a", "1", "x.A", "x.B", "x.C").write(folder.resolve("a.jar")),
        Jars.library("g", "b", "1", "x.B", "x.C", "y.D").write(folder.resolve("b.jar")));

    assertThat(check().lines())
        .containsExactly(
            "warning library-duplicate b.jar: shares 2 classes with a.jar, such as x.B");
  }

  @Test
  void looksIntoExecutableJars() throws IOException {
    classPath(
        Jars.jar()
            .with("BOOT-INF/classes/x/A.class", "A")
            .nested("BOOT-INF/lib/a-1.jar", Jars.library("g", "a", "1", "x.A"))
            .nested("BOOT-INF/lib/a-2.jar", Jars.library("g", "a", "2", "y.B"))
            .write(folder.resolve("app.jar")));

    assertThat(check().lines())
        .containsExactly(
            "warning library-duplicate g:a: is on the class path twice: 1 and 2",
            "warning library-duplicate a-1.jar: shares a class with app.jar: x.A");
  }

  @Test
  void passesByWhatEveryJarMayHold() throws IOException {
    String[] names = {
      "module-info", "x.package-info", "META-INF.versions.9.x.A", "META-INF.versions.9.module-info"
    };
    classPath(
        Jars.library("g", "a", "1", names).write(folder.resolve("a.jar")),
        Jars.library("g", "b", "1", names).with("a.txt", "").write(folder.resolve("b.jar")));

    assertThat(check().passed()).isEqualTo(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void passesByOneFileUnderTwoNames() throws IOException {
    Path jar = Jars.library("g", "a", "1", "x.A").write(folder.resolve("a.jar"));
    Path link = java.nio.file.Files.createSymbolicLink(folder.resolve("link.jar"), jar);
    classPath(jar, jar, link);

    assertThat(check().passed()).isEqualTo(1);
  }

  @Test
  void passesByALibraryThatWasPackedIntoAnother() throws IOException {
    classPath(
        Jars.library("g", "a", "1", "x.A").write(folder.resolve("a-1.jar")),
        Jars.library("g", "uber", "1", "moved.x.A")
            .with("META-INF/maven/g/a/pom.properties", "groupId=g\nartifactId=a\nversion=1")
            .write(folder.resolve("uber-1.jar")));

    assertThat(check().passed()).isEqualTo(1);
  }

  @Test
  void reportsTwentyPairsAndCountsTheRest() throws IOException {
    Path[] jars = new Path[31];
    for (int i = 0; i < jars.length; i++) {
      jars[i] = Jars.library("g", "a" + i, "1", "x.A").write(folder.resolve("a" + i + ".jar"));
    }
    classPath(jars);

    Checked checked = check();

    assertThat(checked.findings()).hasSize(20);
    assertThat(checked.findings().get(19).notes().toString()).contains("10 further pairs");
  }

  @Test
  void staysWithinItsMemory() {
    ClassIndex index = new ClassIndex();
    for (int jar = 0; jar < 3; jar++) {
      index.place("jar " + jar);
      for (int i = 0; i < ClassIndex.CLASSES; i++) {
        index.add("x/C" + i + ".class");
      }
    }

    assertThat(index.pairs()).allSatisfy(pair -> assertThat(pair.first).isEqualTo("jar 0"));
  }

  @Test
  void isSilentWithoutLibraries() {
    assertThat(
            ManifestFixture.validate(
                    "versions: { java: \"[17,)\" }",
                    host,
                    new LibraryDuplicateCheck(new LibraryScan()))
                .validation()
                .checks())
        .isZero();
  }

  private void classPath(Path... jars) {
    StringBuilder path = new StringBuilder();
    for (Path jar : jars) {
      path.append(path.length() == 0 ? "" : File.pathSeparator).append(jar);
    }
    host.properties("java.class.path", path.toString());
  }

  private Checked check() {
    return ManifestFixture.validate(
        "versions: { libraries: { \"g:a\": \"[1,)\" } }",
        host,
        new LibraryDuplicateCheck(new LibraryScan()));
  }
}
