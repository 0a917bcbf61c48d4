package dev.startguard.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.check.FakeHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplicationClassesTest {
  private static final byte[] CLASS = "the class file".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private ApplicationClasses classes(Path classPath, String command) throws IOException {
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classPath.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    FakeHost host = new FakeHost().properties("java.class.path", classPath.toString());
    return new ApplicationClasses(
        loader, command == null ? host : host.properties("sun.java.command", command));
  }

  private static byte[] jar(String main, String... entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (main != null) {
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
    }
    try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (String entry : entries) {
        jar.putNextEntry(new JarEntry(entry));
        jar.write(CLASS);
      }
    }
    return out.toByteArray();
  }

  /** As Spring Boot packs it: the library is stored, not compressed. */
  private Path bootJar(String main, byte[] library) throws IOException {
    Path file = directory.resolve("app.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      jar.putNextEntry(new JarEntry("BOOT-INF/classes/com/acme/Own.class"));
      jar.write(CLASS);
      JarEntry nested = new JarEntry("BOOT-INF/lib/library.jar");
      CRC32 crc = new CRC32();
      crc.update(library);
      nested.setMethod(JarEntry.STORED);
      nested.setSize(library.length);
      nested.setCompressedSize(library.length);
      nested.setCrc(crc.getValue());
      jar.putNextEntry(nested);
      jar.write(library);
    }
    return file;
  }

  @Test
  void findsClassesOfTheClassPathAndTheJdk() throws IOException {
    Path jar = Files.write(directory.resolve("a.jar"), jar(null, "com/acme/Main.class"));
    ApplicationClasses classes = classes(jar, "com.acme.Main");
    assertThat(classes.has("com.acme.Main")).isTrue();
    assertThat(classes.read("com.acme.Main")).isEqualTo(CLASS);
    assertThat(classes.has("java.util.List")).isTrue();
    assertThat(classes.has("com.acme.Gone")).isFalse();
    assertThat(classes.read("com.acme.Gone")).isNull();
  }

  @Test
  void findsClassesAndLibrariesOfAnExecutableJar() throws IOException {
    Path jar =
        bootJar(
            "org.springframework.boot.loader.launch.JarLauncher",
            jar(null, "x/A.class", "lib/B.class"));
    ApplicationClasses classes = classes(jar, jar.toString());
    assertThat(classes.has("com.acme.Own")).isTrue();
    assertThat(classes.read("lib.B")).isEqualTo(CLASS);
    assertThat(classes.has("lib.B")).isTrue();
    assertThat(classes.has("lib.C")).isFalse();
  }

  @Test
  void findsClassesAndLibrariesOfAnUnpackedOne() throws IOException {
    Files.createDirectories(directory.resolve("BOOT-INF/lib"));
    Files.createDirectories(directory.resolve("WEB-INF/classes/com/acme"));
    Files.write(directory.resolve("BOOT-INF/lib/library.jar"), jar(null, "lib/B.class"));
    Files.write(directory.resolve("WEB-INF/classes/com/acme/Web.class"), CLASS);
    ApplicationClasses classes =
        classes(directory, "org.springframework.boot.loader.launch.JarLauncher");
    assertThat(classes.read("lib.B")).isEqualTo(CLASS);
    assertThat(classes.has("com.acme.Web")).isTrue();
    assertThat(classes.has("com.acme.Gone")).isFalse();
  }

  @Test
  void doesNotGuessWhatOtherLoadersWillSee() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("classes"));
    assertThatThrownBy(
            () -> classes(empty, "org.apache.catalina.startup.Bootstrap start").has("a.B"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the class loaders of org.apache.catalina.startup.Bootstrap, which only main makes");
    assertThatThrownBy(() -> classes(empty, null).has("a.B"))
        .hasMessage("the application's own class loaders, which only main makes");
    Path quarkus =
        Files.write(
            directory.resolve("run.jar"), jar("io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    assertThatThrownBy(() -> classes(quarkus, quarkus + " --port 1").has("a.B"))
        .hasMessageContaining("QuarkusEntryPoint");
    assertThat(classes(quarkus, quarkus.toString()).has("java.lang.String")).isTrue();
  }

  @Test
  void saysThatALibraryIsDamaged() throws IOException {
    byte[] whole = jar(null, "lib/A.class", "lib/B.class");
    for (int length : new int[] {0, 10, 40, whole.length - 23, whole.length - 1}) {
      Path jar = bootJar("x.Main", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> classes(jar, "x.Main").has("lib.Gone"))
          .as("cut to %s bytes", length)
          .hasMessage("the library BOOT-INF/lib/library.jar, which cannot be read");
    }
  }

  @Test
  void neverFailsOtherwiseOnADamagedLibrary() throws IOException {
    byte[] whole = jar(null, "lib/A.class", "lib/B.class");
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] = (byte) (damaged[at] ^ 0xff);
      try {
        CentralDirectory directory = new CentralDirectory(damaged);
        for (String name : directory.names()) {
          directory.read(name);
        }
      } catch (IOException expected) {
        assertThat(expected.getMessage()).contains("jar");
      }
    }
  }
}
