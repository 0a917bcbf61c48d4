package dev.startguard.core.check.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Note;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HashMismatchCheckTest {
  @TempDir Path folder;
  private FakeHost host;

  @BeforeEach
  void lieBelowTheFolder() {
    host = new FakeHost().below(folder.toFile());
  }

  @Test
  void acceptsAFileWithTheDigestThatTheManifestHas() throws Exception {
    write("app.jar", "the application");

    assertThat(file("path: app.jar, sha256: " + hex("the application")).passed()).isEqualTo(1);
    assertThat(file("path: app.jar, sha256: " + integrity("the application")).passed())
        .isEqualTo(1);
  }

  @Test
  void reportsBothDigestsAndTheSizeOfAnotherFile() throws Exception {
    write("app.jar", "the application");

    Checked checked = file("path: app.jar, sha256: " + hex("another"));

    assertThat(checked.lines())
        .containsExactly(
            "error hash-mismatch app: app.jar has another SHA-256: "
                + hex("the application").substring(0, 12)
                + "...");
    assertThat(checked.place()).isEqualTo("startguard.yaml:3:52");
    assertThat(notes(checked, "expected")).containsExactly(hex("another") + " (the manifest)");
    assertThat(notes(checked, "found")).containsExactly(hex("the application"));
    assertThat(notes(checked, "size")).containsExactly("15 bytes");
  }

  @Test
  void takesTheDigestFromAVariable() throws Exception {
    write("app.jar", "the application");
    String yaml = "path: app.jar, sha256: { env: APP_SHA256 }";

    assertThat(file(yaml).lines())
        .containsExactly(
            "error hash-mismatch app: cannot be compared: the variable APP_SHA256 is not set");
    host.env("APP_SHA256", " ");
    assertThat(file(yaml).only().gist()).endsWith("the variable APP_SHA256 is empty");
    host.env("APP_SHA256", "none");
    assertThat(file(yaml).only().gist()).endsWith("the variable APP_SHA256 holds no SHA-256");
    host.env("APP_SHA256", hex("the application") + "\n");
    assertThat(file(yaml).passed()).isEqualTo(1);
    host.env("APP_SHA256", integrity("the application"));
    assertThat(file(yaml).passed()).isEqualTo(1);
    host.env("APP_SHA256", integrity("another"));
    assertThat(notes(file(yaml), "expected"))
        .containsExactly(hex("another") + " (the variable APP_SHA256)");
  }

  @Test
  void takesTheDigestFromAFileBesideIt() throws Exception {
    write("app.jar", "the application");
    String yaml = "path: app.jar, sha256File: app.jar.sha256";

    assertThat(file(yaml).only().gist())
        .isEqualTo("cannot be compared: the list app.jar.sha256 does not exist");
    for (String text :
        List.of(
            hex("the application"),
            hex("the application") + "  checkout-1.2.jar\n",
            integrity("the application"),
            hex("x") + "  other.jar\n" + hex("the application") + " *target/app.jar\n")) {
      write("app.jar.sha256", text);
      assertThat(file(yaml).passed()).as(text).isEqualTo(1);
    }
    write("app.jar.sha256", hex("x") + "  a.jar\n" + hex("y") + "  b.jar\n");
    assertThat(file(yaml).only().gist()).endsWith("app.jar.sha256 does not name app.jar");
    write("app.jar.sha256", "not a list");
    assertThat(file(yaml).only().gist()).endsWith("app.jar.sha256 has no SHA-256 in line 1");
  }

  @Test
  void saysWhatAPathIsThatIsNoFile() throws Exception {
    Files.createDirectory(folder.resolve("dir"));
    String digest = ", sha256: " + hex("");

    assertThat(file("path: gone.jar" + digest).only().message())
        .isEqualTo("The file gone.jar does not exist");
    assertThat(file("path: dir" + digest).only().message())
        .isEqualTo("The file dir is a directory");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void neverOpensWhatIsNoRegularFile() throws Exception {
    assertThat(file("path: /dev/zero, sha256: " + hex("")).only().gist())
        .isEqualTo("is not a regular file");
    Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start();
    assertThat(mkfifo.waitFor()).isZero();
    assertThat(file("path: fifo, sha256: " + hex("")).only().gist())
        .isEqualTo("is not a regular file");
    assertThat(file("path: app.jar, sha256File: fifo").only().gist())
        .isEqualTo("cannot be compared: the list fifo is not a regular file");
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    assertThat(file("path: loop, sha256: " + hex("")).only().gist()).isEqualTo("does not exist");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void followsALinkToAFile() throws Exception {
    write("app-1.2.jar", "the application");
    Files.createSymbolicLink(folder.resolve("app.jar"), Path.of("app-1.2.jar"));

    assertThat(file("path: app.jar, sha256: " + hex("the application")).passed()).isEqualTo(1);
  }

  @Test
  void givesUpAtTheDeadline() throws Exception {
    try (RandomAccessFile sparse =
        new RandomAccessFile(folder.resolve("huge.jar").toFile(), "rw")) {
      sparse.setLength(10L << 30);
    }

    Checked checked =
        ManifestFixture.validate(
            "policy: { deadline: 300ms }\nversions: { files: { app: { path: huge.jar, sha256: "
                + hex("")
                + " } } }",
            host,
            new HashMismatchCheck());

    assertThat(checked.only().id()).isEqualTo("deadline-exceeded");
    assertThat(checked.only().retryable()).isTrue();
    assertThat(checked.lines().get(0)).startsWith("error deadline-exceeded app: the digest of app");
  }

  @Test
  void comparesADirectoryWithItsList() throws Exception {
    write("lib/a.jar", "a");
    write("lib/sub/b.jar", "b");
    write("lib/lib.sha256", hex("a") + "  a.jar\n" + hex("b") + "  ./sub/b.jar\n");

    assertThat(file("dir: lib, sha256File: lib/lib.sha256").passed()).isEqualTo(1);
    write("lib.sha256", hex("a") + "  lib/a.jar\n" + hex("b") + "  lib/sub/b.jar\n");
    Files.delete(folder.resolve("lib/lib.sha256"));
    assertThat(file("dir: lib, sha256File: lib.sha256").passed())
        .as("names as seen from the list")
        .isEqualTo(1);
  }

  @Test
  void namesChangedMissingAndExtraFiles() throws Exception {
    write("lib/a.jar", "tampered");
    write("lib/extra.jar", "x");
    write(
        "lib.sha256", hex("a") + "  a.jar\n" + hex("b") + "  b.jar\n" + hex("c") + "  ../c.jar\n");
    write("c.jar", "c");

    Checked checked = file("dir: lib, sha256File: lib.sha256");

    assertThat(checked.only().gist())
        .isEqualTo("differs from its list: 1 changed, 2 missing, 1 extra");
    assertThat(notes(checked, "changed"))
        .containsExactly(
            "a.jar: expected " + hex("a") + ", found " + hex("tampered") + ", 8 bytes");
    assertThat(notes(checked, "missing")).containsExactly("b.jar", "../c.jar");
    assertThat(notes(checked, "extra")).containsExactly("extra.jar");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void entersNoLinkToADirectory() throws Exception {
    write("lib/a.jar", "a");
    Files.createSymbolicLink(folder.resolve("lib/up"), Path.of(".."));
    write("elsewhere/..2026/b.jar", "b");
    Files.createSymbolicLink(folder.resolve("lib/b.jar"), Path.of("../elsewhere/..2026/b.jar"));
    Files.createDirectory(folder.resolve("lib/..data"));
    write("lib/..data/b.jar", "b");
    write("lib.sha256", hex("a") + "  a.jar\n" + hex("b") + "  b.jar\n");

    assertThat(file("dir: lib, sha256File: lib.sha256").passed()).isEqualTo(1);
  }

  @Test
  void saysThatThereIsNoDirectory() throws Exception {
    write("lib.sha256", hex("a"));
    assertThat(file("dir: lib, sha256File: lib.sha256").only().gist())
        .isEqualTo("has no directory lib");
    assertThat(file("dir: lib.sha256, sha256File: lib.sha256").only().gist())
        .isEqualTo("is no directory: lib.sha256");
  }

  @Test
  void namesTenOfManyAndCountsTheRest() throws Exception {
    for (int i = 0; i < 25; i++) {
      write("lib/extra-" + (10 + i) + ".jar", "x");
    }
    write("lib.sha256", hex("a") + "  a.jar\n");

    Checked checked = file("dir: lib, sha256File: lib.sha256");

    assertThat(notes(checked, "extra"))
        .hasSize(11)
        .startsWith("extra-10.jar")
        .endsWith("and 15 more");
  }

  @Test
  void refusesADirectoryWithoutEnd() throws Exception {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    for (int i = 0; i <= Listing.FILES; i++) {
      Files.createFile(lib.resolve(Integer.toString(i)));
    }
    write("lib.sha256", hex("a") + "  a.jar\n");

    assertThat(file("dir: lib, sha256File: lib.sha256").only().gist())
        .isEqualTo("has more than 10000 files");
  }

  @Test
  void comparesTheClassPath() throws Exception {
    Path app =
        Jars.jar().manifest("Class-Path: lib/b.jar gone.jar").write(folder.resolve("app.jar"));
    write("lib/b.jar", "b");
    write("classes/com/A.class", "A");
    host.properties("java.class.path", app + File.pathSeparator + folder.resolve("classes"));
    String list =
        hex(Files.readAllBytes(app)) + "  app.jar\n" + hex("A") + "  classes/com/A.class\n";
    String yaml = "classpath: true, sha256File: classpath.sha256";

    write("classpath.sha256", list + hex("b") + "  b.jar\n");
    assertThat(file(yaml).passed()).isEqualTo(1);
    write("classpath.sha256", list + hex("b") + "  lib/b.jar\n");
    assertThat(file(yaml).passed()).isEqualTo(1);
    write("classpath.sha256", list + hex("c") + "  lib/c.jar\n");
    assertThat(file(yaml).only().gist()).isEqualTo("differs from its list: 1 missing, 1 extra");
  }

  @Test
  void namesTheNestedJarThatDiffersFromTheList() throws Exception {
    Jars a = Jars.library("g", "a", "1");
    Jars b = Jars.library("g", "b", "1");
    Path app =
        Jars.jar()
            .nested("BOOT-INF/lib/a.jar", a)
            .nested("BOOT-INF/lib/b.jar", b)
            .write(folder.resolve("app.jar"));
    write(
        "app.jar.sha256",
        hex("the old jar")
            + "  app.jar\n"
            + hex(a.bytes())
            + "  app.jar!/BOOT-INF/lib/a.jar\n"
            + hex("b")
            + "  app.jar!/BOOT-INF/lib/b.jar\n"
            + hex("c")
            + "  app.jar!/BOOT-INF/lib/c.jar\n");

    Checked checked = file("path: app.jar, sha256File: app.jar.sha256");

    assertThat(notes(checked, "inside"))
        .containsExactly(
            "BOOT-INF/lib/b.jar: expected " + hex("b") + ", found " + hex(b.bytes()),
            "BOOT-INF/lib/c.jar is in the list and not in the jar");
    assertThat(notes(checked, "found")).containsExactly(hex(Files.readAllBytes(app)));
  }

  @Test
  void saysThatNobodyCanTellWhichNestedJarDiffers() throws Exception {
    Jars.jar()
        .nested("BOOT-INF/lib/a.jar", Jars.library("g", "a", "1"))
        .write(folder.resolve("app.jar"));

    assertThat(notes(file("path: app.jar, sha256: " + hex("x")), "inside"))
        .containsExactly("which of its 1 nested jars differ cannot be told: no list names them");
  }

  @Test
  void tellsADamagedAndAnAddedJarWithoutAList() throws Exception {
    Jars a = Jars.library("g", "a", "1");
    Path app =
        Jars.jar()
            .with("BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/a.jar\"\n- \"BOOT-INF/lib/c.jar\"\n")
            .nested("BOOT-INF/lib/a.jar", a)
            .nested("BOOT-INF/lib/b.jar", Jars.library("g", "b", "1"))
            .write(folder.resolve("app.jar"));
    byte[] bytes = Files.readAllBytes(app);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int inside = text.indexOf(new String(a.bytes(), StandardCharsets.ISO_8859_1)) + 40;
    bytes[inside] ^= 1;
    Files.write(app, bytes);

    assertThat(notes(file("path: app.jar, sha256: " + hex("x")), "inside"))
        .containsExactly(
            "BOOT-INF/lib/a.jar was damaged since the jar was packed: its CRC-32 is another",
            "BOOT-INF/lib/b.jar is in the jar and not in its classpath.idx",
            "BOOT-INF/lib/c.jar is in classpath.idx and not in the jar");
  }

  @Test
  void hidesTheDigestOfASecretsFile() throws Exception {
    write("signing.key", "S3cr3t-of-the-house");

    Checked checked =
        ManifestFixture.validate(
            "secrets: { KEY: { file: signing.key } }\n"
                + "versions: { files: { key: { path: signing.key, sha256: "
                + hex("another")
                + " } } }",
            host,
            new HashMismatchCheck());

    assertThat(checked.only().gist()).isEqualTo("has another SHA-256");
    assertThat(checked.everything())
        .doesNotContain(hex("S3cr3t-of-the-house"))
        .doesNotContain(hex("S3cr3t-of-the-house").substring(0, 12))
        .doesNotContain("19 bytes");
  }

  @Test
  void hidesTheDigestOfASecretsFileThatAVariableNamesToo() throws Exception {
    write("signing.key", "S3cr3t-of-the-house");
    host.env("KEY", "another").env("KEY_FILE", "signing.key");

    Checked checked =
        ManifestFixture.validate(
            "secrets: { KEY: }\n"
                + "versions: { files: { key: { path: signing.key, sha256: "
                + hex("another")
                + " } } }",
            host,
            new HashMismatchCheck());

    assertThat(checked.only().gist()).isEqualTo("has another SHA-256");
    assertThat(checked.everything())
        .doesNotContain(hex("S3cr3t-of-the-house"))
        .doesNotContain("19 bytes");
  }

  @Test
  void printsNoSecretThatIsTakenForADigest() throws Exception {
    write("app.jar", "the application");
    for (String secret : List.of(hex("secret"), integrity("secret"))) {
      host.env("SIGNING", secret);

      Checked checked =
          ManifestFixture.validate(
              "secrets: { SIGNING: }\n"
                  + "versions: { files: { app: { path: app.jar, sha256: { env: SIGNING } } } }",
              host,
              new HashMismatchCheck());

      assertThat(checked.only().gist()).isEqualTo("has another SHA-256");
      assertThat(checked.everything()).doesNotContain(hex("secret"), integrity("secret"));
    }
  }

  @Test
  void makesNothingOfAnAnswerThatComesTooLate() throws Exception {
    write("app.jar", "the application");

    assertThat(
            Late.validate(
                "versions: { files: { app: { path: app.jar, sha256: " + hex("x") + " } } }",
                host,
                new HashMismatchCheck()))
        .containsExactly("deadline-exceeded app");
  }

  @Test
  void readsEveryEntryAndReportsInTheManifestsOrder() throws Exception {
    write("a", "a");
    write("b", "b");

    assertThat(
            ManifestFixture.validate(
                    "versions: { files: { b: { path: b, sha256: "
                        + hex("x")
                        + " }, gone: { path: c, sha256: "
                        + hex("c")
                        + ", severity: warning }, a: { path: a, sha256: "
                        + hex("a")
                        + " } } }",
                    host,
                    new HashMismatchCheck())
                .lines())
        .hasSize(2)
        .satisfiesExactly(
            one -> assertThat(one).startsWith("error hash-mismatch b:"),
            two -> assertThat(two).isEqualTo("warning hash-mismatch gone: does not exist"));
  }

  private Checked file(String fields) {
    return ManifestFixture.validate(
        "versions: { files: { app: { " + fields + " } } }", host, new HashMismatchCheck());
  }

  private static List<String> notes(Checked checked, String name) {
    return checked.only().notes().stream()
        .filter(note -> note.name().equals(name))
        .map(Note::text)
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String hex(String text) throws Exception {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String integrity(String text) throws Exception {
    return "sha256-" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex(text)));
  }
}
