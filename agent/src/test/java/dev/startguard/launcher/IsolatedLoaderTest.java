package dev.startguard.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolatedLoaderTest {
  @TempDir Path directory;
  private Path jar;
  private IsolatedLoader loader;

  /** Lies in the jar and on the test's class path. */
  public static final class Ours {
    public static int next(int number) {
      return number + 1;
    }
  }

  @BeforeEach
  void pack() throws IOException {
    // a blank and a percent sign are what a URL and a path spell differently
    jar = directory.resolve("a jar 100%.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      String name = Ours.class.getName().replace('.', '/');
      try (InputStream file = Ours.class.getClassLoader().getResourceAsStream(name + ".class")) {
        put(zip, "startguard/" + name + ".classdata", file.readAllBytes());
      }
      put(zip, "startguard/dev/startguard/page.md", "# a page".getBytes(StandardCharsets.UTF_8));
      put(zip, "logback.xml", new byte[0]);
    }
    CodeSource source = new CodeSource(jar.toUri().toURL(), (Certificate[]) null);
    loader = new IsolatedLoader(jar.toFile(), source);
  }

  @Test
  void definesOurClassesItself() throws ClassNotFoundException {
    Class<?> loaded = loader.loadClass(Ours.class.getName());

    assertThat(loaded).isNotEqualTo(Ours.class);
    assertThat(loaded.getClassLoader()).isSameAs(loader);
    assertThat(loader.loadClass(Ours.class.getName())).isSameAs(loaded);
  }

  @Test
  void tellsWhereAClassCameFrom() throws Exception {
    Class<?> loaded = loader.loadClass(Ours.class.getName());

    assertThat(loaded.getProtectionDomain().getCodeSource().getLocation().toURI())
        .isEqualTo(jar.toUri());
    assertThat(loaded.getPackage().getName()).isEqualTo("dev.startguard.launcher");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.String",
        "java.sql.Connection",
        "javax.net.ssl.SSLContext",
        "javax.crypto.Cipher",
        "javax.security.auth.x500.X500Principal",
        "javax.management.MBeanServer",
        "com.sun.management.OperatingSystemMXBean",
        "jdk.jfr.Event"
      })
  void showsTheJdk(String name) throws ClassNotFoundException {
    assertThat(loader.loadClass(name)).isSameAs(Class.forName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.startguard.launcher.Launcher",
        "org.junit.jupiter.api.Test",
        "org.yaml.snakeyaml.Yaml",
        "javax.swing.JFrame",
        "sun.misc.Unsafe",
        "jdk.internal.misc.Unsafe",
        "javafx.Anything"
      })
  void showsNothingElse(String name) {
    assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
  }

  /** Up to 17 the JDK generates a class for the 16th call, below the loader of what is called. */
  @Test
  void letsItsClassesBeCalledByReflectionAsOftenAsTheyLike() throws Exception {
    Method next = loader.loadClass(Ours.class.getName()).getMethod("next", int.class);
    int number = 0;
    while (number < 20) {
      number = (Integer) next.invoke(null, number);
    }
    assertThat(number).isEqualTo(20);
  }

  @Test
  void opensItsResources() throws IOException {
    URL url = loader.getResource("dev/startguard/page.md");

    assertThat(url.openStream()).hasContent("# a page");
    assertThat(loader.getResourceAsStream("dev/startguard/page.md")).hasContent("# a page");
    assertThat(Collections.list(loader.getResources("dev/startguard/page.md")))
        .containsExactly(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logback.xml",
        "java/lang/String.class",
        "org/junit/jupiter/api/Test.class",
        "META-INF/MANIFEST.MF"
      })
  void findsNoResourceOfOthers(String name) {
    assertThat(loader.getResource(name)).isNull();
    assertThat(loader.getResourceAsStream(name)).isNull();
    assertThat(Collections.list(loader.getResources(name))).isEmpty();
  }

  @Test
  void loadsInParallel() {
    assertThat(loader.isRegisteredAsParallelCapable()).isTrue();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
