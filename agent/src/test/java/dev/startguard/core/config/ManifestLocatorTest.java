package dev.startguard.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.config.ManifestLocator.Search;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestLocatorTest {
  private final FakeHost host = new FakeHost();

  @TempDir private Path directory;

  @BeforeEach
  void runAClassFromADirectory() throws IOException {
    Files.createDirectories(directory.resolve("classes"));
    host.below(directory.toFile());
    host.properties(
        "java.class.path",
        "classes" + File.pathSeparator + "lib.jar",
        "sun.java.command",
        "com.acme.Main x");
  }

  @Test
  void takesTheNamedManifestAndNoOther() throws IOException {
    write("startguard.yaml", "here");
    write("other.yaml", "there");

    assertThat(found("manifest=other.yaml")).isEqualTo("other.yaml");
  }

  @Test
  void neverLooksElsewhereForANamedManifest() throws IOException {
    write("startguard.yaml", "here");

    assertThat(search("manifest=other.yaml"))
        .isEqualTo(new Search.Unreadable("other.yaml", "does not exist", true));
  }

  @Test
  void looksInTheWorkingDirectoryThenInItsConfig() throws IOException {
    write("config/startguard.yaml", "second");
    assertThat(found(null)).isEqualTo("config" + File.separator + "startguard.yaml");

    write("startguard.yaml", "first");
    assertThat(found(null)).isEqualTo("startguard.yaml");
  }

  @Test
  void looksBesideTheExecutableJar() throws IOException {
    jar("lib/app.jar");
    write("lib/startguard.yaml", "beside");
    runJar("lib/app.jar");

    assertThat(found(null)).isEqualTo("lib" + File.separator + "startguard.yaml");
  }

  @Test
  void doesNotLookBesideAJarThatIsOnlyOnTheClassPath() throws IOException {
    jar("lib/app.jar");
    write("lib/startguard.yaml", "beside");
    host.properties("java.class.path", "lib/app.jar", "sun.java.command", "com.acme.Main");

    assertThat(search(null)).isInstanceOf(Search.Nowhere.class);
  }

  @Test
  void looksInTheRootOfTheExecutableJar() throws IOException {
    jar("app.jar", "META-INF/startguard.yaml");
    runJar("app.jar");

    assertThat(found(null)).isEqualTo("app.jar!/META-INF/startguard.yaml");
  }

  @Test
  void looksAmongTheClassesOfASpringBootJar() throws IOException {
    jar("app.jar", "BOOT-INF/classes/META-INF/startguard.yaml");
    runJar("app.jar");

    assertThat(found(null)).isEqualTo("app.jar!/BOOT-INF/classes/META-INF/startguard.yaml");
  }

  @Test
  void looksInTheFirstDirectoryOfTheClassPath() throws IOException {
    write("classes/META-INF/startguard.yaml", "own");

    assertThat(found(null)).isEqualTo("classes" + File.separator + "META-INF/startguard.yaml");
  }

  @Test
  void neverTakesALibrarysManifest() throws IOException {
    jar("lib.jar", "META-INF/startguard.yaml");
    assertThat(search(null)).isInstanceOf(Search.Nowhere.class);

    jar("app.jar", "BOOT-INF/lib/startguard.yaml");
    runJar("app.jar");
    assertThat(search(null)).isInstanceOf(Search.Nowhere.class);
  }

  @Test
  void knowsTheArtefactOfAJvmThatWasCreatedThroughJni() throws IOException {
    jar("app.jar", "META-INF/startguard.yaml");
    FakeHost embedded =
        new FakeHost().below(directory.toFile()).properties("java.class.path", "app.jar");

    assertThat(ManifestLocator.search(new Settings(), embedded)).isInstanceOf(Search.Found.class);
  }

  @Test
  void listsEveryPlaceWhereItLooked() throws IOException {
    jar("lib/app.jar");
    runJar("lib/app.jar");

    String here = directory + File.separator;
    assertThat(search(null))
        .isEqualTo(
            new Search.Nowhere(
                List.of(
                    here + "startguard.yaml",
                    here + "config" + File.separator + "startguard.yaml",
                    here + "lib" + File.separator + "startguard.yaml",
                    here + "lib/app.jar!/META-INF/startguard.yaml",
                    here + "lib/app.jar!/BOOT-INF/classes/META-INF/startguard.yaml")));
  }

  @Test
  void stopsAtAPlaceThatHoldsSomethingUnreadable() throws IOException {
    write("config/startguard.yaml", "fine");
    host.unreadable("startguard.yaml", "is a directory");

    assertThat(search(null))
        .isEqualTo(new Search.Unreadable("startguard.yaml", "is a directory", false));
  }

  @Test
  void takesAClassPathEntryThatIsNoJarForNoPlace() throws IOException {
    write("app.jar", "not a zip");
    host.properties("java.class.path", "app.jar", "sun.java.command", "com.acme.Main");

    assertThat(search(null)).isInstanceOf(Search.Nowhere.class);
  }

  @Test
  void looksInTheDefaultPlacesWhenTheSettingItselfIsBad() throws IOException {
    write("startguard.yaml", "here");

    assertThat(found("manifest=")).isEqualTo("startguard.yaml");
  }

  private void runJar(String path) {
    host.properties("java.class.path", path, "sun.java.command", path + " --port 80");
  }

  private Search search(@Nullable String args) {
    return ManifestLocator.search(SettingsParser.parse(args, host), host);
  }

  private String found(@Nullable String args) {
    assertThat(search(args)).isInstanceOf(Search.Found.class);
    return ((Search.Found) search(args)).source().name();
  }

  private void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void jar(String path, String... entries) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("x"));
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write("startguard: 1".getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
