package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Curious;
import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one jar: what lies in it, and what an application can see of it. */
class PackedJarIT {
  private static final int JAVA_8 = 52;
  private static final int JAVA_17 = 61;

  /** What the isolated loader's parent shows; "java/" and so on of its law. */
  private static final List<String> JDK =
      List.of(
          "java/",
          "javax/net/",
          "javax/crypto/",
          "javax/security/",
          "javax/management/",
          "com/sun/management/",
          "jdk/jfr/");

  /** Annotations, which the JVM leaves alone when their class is not there. */
  private static final String ANNOTATIONS = "org/jspecify/annotations/";

  /**
   * What a few classes of SLF4J and Logback name in methods that nobody calls here: their closure
   * is twice what is shipped. LogIT writes one.
   */
  private static final Set<String> UNREACHED =
      Set.of(
          "dev/startguard/shaded/logback/classic/spi/ThrowableProxy",
          "dev/startguard/shaded/logback/core/encoder/LayoutWrappingEncoder",
          "dev/startguard/shaded/logback/core/rolling/helper/FileNamePattern",
          "dev/startguard/shaded/logback/core/status/OnConsoleStatusListener",
          "dev/startguard/shaded/logback/core/util/Loader",
          "dev/startguard/shaded/logback/core/util/NetworkAddressUtil",
          "dev/startguard/shaded/slf4j/LoggerFactory",
          "dev/startguard/shaded/slf4j/spi/DefaultLoggingEventBuilder");

  private static JarFile jar;
  private static Map<String, byte[]> classes;

  @TempDir Path directory;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(PackedJar.path().toFile());
    classes = ClassFiles.of(jar);
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void isAtMostThreeMebibytes() throws IOException {
    assertThat(Files.size(PackedJar.path())).isLessThanOrEqualTo(3 * 1024 * 1024);
  }

  @Test
  void holdsTheLauncherAndNothingElseOutsideThePrefix() {
    assertThat(jar.stream().map(entry -> entry.getName()))
        .filteredOn(name -> !name.startsWith("startguard/"))
        .allMatch(
            name ->
                name.equals("META-INF/MANIFEST.MF")
                    || name.equals("META-INF/LICENSE")
                    || name.matches("META-INF/licenses/(ASM|Logback|NOTICE|SLF4J)")
                    || name.matches("dev/startguard/launcher/[\\w$]+\\.class"))
        .contains(
            "META-INF/MANIFEST.MF",
            "META-INF/licenses/NOTICE",
            "dev/startguard/launcher/Launcher.class");
  }

  @Test
  void holdsNothingUnderThePrefixThatAnotherLoaderTakesForAClassOrAService() {
    assertThat(jar.stream().map(entry -> entry.getName()))
        .filteredOn(name -> name.startsWith("startguard/"))
        .noneMatch(name -> name.endsWith(".class") || name.contains("META-INF"))
        .contains("startguard/dev/startguard/core/live/RuleSet.classdata");
  }

  @Test
  void holdsNothingThatOnlyTheBuildRuns() {
    assertThat(jar.stream().map(entry -> entry.getName()))
        .contains("startguard/dev/startguard/core/catalog/rule-table")
        .noneMatch(name -> name.contains("RuleTableWriter"));
  }

  @Test
  void isRelocated() {
    assertThat(classes).isNotEmpty();
    classes.forEach(
        (entry, file) -> {
          String expected =
              entry.startsWith("startguard/")
                  ? entry.substring("startguard/".length(), entry.lastIndexOf('.'))
                  : entry.substring(0, entry.lastIndexOf('.'));
          assertThat(ClassFiles.name(file)).isEqualTo(expected).startsWith("dev/startguard/");
        });
  }

  @Test
  void runsTheLauncherOnJava8() {
    assertThat(classes)
        .hasEntrySatisfying(
            "dev/startguard/launcher/Launcher.class",
            launcher -> assertThat(ClassFiles.version(launcher)).isEqualTo(JAVA_8))
        .allSatisfy(
            (entry, file) -> {
              if (!entry.startsWith("startguard/")) {
                assertThat(ClassFiles.version(file)).as(entry).isEqualTo(JAVA_8);
                assertThat(ClassFiles.dynamicCalls(file)).as(entry).isEmpty();
              }
            });
  }

