package dev.startguard.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMainTest {
  private static final List<String> EXPECTED = List.of("com.acme.checkout.Main", "checkout.jar");

  private final FakeHost host = new FakeHost();

  @TempDir private Path directory;

  @Test
  void knowsItsMainClass() {
    host.properties(
        "java.class.path", "classes", "sun.java.command", "com.acme.checkout.Main --port 80");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isNull();
  }

  @Test
  void leavesAnotherMainClassAlone() {
    host.properties(
        "java.class.path",
        "classes",
        "sun.java.command",
        "com.acme.health.Probe com.acme.checkout.Main");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isEqualTo("com.acme.health.Probe");
  }

  @Test
  void knowsItsJarByFileName() throws IOException {
    run("opt/checkout.jar", "Main-Class: x.Y\n");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isNull();
  }

  @Test
  void knowsTheMainClassOfAnExecutableJar() throws IOException {
    run("app.jar", "Main-Class: com.acme.checkout.Main\n");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isNull();
  }

  @Test
  void knowsTheClassThatSpringBootStarts() throws IOException {
    run("app.jar", "Main-Class: org.Launcher\nStart-Class: com.acme.checkout.Main\n");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isNull();
  }

  @Test
  void leavesAnotherJarAlone() throws IOException {
    run("opt/other app.jar", "Main-Class: com.acme.Other\n");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isEqualTo("opt/other app.jar");
  }

  @Test
  void knowsTheMainClassOfAModule() {
    host.properties("java.class.path", "", "sun.java.command", "acme/com.acme.checkout.Main x");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isNull();
  }

  @Test
  void guardsAModuleWithoutAClassByItsDescriptor() {
    host.properties(
        "java.class.path",
        "",
        "sun.java.command",
        "acme",
        "jdk.module.main.class",
        "com.acme.checkout.Main");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isNull();
  }

  @Test
  void guardsAJvmThatWasCreatedThroughJni() {
    host.properties("java.class.path", "other.jar");

    assertThat(ProcessMain.stranger(EXPECTED, host)).isNull();
  }

  @Test
  void guardsEveryJvmWhenTheManifestNamesNone() {
    host.properties("java.class.path", "classes", "sun.java.command", "com.acme.health.Probe");

    assertThat(ProcessMain.stranger(List.of(), host)).isNull();
  }

  private void run(String path, String manifest) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write(("Manifest-Version: 1.0\n" + manifest + "\n").getBytes(StandardCharsets.UTF_8));
    }
    host.below(directory.toFile())
        .properties("java.class.path", path, "sun.java.command", path + " --port 80");
  }
}
