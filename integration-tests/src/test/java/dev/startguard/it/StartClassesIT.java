package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  @TempDir Path folder;

  @Test
  void standsForEveryClassThatItNamesAndForNoEntry() throws IOException {
    try (JarFile jar = new JarFile(PackedJar.path().toFile())) {
      Map<String, byte[]> block = PackedJar.block(jar);

      assertThat(block).isNotEmpty();
      block.forEach(
          (entry, file) -> {
            assertThat(entry).isEqualTo("startguard/" + ClassFiles.name(file) + ".classdata");
            assertThat(jar.getEntry(entry)).as(entry).isNull();
          });
      assertThat(PackedJar.bytes(jar, "startguard/start-block"))
          .hasSize(block.values().stream().mapToInt(file -> file.length).sum());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void namesWhatAStartLoads(Jdk jdk) throws IOException {
    List<String> always = loaded(jdk, "off");
    List<String> withRules = new ArrayList<>(loaded(jdk, "all"));
    withRules.removeIf(name -> always.contains(name) || !isOurs(name));
    if (jdk.equals(Jdks.all().get(0))) {
      Files.writeString(
          Files.createDirectories(Path.of("target")).resolve("start-classes"),
          String.join("\n", always) + "\n-\n" + String.join("\n", withRules) + "\n");
    }

    assertAlike(always, listed(false));
    assertAlike(withRules, listed(true));
  }

  private static void assertAlike(List<String> loaded, List<String> listed) {
    assertThat(without(loaded, listed)).as("loaded, not listed").hasSizeLessThan(OFF);
    assertThat(without(listed, loaded)).as("listed, not loaded").hasSizeLessThan(OFF);
  }

  private static Set<String> without(List<String> names, List<String> others) {
    Set<String> left = new TreeSet<>(names);
    left.removeIf(name -> !isOurs(name) || others.contains(name));
    return left;
  }

  private static boolean isOurs(String name) {
    return name.startsWith("dev.startguard.");
  }

  /**
   * @param forRules those that only a start with rules loads, or the others
   */
  private static List<String> listed(boolean forRules) throws IOException {
    try (JarFile jar = new JarFile(PackedJar.path().toFile())) {
      List<String> lines = PackedJar.index(jar);
      int end = lines.indexOf("-");
      return (forRules ? lines.subList(end + 1, lines.size()) : lines.subList(0, end))
          .stream().map(line -> line.split(" ", -1)[0]).toList();
    }
  }

  /** With one processor nothing is loaded ahead. */
  private List<String> loaded(Jdk jdk, String rules) throws IOException {
    Path log = folder.resolve(rules + ".log");
    Outcome outcome =
        FiftyEntries.guarded(jdk, rules)
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
