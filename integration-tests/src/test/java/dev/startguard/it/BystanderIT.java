package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JVMs that inherit the agent and are no service: left alone. No test here has a manifest unless it
 * says so, so that a JVM that is guarded by mistake is refused with 66.
 */
class BystanderIT {
  private static final String PICKED_UP = "Picked up JAVA_TOOL_OPTIONS: ";

  @TempDir Path folder;

  static Stream<Arguments> tools() {
    return onEveryJdk(
        "keytool -help",
        "jcmd -h",
        "jar --version",
        "javac -version",
        "javap -version",
        "jps -q",
        "jlink --version",
        "jdeps --version",
        "serialver");
  }

  static Stream<Arguments> questions() {
    return onEveryJdk(
        "java -version",
        "java --version",
        "java -help",
        "java --help",
        "java -X",
        "java --help-extra",
        "java",
        "java --list-modules",
        "java --describe-module java.base",
        "java -d java.base",
        "java --validate-modules",
        "java -XshowSettings:vm -version",
        "java --dry-run -cp CLASSES dev.startguard.it.app.Hello");
  }

  private static Stream<Arguments> onEveryJdk(String... commands) {
    List<Arguments> all = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      for (String command : commands) {
        all.add(Arguments.of(jdk, command));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void leavesTheJdksToolsAloneWithoutAWord(Jdk jdk, String command) {
    saysTheSameWithAndWithoutTheAgent(jdk, command);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void leavesJavaAloneWhenItIsAskedForInformation(Jdk jdk, String command) {
    saysTheSameWithAndWithoutTheAgent(
        jdk, command.replace("CLASSES", ForkedJvm.home(Hello.class).toString()));
  }

  private static void saysTheSameWithAndWithoutTheAgent(Jdk jdk, String command) {
    List<String> words = List.of(command.split(" "));
    Outcome alone = tool(jdk, words).run();
    Outcome guarded = tool(jdk, words).env("JAVA_TOOL_OPTIONS", option()).run();

    assertThat(guarded.exit()).as("%s", guarded).isEqualTo(alone.exit());
    if (command.startsWith("jps")) { // other tests' JVMs come and go between the two
      assertThat(guarded.outLines()).isNotEmpty().allMatch(line -> line.matches("\\d+"));
      assertThat(alone.outLines()).isNotEmpty().allMatch(line -> line.matches("\\d+"));
    } else {
      assertThat(guarded.outLines()).hasSameSizeAs(alone.outLines());
    }
    assertThat(guarded.errLines())
        .as("%s", guarded)
        .filteredOn(line -> !line.startsWith(PICKED_UP))
        .noneMatch(line -> line.contains("startguard"))
        .hasSameSizeAs(alone.errLines());
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void guardsTheSourceLauncherWhichIsNoTool(Jdk jdk) throws IOException {
    Path source = folder.resolve("App.java");
    Files.writeString(
        source,
        "class App { public static void main(String[] a) { System.out.println(\"ran\"); } }");

    Outcome outcome =
        ForkedJvm.of(jdk).env("JAVA_TOOL_OPTIONS", option()).main(source.toString()).run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(66);
    assertThat(outcome.out()).doesNotContain("ran");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void guardsAnApplicationWhoseArgumentsLookLikeAQuestion(Jdk jdk) {
    Outcome outcome =
        ForkedJvm.of(jdk).agent().main(Hello.class, "-version", "--list-modules").run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(66);
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void guardsAJvmThatIsCreatedThroughJni(Jdk jdk) throws Exception {
    Path host = NativeHost.compile(jdk, folder);
    List<String> command =
        List.of(
            host.toString(),
            Hello.class.getName(),
            option(),
            "-Djava.class.path=" + ForkedJvm.home(Hello.class));

    Outcome refused = ForkedJvm.of(jdk).instead(command).in(folder).run();
    assertThat(refused.exit()).as("%s", refused).isEqualTo(66);
    assertThat(refused.out()).isEmpty();

    manifest("env: { PATH: string }");
    Outcome started = ForkedJvm.of(jdk).instead(command).in(folder).run();
    assertThat(started.exit()).as("%s", started).isZero();
    assertThat(started.outLines()).containsExactly("hello");
    assertThat(started.err()).contains("checks passed").doesNotContain("WOULD REFUSE");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesItsOwnCommandLineAlone(Jdk jdk) {
    Outcome outcome =
        ForkedJvm.of(jdk)
            .env("JAVA_TOOL_OPTIONS", option())
            .jar(PackedJar.path(), "--version")
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out()).startsWith("startguard ");
    assertThat(outcome.errLines()).allMatch(line -> line.startsWith(PICKED_UP));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesTomcatsOtherCommandsAloneAndGuardsItsServer(Jdk jdk) {
    Path tomcat = Path.of(System.getProperty("startguard.tomcat"));
    for (String command : List.of("version", "configtest", "stop")) {
      Outcome outcome = catalina(jdk, tomcat, command);
      assertThat(outcome.err())
          .as("%s", outcome)
          .doesNotContainIgnoringCase("startguard refused")
          .doesNotContain("startguard:");
      assertThat(outcome.exit()).as("%s", outcome).isNotEqualTo(66);
    }

    Outcome server = catalina(jdk, tomcat, "run");
    assertThat(server.exit()).as("%s", server).isEqualTo(66);
    assertThat(server.err()).contains("STARTGUARD REFUSED");
  }

  private Outcome catalina(Jdk jdk, Path tomcat, String command) {
    return ForkedJvm.of(jdk)
        .instead(List.of("sh", tomcat.resolve("bin/catalina.sh").toString(), command))
        .env("JAVA_HOME", jdk.home().toString())
        .env("CATALINA_BASE", tomcat.toString())
        .env("JAVA_TOOL_OPTIONS", option())
        .run();
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesAJvmAloneWithOneLineWhenTheManifestIsForAnotherMain(Jdk jdk) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        """
        startguard: 1
        service: bystander
        process: { main: [com.acme.Main, acme.jar] }
        env: { MISSING: string }
        """);

    Outcome other = ForkedJvm.of(jdk).agent().in(folder).main(Hello.class).run();

    assertThat(other.exit()).as("%s", other).isZero();
    assertThat(other.outLines()).containsExactly("hello");
    assertThat(other.errLines())
        .as("%s", other)
        .singleElement()
        .asString()
        .startsWith("startguard: ");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void guardsTheMainThatTheManifestIsFor(Jdk jdk) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        """
        startguard: 1
        service: bystander
        process: { main: [dev.startguard.it.app.Hello] }
        env: { MISSING: string }
        """);

    Outcome outcome = ForkedJvm.of(jdk).agent().in(folder).main(Hello.class).run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void runsOnceAndSaysSoWhenItIsGivenTwice(Jdk jdk) throws IOException {
    manifest("env: { PATH: string }");
    Path copy = Files.copy(PackedJar.path(), folder.resolve("copy.jar"));

    for (ForkedJvm twice :
        List.of(
            ForkedJvm.of(jdk).agent().agent(),
            ForkedJvm.of(jdk).agent().jvm("-javaagent:" + copy),
            ForkedJvm.of(jdk).agent().env("JAVA_TOOL_OPTIONS", option()))) {
      Outcome outcome = twice.in(folder).main(Hello.class).run();
      assertThat(outcome.exit()).as("%s", outcome).isZero();
      assertThat(outcome.outLines()).containsExactly("hello");
      assertThat(outcome.err()).as("%s", outcome).containsOnlyOnce("checks passed");
      assertThat(outcome.err()).containsOnlyOnce("given more than once");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesWith70WhenItsOwnJarIsBroken(Jdk jdk) throws IOException {
    manifest("env: { PATH: string }");
    Path broken = folder.resolve("broken.jar");
    PackedJar.copyWithout(broken, "startguard/dev/startguard/core/Startguard.classdata");

    Outcome refused =
        ForkedJvm.of(jdk).jvm("-javaagent:" + broken).in(folder).main(Hello.class).run();
    assertThat(refused.exit()).as("%s", refused).isEqualTo(70);
    assertThat(refused.out()).isEmpty();

    Outcome lenient =
        ForkedJvm.of(jdk)
            .jvm("-javaagent:" + broken)
            .env("STARTGUARD_MODE", "warn")
            .in(folder)
            .main(Hello.class)
            .run();
    assertThat(lenient.exit()).as("%s", lenient).isZero();
    assertThat(lenient.err()).contains("internal error");
  }

  private void manifest(String sections) throws IOException {
    Files.write(
        folder.resolve("startguard.yaml"),
        ("startguard: 1\nservice: bystander\n" + sections + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static ForkedJvm tool(Jdk jdk, List<String> words) {
    List<String> command = new ArrayList<>(words);
    command.set(0, jdk.tool(words.get(0)).toString());
    return ForkedJvm.of(jdk).instead(command);
  }

  private static String option() {
    return "-javaagent:" + PackedJar.path();
  }
}
