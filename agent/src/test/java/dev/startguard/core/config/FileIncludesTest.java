package dev.startguard.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.check.FakeHost;
import dev.startguard.manifest.ManifestSource;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIncludesTest {
  private final FakeHost host = new FakeHost();

  @TempDir private Path directory;

  @BeforeEach
  void work() {
    host.below(directory.toFile());
  }

  @Test
  void opensAFileRelativeToTheIncludingOne() throws IOException {
    write("platform/base.yaml", "base");
    String origin = directory.resolve("app/startguard.yaml").toString();

    ManifestSource source = open(origin, "../platform/base.yaml");

    assertThat(source.origin()).isEqualTo(directory.resolve("platform/base.yaml").toString());
    assertThat(source.name()).isEqualTo("platform" + File.separator + "base.yaml");
  }

  @Test
  void followsALinkAsTheSystemDoes() throws IOException {
    Path base = write("real/platform/base.yaml", "base");
    Files.createDirectories(directory.resolve("real/config"));
    Files.createDirectories(directory.resolve("app"));
    Files.createSymbolicLink(directory.resolve("app/config"), directory.resolve("real/config"));
    String origin = directory.resolve("app/config/startguard.yaml").toString();

    assertThat(open(origin, "../platform/base.yaml").origin())
        .isEqualTo(base.toRealPath().toString());
  }

  @Test
  void givesOneFileOneOriginHoweverItIsWritten() throws IOException {
    write("base.yaml", "base");
    String origin = directory.resolve("startguard.yaml").toString();

    assertThat(open(origin, "./x/../base.yaml").origin())
        .isEqualTo(open(origin, "base.yaml").origin());
  }

  @Test
  void opensAnAbsolutePath() throws IOException {
    Path file = write("elsewhere/base.yaml", "base");

    assertThat(open("/nowhere/startguard.yaml", file.toString()).origin())
        .isEqualTo(file.toString());
  }

  @Test
  void saysWhatIsWrongWithAMissingFile() {
    assertThatThrownBy(() -> open("startguard.yaml", "/nowhere/base.yaml"))
        .isInstanceOf(IOException.class)
        .hasMessage("does not exist");
  }

  @Test
  void opensAFileOfAClassPathDirectory() throws IOException {
    write("second/META-INF/base.yaml", "base");
    Files.createDirectories(directory.resolve("first"));
    classPath("first", "second");

    ManifestSource source = open("startguard.yaml", "classpath:META-INF/base.yaml");

    assertThat(source.origin())
        .isEqualTo(directory.resolve("second/META-INF/base.yaml").toString());
  }

  @Test
  void opensAFileOfAClassPathJar() throws IOException {
    zip("lib.jar", "META-INF/base.yaml", bytes("base"));
    classPath("missing.jar", "lib.jar");

    assertThat(open("startguard.yaml", "classpath:/META-INF/base.yaml").origin())
        .isEqualTo("jar:" + directory.resolve("lib.jar") + "!/META-INF/base.yaml");
  }

  @Test
  void opensAFileOfALibraryInsideAnExecutableJar() throws IOException {
    zip("app.jar", "BOOT-INF/lib/base.jar", jarWith("META-INF/base.yaml", "base"));
    classPath("app.jar");

    ManifestSource source = open("startguard.yaml", "classpath:META-INF/base.yaml");

    assertThat(source.origin())
        .isEqualTo(
            "jar:" + directory.resolve("app.jar") + "!/BOOT-INF/lib/base.jar!/META-INF/base.yaml");
    assertThat(source.sha256()).isEqualTo(new ManifestSource("", "", bytes("base")).sha256());
  }

  @Test
  void followsTheClassPathOfAPlainExecutableJar() throws IOException {
    zip(
        "dist/app.jar",
        "META-INF/MANIFEST.MF",
        bytes("Manifest-Version: 1.0\nClass-Path: lib/a.jar lib/base.jar\n\n"));
    zip("dist/lib/base.jar", "META-INF/base.yaml", bytes("base"));
    classPath("dist/app.jar");

    assertThat(open("startguard.yaml", "classpath:META-INF/base.yaml").origin())
        .isEqualTo("jar:" + directory.resolve("dist/lib/base.jar") + "!/META-INF/base.yaml");
  }

  @Test
  void opensRelativeToAManifestInsideAJar() throws IOException {
    zip("app.jar", "BOOT-INF/classes/platform/base.yaml", bytes("base"));
    String origin =
        "jar:" + directory.resolve("app.jar") + "!/BOOT-INF/classes/META-INF/startguard.yaml";

    ManifestSource source = open(origin, "../platform/base.yaml");

    assertThat(source.origin()).endsWith("!/BOOT-INF/classes/platform/base.yaml");
    assertThatThrownBy(() -> open(origin, "missing.yaml")).hasMessage("does not exist");
    assertThatThrownBy(() -> open(origin, "../../../../etc/passwd"))
        .hasMessage("leads out of the jar");
  }

  @Test
  void opensRelativeToAManifestInsideANestedJar() throws IOException {
    zip("app.jar", "BOOT-INF/lib/base.jar", jarWith("META-INF/more.yaml", "more"));
    String origin =
        "jar:" + directory.resolve("app.jar") + "!/BOOT-INF/lib/base.jar!/META-INF/base.yaml";

    assertThat(open(origin, "more.yaml").origin())
        .endsWith("!/BOOT-INF/lib/base.jar!/META-INF/more.yaml");
  }

  @Test
  void doesNotLeaveTheClassPath() {
    classPath(".");

    assertThatThrownBy(() -> open("startguard.yaml", "classpath:../secret.yaml"))
        .hasMessage("leads out of the class path");
    assertThatThrownBy(() -> open("startguard.yaml", "classpath:a/b.yaml"))
        .hasMessage("is not on the class path");
  }

  private ManifestSource open(String origin, String include) throws IOException {
    return new FileIncludes(host).open(origin, include);
  }

  private void classPath(String... entries) {
    host.properties(
        "java.class.path",
        String.join(File.pathSeparator, entries),
        "sun.java.command",
        entries[0]);
  }

  private Path write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void zip(String path, String entry, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, zip(entry, content));
  }

  private static byte[] jarWith(String entry, String text) throws IOException {
    return zip(entry, bytes(text));
  }

  private static byte[] zip(String entry, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("x"));
      out.putNextEntry(new ZipEntry(entry));
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
