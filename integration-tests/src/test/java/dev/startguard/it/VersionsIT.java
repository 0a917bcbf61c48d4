package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files, builds, libraries and JVMs as they really are. */
class VersionsIT {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("startguard.examples")).resolve("checkout/target/checkout.jar");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void acceptsThisJvmAndItsRules(Jdk jdk) throws IOException {
    manifest("  java: \"[17,)\"\n  tzdata: \"[2021a,)\"\n");

    Outcome outcome = hello(jdk).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(1);
    assertThat(outcome.err()).doesNotContain("not checked");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesAnotherJvmAndOldRules(Jdk jdk) throws IOException {
    manifest("  java: { range: \"(,17)\", vendor: [Nobody] }\n  tzdata: \"[2099a,)\"\n");

    Outcome outcome = hello(jdk).run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.errLines().get(0)).contains("java is " + jdk.version() + ".");
    assertThat(outcome.err())
        .contains("error[java-version]", "is by ", "error[tzdata-version]", ", not in [2099a,)");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void namesTheLibraryThatWasExchangedInARealExecutableJar(Jdk jdk) throws Exception {
    Path app = folder.resolve("checkout.jar");
    Files.copy(CHECKOUT, app);
    StringBuilder list = new StringBuilder(hex(Files.readAllBytes(app)) + "  checkout.jar\n");
    String victim = null;
    try (ZipFile zip = new ZipFile(app.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().startsWith("BOOT-INF/lib/") && entry.getName().endsWith(".jar")) {
          list.append(hex(content(zip, entry)) + "  checkout.jar!/" + entry.getName() + "\n");
          victim = entry.getName();
        }
      }
    }
    assertThat(victim).isNotNull();
    Files.writeString(folder.resolve("checkout.jar.sha256"), list);
    manifest("  files: { app: { path: checkout.jar, sha256File: checkout.jar.sha256 } }\n");
    Outcome good = hello(jdk).run();
    assertThat(good.exit()).as("%s", good).isZero();

    exchange(app, victim);
    Outcome outcome = hello(jdk).run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.errLines().get(0)).contains("app has another SHA-256");
    assertThat(outcome.err())
        .contains("= inside:", victim + ": expected ")
        .contains(hex(Files.readAllBytes(app)), Files.size(app) + " bytes");
    assertThat(outcome.errLines().stream().filter(line -> line.contains("= inside:"))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void judgesBuildAndLibrariesOfARealExecutableJar(Jdk jdk) throws IOException {
    manifest(
        """
          build: { properties: META-INF/build-info.properties, key: build.artifact, equals: another }
          libraries:
            com.fasterxml.jackson.core:jackson-databind: "[3,)"
            org.springframework:spring-core: "[1,2)"
            org.springframework.boot:spring-boot: "[3,4)"
            com.acme:gone: "[1,)"
        """);

    Outcome outcome = ForkedJvm.of(jdk).in(folder).agent().jvm("-Xshare:auto").jar(CHECKOUT).run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err())
        .contains("error[build-mismatch]: The build's build.artifact is not the expected one")
        .contains("found:    \"startguard-example-checkout\"")
        .contains("The library com.fasterxml.jackson.core:jackson-databind is 2.")
        .contains("!/BOOT-INF/lib/jackson-databind-2.")
        .contains("The library org.springframework:spring-core is 6.")
        .contains("The library com.acme:gone is not on the class path")
        .doesNotContain("spring-boot is ", "check-crashed");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void namesChangedMissingAndExtraFiles(Jdk jdk) throws Exception {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Files.writeString(lib.resolve("changed.jar"), "after");
    Files.writeString(lib.resolve("extra.jar"), "extra");
    Files.writeString(
        folder.resolve("lib.sha256"),
        hex("before".getBytes(StandardCharsets.UTF_8))
            + "  changed.jar\n"
            + hex("gone".getBytes(StandardCharsets.UTF_8))
            + " *gone.jar\n");
    manifest(
        """
          files:
            libs: { dir: lib, sha256File: lib.sha256 }
            path: { classpath: true, sha256File: gone.sha256 }
            app: { path: app.jar, sha256: { env: APP_SHA256 } }
        """);

    Outcome outcome = hello(jdk).run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err())
        .contains("libs differs from its list: 1 changed, 1 missing, 1 extra")
        .contains("= missing: gone.jar", "= extra:   extra.jar", "changed.jar: expected ")
        .contains("the list gone.sha256 does not exist")
        .contains("the variable APP_SHA256 is not set");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @EnabledOnOs(OS.LINUX)
  void neitherHangsNorDiesOfWhatIsNoFile(Jdk jdk) throws Exception {
    String digest = hex(new byte[0]);
    new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start().waitFor();
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    manifest(
        """
          files:
            zero: { path: /dev/zero, sha256: DIGEST }
            fifo: { path: fifo, sha256: DIGEST }
            loop: { path: loop, sha256: DIGEST }
            list: { path: startguard.yaml, sha256File: fifo }
            endless: { path: startguard.yaml, sha256File: /dev/zero }
            none: { dir: fifo, sha256File: startguard.yaml }
        """
            .replace("DIGEST", digest));

    Outcome outcome = hello(jdk).jvm("-Xmx64m").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err())
        .contains("The file /dev/zero is not a regular file")
        .contains("The file fifo is not a regular file")
        .contains("The file loop is a loop of symbolic links")
        .contains("the list fifo is not a regular file")
        .contains("the list /dev/zero is not a regular file")
        .contains("the list startguard.yaml has no SHA-256 in line 1")
        .doesNotContain("check-crashed", "deadline");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void givesUpOnAHugeFileAtTheDeadline(Jdk jdk) throws Exception {
    try (RandomAccessFile sparse =
        new RandomAccessFile(folder.resolve("huge.bin").toFile(), "rw")) {
      sparse.setLength(10L << 30);
    }
    manifest("  files: { huge: { path: huge.bin, sha256: " + hex(new byte[0]) + " } }\n");
    Files.writeString(
        folder.resolve("startguard.yaml"),
        Files.readString(folder.resolve("startguard.yaml")) + "policy: { deadline: 1s }\n");

    long begin = System.nanoTime();
    Outcome outcome = hello(jdk).jvm("-Xmx64m").run();
    long millis = (System.nanoTime() - begin) / 1_000_000;

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(75);
    assertThat(outcome.err())
        .contains("error[deadline-exceeded]: the digest of huge has not answered");
    assertThat(millis).as("%s", outcome).isBetween(1_000L, 10_000L);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void readsSixtyMebibytesWhileOtherChecksRun(Jdk jdk) throws Exception {
    byte[] bytes = new byte[60 << 20];
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("app.bin"), bytes);
    manifest("  files: { app: { path: app.bin, sha256: " + hex(bytes) + " } }\n");

    Outcome outcome = hello(jdk).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    System.out.println(jdk + ", 60 MiB: " + outcome.errLines().get(0));
  }

  private ForkedJvm hello(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).agent().main(Hello.class);
  }

  private void manifest(String versions) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: versions\nversions:\n" + versions);
  }

  /** Packs the jar anew with another content of one entry. */
  private static void exchange(Path jar, String victim) throws IOException {
    Path other = jar.resolveSibling("other.jar");
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(other);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(entry.getName().equals(victim) ? new byte[] {'x'} : content(zip, entry));
      }
    }
    Files.delete(jar);
    Files.move(other, jar);
  }

  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static String hex(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
