package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.startguard.bench.AgentJar;
import dev.startguard.bench.EmptyAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives, caches, other agents, and loaders that show the application little. */
class CompatIT {
  private static final String CUTOFF = "dst-gap-shifted shop.Cutoff.lambda$at$0(Cutoff.java:13)\n";
  private static final String CLOSING = "dst-gap-shifted shop.Closing.at(Closing.java:11)\n";
  private static final String SHIFTED = "2027-03-28T03:30+02:00[Europe/Berlin]";

  @TempDir static Path folder;
  private static Path jar;
  private static String emptyAgent;

  @BeforeAll
  static void compile() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Sources.compile(Path.of("src/compat/java"), classes);
    jar = folder.resolve("shop.jar");
    Sources.pack(classes, jar);
    emptyAgent = "-javaagent:" + AgentJar.write(folder.resolve("empty.jar"), EmptyAgent.class);
    Files.writeString(
        folder.resolve("startguard.yaml"), "startguard: 1\nservice: shop\nenv: { PATH: string }\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void takesFromAnArchiveWhatTheEmptyAgentTakesAndIsNotWoven(Jdk jdk) throws IOException {
    Path archive = folder.resolve("shop-" + jdk.version() + ".jsa");
    shop(jdk).jvm("-XX:ArchiveClassesAtExit=" + archive).run();
    assumeThat(archive).as("an archive needs the JDK's own").exists();
    String use = "-XX:SharedArchiveFile=" + archive;

    shop(jdk).jvm(use, emptyAgent, loaded("empty", jdk)).run();
    Outcome guarded = guarded(shop(jdk).jvm(use, loaded("guarded", jdk))).run();

    reportsAndPrints(guarded);
    List<String> taken = archived("empty", jdk);
    assertThat(taken).contains("shop.Main", "shop.Basket$$Lambda", "shop.Cutoff$$Lambda");
    assertThat(archived("guarded", jdk))
        .containsExactlyInAnyOrderElementsOf(
            taken.stream().filter(name -> !name.startsWith("shop.Cutoff")).toList());
  }

  @ParameterizedTest
  @MethodSource("caches")
  void runsWithACacheThatWasTrainedWithAndWithoutIt(Jdk jdk, boolean with) throws IOException {
    Path cache = folder.resolve("shop-" + with + ".aot");
    ForkedJvm training = shop(jdk).jvm("-XX:AOTCacheOutput=" + cache);
    Outcome trained = (with ? guarded(training) : training.jvm(emptyAgent)).run();
    assertThat(cache).as("%s", trained).exists();
    String name = "cache-" + with;

    Outcome guarded =
        guarded(shop(jdk).jvm("-XX:AOTCache=" + cache, "-XX:AOTMode=on", loaded(name, jdk))).run();

    reportsAndPrints(guarded);
    assertThat(Files.readString(log(name, jdk))).contains("shop.Main source: shared objects file");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesCoverageAsItIsBeforeAndAfterJacoco(Jdk jdk) throws IOException {
    Outcome alone = shop(jdk).jvm(jacoco("alone", jdk)).run();
    Outcome after = guarded(shop(jdk).jvm(jacoco("first", jdk))).run();
    Outcome before = guarded(shop(jdk)).jvm(jacoco("last", jdk)).run();

    assertThat(alone.out()).contains(SHIFTED);
    reportsAndPrints(after);
    reportsAndPrints(before);
    assertThat(covered("alone", jdk)).containsKeys("shop/Main", "shop/Cutoff");
    assertThat(covered("first", jdk)).isEqualTo(covered("alone", jdk));
    assertThat(covered("last", jdk)).isEqualTo(covered("alone", jdk));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void standsBesideOpenTelemetry(Jdk jdk) {
    String[] options = {
      "-javaagent:" + System.getProperty("startguard.opentelemetry"),
      "-Dotel.traces.exporter=none",
      "-Dotel.metrics.exporter=none",
      "-Dotel.logs.exporter=none"
    };

    Outcome after = guarded(shop(jdk).jvm(options)).run();
    Outcome before = guarded(shop(jdk)).jvm(options).run();

    for (Outcome both : List.of(after, before)) {
      reportsAndPrints(both);
      assertThat(both.err()).contains("opentelemetry-javaagent - version");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void seesANamedModule(Jdk jdk) {
    Outcome outcome =
        guarded(ForkedJvm.of(jdk).in(folder).jvm("-p", jar.toString()).main("-m", "shop/shop.Main"))
            .run();

    reportsAndPrints(outcome);
    assertThat(outcome.outLines()).contains("module shop");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void seesLoadersThatShowTheirClassesLittle(Jdk jdk) {
    Outcome outcome =
        guarded(ForkedJvm.of(jdk).in(folder).classPath(jar).main("shop.Loaders")).run();

    assertThat(outcome.outLines())
        .as("%s", outcome)
        .containsExactly(SHIFTED, "2027-03-28T03:45+02:00[Europe/Berlin]");
    assertThat(outcome.err()).contains(CUTOFF, CLOSING);
  }

  /** Such a cache is written by 25 and later. */
  static Stream<Arguments> caches() {
    return Jdks.all().stream()
        .filter(jdk -> jdk.version() >= 25)
        .flatMap(jdk -> Stream.of(Arguments.of(jdk, false), Arguments.of(jdk, true)));
  }

  private static ForkedJvm shop(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).classPath(jar).main("shop.Main");
  }

  private static ForkedJvm guarded(ForkedJvm jvm) {
    return jvm.agent("rules=standard");
  }

  private static void reportsAndPrints(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).as("%s", outcome).containsSubsequence("21", SHIFTED);
    assertThat(outcome.err()).contains(CUTOFF);
  }

  private static String loaded(String name, Jdk jdk) {
    return "-Xlog:class+load:file=" + log(name, jdk);
  }

  private static Path log(String name, Jdk jdk) {
    return folder.resolve(name + "-" + jdk.version() + ".log");
  }

  /** The application's classes that came from the archive, lambdas without their numbers. */
  private static List<String> archived(String name, Jdk jdk) throws IOException {
    return Files.readAllLines(log(name, jdk)).stream()
        .filter(line -> line.endsWith(" source: shared objects file (top)"))
        .map(line -> line.substring(line.lastIndexOf(']') + 2, line.indexOf(" source:")))
        .map(line -> line.replaceFirst("\\$\\$Lambda.*", "\\$\\$Lambda"))
        .filter(line -> line.startsWith("shop."))
        .toList();
  }

  private static String jacoco(String name, Jdk jdk) {
    return "-javaagent:"
        + System.getProperty("startguard.jacoco")
        + "=includes=shop.*,destfile="
        + exec(name, jdk);
  }

  private static Path exec(String name, Jdk jdk) {
    return folder.resolve(name + "-" + jdk.version() + ".exec");
  }

  /** By class: of which class file, and which probes were passed. */
  private static Map<String, String> covered(String name, Jdk jdk) throws IOException {
    ExecFileLoader loader = new ExecFileLoader();
    loader.load(exec(name, jdk).toFile());
    Map<String, String> covered = new TreeMap<>();
    for (ExecutionData data : loader.getExecutionDataStore().getContents()) {
      StringBuilder probes = new StringBuilder(Long.toHexString(data.getId()));
      for (boolean passed : data.getProbes()) {
        probes.append(passed ? '+' : '-');
      }
      covered.put(data.getName(), probes.toString());
    }
    return covered;
  }
}
