package dev.startguard.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationCodeTest {
  private final FakeHost host = new FakeHost();
  private final ApplicationCode code = new ApplicationCode(host);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/app/target/classes/",
        "nested:/srv/app.jar/!BOOT-INF/classes/!/",
        "file:/srv/app.jar!/BOOT-INF/classes!/",
        "/srv/tomcat/webapps/app/WEB-INF/classes/",
        "/src/BOOT-INF/lib/classes/"
      })
  void ownsWhatLiesUnpacked(String source) {
    assertThat(own("com.acme.Main", source)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nested:/srv/app.jar/!BOOT-INF/lib/acme-base.jar!/",
        "file:/srv/app.jar!/BOOT-INF/lib/acme-base.jar!/",
        "/srv/tomcat/webapps/app/WEB-INF/lib/acme-base.jar"
      })
  void ownsNoLibraryBesideTheClasses(String source) {
    host.properties("java.class.path", "classes", "sun.java.command", "com.acme.Main");

    assertThat(own("com.acme.Base", source)).isFalse();
  }

  @Test
  void ownsThePackageOfAMainClassInAJar() {
    host.properties("java.class.path", "a.jar:b.jar", "sun.java.command", "com.acme.Main 5");

    assertThat(own("com.acme.Main", "/srv/a.jar")).isTrue();
    assertThat(own("com.acme.deep.Part", "/srv/b.jar")).isTrue();
    assertThat(own("com.acmes.Other", "/srv/b.jar")).isFalse();
    assertThat(own("org.lib.Lib", "/srv/a.jar")).isFalse();
  }

  @Test
  void ownsThePackageOfAShadedJarsMainClass() throws IOException {
    run("Main-Class: com.acme.Main\n");

    assertThat(own("com.acme.Main", "/srv/app.jar")).isTrue();
    assertThat(own("org.lib.Lib", "/srv/app.jar")).isFalse();
  }

  @Test
  void ownsThePackageOfTheClassThatALauncherStarts() throws IOException {
    run("Main-Class: org.launch.Launcher\nStart-Class: com.acme.Main\n");

    assertThat(own("com.acme.Main", "/srv/lib/app.jar")).isTrue();
    assertThat(own("org.launch.Launcher", "/srv/app.jar")).isFalse();
  }

  @Test
  void ownsClassesWithoutAPackageBesideSuchAMainClass() {
    host.properties("java.class.path", "a.jar", "sun.java.command", "Main");

    assertThat(own("Part", "/srv/a.jar")).isTrue();
    assertThat(own("org.lib.Lib", "/srv/a.jar")).isFalse();
  }

  @Test
  void ownsNothingInJarsWhenNobodyKnowsTheMainClass() {
    assertThat(own("com.acme.Main", "/srv/a.jar")).isFalse();
    assertThat(own("Main", null)).isFalse();
  }

  @Test
  void ownsNothingInJarsWhenTheExecutableOneCannotBeRead() throws IOException {
    Path jar = Files.writeString(directory.resolve("app.jar"), "no jar");
    host.properties("java.class.path", jar.toString(), "sun.java.command", jar.toString());

    assertThat(own("com.acme.Main", "/srv/app.jar")).isFalse();
  }

  private boolean own(String className, @Nullable String source) {
    return code.own(className, source);
  }

  private void run(String attributes) throws IOException {
    Path jar = directory.resolve("app.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      zip.write(("Manifest-Version: 1.0\n" + attributes).getBytes(StandardCharsets.UTF_8));
    }
    host.properties("java.class.path", jar.toString(), "sun.java.command", jar + " --port 80");
  }
}
