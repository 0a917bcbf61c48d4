package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The list of classes that a second thread loads ahead is what a start of fifty entries loads. When
 * it no longer is, {@code target/start-classes} is the list to put into {@code agent/src/packing}.
 */
class StartClassesIT {
  /** A list that is a little off is a start that is a little slower. */
  private static final int OFF = 12;

  private static final String ENTRY = "startguard/start-index";

  @TempDir Path folder;

  @Test
  void namesNoClassThatIsGone() throws IOException {
    try (JarFile jar = new JarFile(PackedJar.path().toFile())) {
      assertThat(listed())
          .filteredOn(StartClassesIT::isOurs)
          .isNotEmpty()
          .allMatch(
              name -> jar.getEntry("startguard/" + name.replace('.', '/') + ".classdata") != null);
    }
  }

  @Test
  void holdsTheSameClassesInItsBlock() throws IOException {
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    try (JarFile jar = new JarFile(PackedJar.path().toFile())) {
      for (String name : listed()) {
        if (isOurs(name)) {
          entries.write(bytes(jar, "startguard/" + name.replace('.', '/') + ".classdata"));
        }
      }
      assertThat(bytes(jar, "startguard/start-block")).isEqualTo(entries.toByteArray());
    }
  }

  private static byte[] bytes(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void namesWhatAStartLoads(Jdk jdk) throws IOException {
    List<String> loaded = loaded(jdk);
    if (jdk.equals(Jdks.all().get(0))) {
      Files.writeString(
          Files.createDirectories(Path.of("target")).resolve("start-classes"),
          String.join("\n", loaded) + "\n");
    }

    assertThat(without(loaded, listed())).as("loaded, not listed").hasSizeLessThan(OFF);
    assertThat(without(listed(), loaded)).as("listed, not loaded").hasSizeLessThan(OFF);
  }

  private static Set<String> without(List<String> names, List<String> others) {
    Set<String> left = new TreeSet<>(names);
    left.removeIf(name -> !isOurs(name) || others.contains(name));
    return left;
  }

  private static boolean isOurs(String name) {
    return name.startsWith("dev.startguard.");
  }

  private static List<String> listed() throws IOException {
    try (JarFile jar = new JarFile(PackedJar.path().toFile());
        InputStream list = jar.getInputStream(jar.getEntry(ENTRY))) {
      return new String(list.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.split(" ", -1)[0])
          .toList();
    }
  }

  /** With one processor nothing is loaded ahead. */
  private List<String> loaded(Jdk jdk) throws IOException {
    Path log = folder.resolve("classes.log");
    Outcome outcome =
        FiftyEntries.guarded(jdk)
            .jvm("-XX:ActiveProcessorCount=1", "-Xlog:class+load:file=" + log + ":none")
            .main(Hello.class)
            .run();
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    List<String> names = new ArrayList<>();
    boolean entered = false;
    for (String line : Files.readAllLines(log)) {
      String name = line.substring(0, line.indexOf(' '));
      if (name.equals(Hello.class.getName())) {
        return names;
      }
      if (name.startsWith("dev.startguard.launcher.")) {
        entered = true;
      } else if (entered && (isOurs(name) || fromTheJdksFiles(line))) {
        names.add(name);
      }
    }
    throw new AssertionError("main never began: " + outcome);
  }

  /** Those of the JDK's shared archive are there already. */
  private static boolean fromTheJdksFiles(String line) {
    return line.startsWith("java.") && line.contains(" source: jrt:");
  }
}