  @Test
  void runsTheCoreOnJava17() {
    assertThat(classes)
        .allSatisfy(
            (entry, file) ->
                assertThat(ClassFiles.version(file)).as(entry).isLessThanOrEqualTo(JAVA_17));
  }

  @Test
  void carriesEveryClassThatItNames() {
    Set<String> carried = new TreeSet<>();
    classes.values().forEach(file -> carried.add(ClassFiles.name(file)));
    Set<String> missing = new TreeSet<>();
    classes.forEach(
        (entry, file) -> {
          for (String name : ClassFiles.references(file)) {
            if (JDK.stream().noneMatch(name::startsWith)
                && !name.startsWith(ANNOTATIONS)
                && !UNREACHED.contains(name)
                && !carried.contains(name)) {
              missing.add(entry + " names " + name);
            }
          }
        });

    assertThat(missing).isEmpty();
  }

  @Test
  void appendsNothingToTheBootstrapClassPath() throws IOException {
    assertThat(jar.getManifest().getMainAttributes())
        .doesNotContainKey(new Attributes.Name("Boot-Class-Path"));
    assertThat(classes)
        .allSatisfy(
            (entry, file) ->
                assertThat(ClassFiles.calls(file))
                    .as(entry)
                    .doesNotContain("appendToBootstrapClassLoaderSearch"));
  }

  @Test
  void isAnAgentAndACommandLine() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    String launcher = "dev.startguard.launcher.Launcher";

    assertThat(manifest.getValue("Premain-Class")).isEqualTo(launcher);
    assertThat(manifest.getValue("Agent-Class")).isEqualTo(launcher);
    assertThat(manifest.getValue("Main-Class")).isEqualTo(launcher);
    assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
    assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(manifest.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(manifest).doesNotContainKey(new Attributes.Name("Launcher-Agent-Class"));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void showsTheApplicationNothingOfOurs(Jdk jdk) throws IOException {
    manifest();

    Outcome outcome =
        ForkedJvm.of(jdk)
            .agent()
            .in(directory)
            .main(
                Curious.class,
                "dev.startguard.launcher.Launcher",
                "dev.startguard.core.Startguard",
                "dev.startguard.manifest.Manifest",
                "dev.startguard.finding.Finding",
                "dev.startguard.shaded.snakeyaml.parser.ParserImpl",
                "dev/startguard/core/Startguard.class",
                "dev.startguard.shaded.slf4j.Logger",
                "dev/startguard/shaded/logback/classic/Logger.class",
                "org.slf4j.Logger",
                "org/slf4j/Logger.class",
                "org/slf4j/",
                "ch.qos.logback.classic.Logger",
                "logback.xml",
                "logback-test.xml",
                "org.yaml.snakeyaml.Yaml",
                "org/yaml/",
                "net.bytebuddy.ByteBuddy",
                "net/bytebuddy/",
                "startguard.schema.json",
                "findings.schema.json",
                "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                "META-INF/services/java.net.spi.URLStreamHandlerProvider")
            .run();

    assertThat(outcome.outLines())
        .as("%s", outcome)
        .containsOnly("sees dev.startguard.launcher.Launcher", "looked");
    assertThat(outcome.exit()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsTheApplicationWithoutAWordOfTheJvm(Jdk jdk) throws IOException {
    manifest();

    Outcome outcome = ForkedJvm.of(jdk).agent().in(directory).main(Hello.class).run();

    assertThat(outcome.outLines()).as("%s", outcome).containsExactly("hello");
    assertThat(outcome.errLines())
        .as("%s", outcome)
        .singleElement()
        .asString()
        .startsWith("startguard: packed: ");
    assertThat(outcome.exit()).isZero();
  }

  private void manifest() throws IOException {
    Files.writeString(
        directory.resolve("startguard.yaml"),
        """
        startguard: 1
        service: packed
        env:
          PATH: string
        """);
  }
}
