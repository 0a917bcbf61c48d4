package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user sees of a start: settings, where the manifest lies, verdict, outputs, exit codes. */
class StartIT {
  private static final String GOOD = "startguard: 1\nservice: start\nenv: { PATH: string }\n";
  private static final String BROKEN =
      "startguard: 1\nservice: start\nenv: { NOT_SET: string, PATH: string }\n";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsWithOneLine(Jdk jdk) throws IOException {
    manifest(GOOD);

    Outcome outcome = hello(jdk).agent().run();

    started(outcome);
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(1);
    assertThat(outcome.err())
        .matches("startguard: start: \\d+ checks? passed in \\d+ ms \\(startguard.yaml\\)\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesBeforeMain(Jdk jdk) throws IOException {
    manifest(BROKEN);

    Outcome outcome = hello(jdk).agent().run();

    refused(outcome, 78);
    assertThat(outcome.errLines().get(0))
        .isEqualTo("STARTGUARD REFUSED start: NOT_SET missing. Exit 78; main() did not run.");
    assertThat(last(outcome))
        .isEqualTo(
            "STARTGUARD REFUSED start: 1 error, exit 78. Start anyway: STARTGUARD_MODE=warn");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void theWayOutThatItNamesWorks(Jdk jdk) throws IOException {
    manifest(BROKEN);

    for (ForkedJvm jvm :
        List.of(
            hello(jdk).agent().env("STARTGUARD_MODE", "warn"),
            hello(jdk).agent().jvm("-Dstartguard.mode=warn"),
            hello(jdk).agent("mode=warn"))) {
      Outcome outcome = jvm.run();
      started(outcome);
      assertThat(outcome.err())
          .as("%s", outcome)
          .startsWith("STARTGUARD WOULD REFUSE start: NOT_SET missing.")
          .contains("note: mode=warn from ");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void argumentsWinOverPropertiesAndTheseOverVariables(Jdk jdk) throws IOException {
    manifest(BROKEN);

    refused(
        hello(jdk)
            .agent("mode=enforce")
            .jvm("-Dstartguard.mode=warn")
            .env("STARTGUARD_MODE", "off")
            .run(),
        78);
    started(
        hello(jdk).agent().jvm("-Dstartguard.mode=warn").env("STARTGUARD_MODE", "enforce").run());
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysWhoSwitchedItOffAndDoesNothing(Jdk jdk) throws IOException {
    manifest("not even YAML: [");

    for (ForkedJvm jvm :
        List.of(hello(jdk).agent("mode=off"), hello(jdk).agent().env("STARTGUARD_MODE", "off"))) {
      Outcome outcome = jvm.run();
      started(outcome);
      assertThat(outcome.errLines()).as("%s", outcome).hasSize(1);
      assertThat(outcome.err()).startsWith("startguard: off: mode=off from ");
    }
    Outcome checks = hello(jdk).agent("checks=off").run();
    started(checks);
    assertThat(checks.errLines())
        .containsExactly("startguard: validation off: checks=off from the agent's arguments");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void thePolicyCanLockTheModeAgainstTheEnvironment(Jdk jdk) throws IOException {
    manifest(BROKEN + "policy: { lock: [mode, checks] }\n");

    for (ForkedJvm jvm :
        List.of(
            hello(jdk).agent().env("STARTGUARD_MODE", "off"),
            hello(jdk).agent().env("STARTGUARD_MODE", "warn"),
            hello(jdk).agent().jvm("-Dstartguard.checks=off"))) {
      Outcome outcome = jvm.run();
      refused(outcome, 78);
      assertThat(outcome.err())
          .as("%s", outcome)
          .contains(" is ignored: policy.lock")
          .doesNotContain("Start anyway");
    }
    started(hello(jdk).agent("mode=warn").run());
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesWhatItDoesNotUnderstandWith64(Jdk jdk) throws IOException {
    manifest(GOOD);

    refused(hello(jdk).agent("manifset=startguard.yaml").run(), 64);
    refused(hello(jdk).agent().env("STARTGUARD_FORMAT", "xml").run(), 64);
    refused(hello(jdk).agent("mode=wran").run(), 64);
    Outcome warned = hello(jdk).agent("mode=warn,format=xml").run();
    started(warned);
    assertThat(warned.err())
        .contains("WOULD REFUSE start: format not one of text, json")
        .contains("Would exit 64");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void warnsOfAKubernetesServiceOfItsOwnName(Jdk jdk) throws IOException {
    manifest(GOOD);

    Outcome outcome =
        hello(jdk)
            .agent()
            .env("STARTGUARD_PORT", "tcp://10.0.0.7:80")
            .env("STARTGUARD_SERVICE_HOST", "10.0.0.7")
            .run();

    started(outcome);
    assertThat(outcome.errLines().get(0)).endsWith(", 1 warning");
    assertThat(outcome.errLines().get(1))
        .contains("setting-unknown STARTGUARD_PORT looks like a link");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesWithoutAManifestUnlessItMayStart(Jdk jdk) {
    Outcome outcome = hello(jdk).agent().run();
    refused(outcome, 66);
    assertThat(outcome.err())
        .contains("= looked: /", "/startguard.yaml\n", "/config/startguard.yaml\n");

    Outcome lenient = hello(jdk).agent().env("STARTGUARD_MISSING", "start").run();
    started(lenient);
    assertThat(lenient.errLines()).hasSize(1);

    refused(hello(jdk).agent("missing=start,manifest=nowhere.yaml").run(), 66);
    Outcome warned = hello(jdk).agent("mode=warn").run();
    started(warned);
    assertThat(warned.err()).contains("STARTGUARD WOULD REFUSE", "Would exit 66");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void findsTheManifestInsideAnExecutableJar(Jdk jdk) throws IOException {
    for (String place :
        List.of("META-INF/startguard.yaml", "BOOT-INF/classes/META-INF/startguard.yaml")) {
      Path jar = jar(place, BROKEN);

      Outcome outcome = ForkedJvm.of(jdk).agent().jar(jar).run();

      refused(outcome, 78);
      assertThat(outcome.err()).as("%s", outcome).contains("--> " + jar + "!/" + place + ":3:8");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesALibrarysManifestAlone(Jdk jdk) throws IOException {
    Path library = jar("META-INF/startguard.yaml", BROKEN);

    Outcome outcome = ForkedJvm.of(jdk).agent().main(Hello.class).classPath(library).run();

    refused(outcome, 66);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void writesJsonLinesOnlyWhenAsked(Jdk jdk) throws IOException {
    manifest(BROKEN);
    Outcome refused = hello(jdk).agent("format=json").run();
    assertThat(refused.exit()).isEqualTo(78);
    List<JsonNode> lines = FindingsSchema.lines(refused.errLines());
    assertThat(lines)
        .extracting(line -> line.get("type").asText())
        .containsExactly("run", "finding", "summary");
    assertThat(lines.get(2).get("rendered").asText()).startsWith("STARTGUARD REFUSED start: ");

    manifest(GOOD);
    assertThat(FindingsSchema.lines(hello(jdk).agent("format=json").run().errLines())).hasSize(2);
    assertThat(FindingsSchema.lines(hello(jdk).agent("format=json,mode=off").run().errLines()))
        .hasSize(1);
    assertThat(FindingsSchema.lines(hello(jdk).agent("format=json,nonsense=1").run().errLines()))
        .hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void keepsToTheSchemaInALongReport(Jdk jdk) throws IOException {
    String checkout = Files.readString(Path.of("../examples/checkout/startguard.yaml"));
    manifest(checkout.replaceAll("(?m)^process:.*$", ""));

    Outcome outcome =
        hello(jdk)
            .agent("format=json")
            .env("APP_ENV", "prod")
            .env("HTTP_PORT", "tcp://10.0.48.109:9106")
            .env("DB_HSOT", "db")
            .env("DB_PASSWORD", "changeme\n")
            .env("STARTGUARD_PORT", "80")
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    List<JsonNode> lines = FindingsSchema.lines(outcome.errLines());
    assertThat(lines).hasSizeGreaterThan(8);
    assertThat(lines)
        .extracting(line -> line.get("run").asText())
        .containsOnly(lines.get(0).get("run").asText());
    assertThat(outcome.err()).doesNotContain("changeme");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @EnabledOnOs(OS.LINUX)
  void coloursOnATerminalThatWantsIt(Jdk jdk) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script(1) of util-linux");
    manifest(BROKEN);

    assertThat(onATerminal(jdk, "TERM=xterm"))
        .contains("\u001b[1;31mSTARTGUARD REFUSED\u001b[0m start");
    assertThat(onATerminal(jdk, "TERM=xterm NO_COLOR=1"))
        .contains("STARTGUARD REFUSED start")
        .doesNotContain("\u001b");
    assertThat(onATerminal(jdk, "TERM=dumb"))
        .contains("STARTGUARD REFUSED start")
        .doesNotContain("\u001b");
  }

  /** What appears on a terminal; script(1) makes one. */
  private String onATerminal(Jdk jdk, String variables) throws IOException {
    String command =
        "env "
            + variables
            + " "
            + jdk.java()
            + " -javaagent:"
            + PackedJar.path()
            + " -cp "
            + ForkedJvm.home(Hello.class)
            + " "
            + Hello.class.getName();
    Path copy = folder.resolve("typescript");
    ForkedJvm.of(jdk)
        .instead(List.of("/usr/bin/script", "-qc", command, copy.toString()))
        .in(folder)
        .run();
    return Files.readString(copy);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @DisabledOnOs(OS.WINDOWS)
  void appendsToTheReportFile(Jdk jdk) throws IOException {
    manifest(BROKEN);
    Path report = folder.resolve("r.json");

    refused(hello(jdk).agent("report=" + report).run(), 78);
    started(hello(jdk).agent("mode=warn,report=" + report).run());

    List<JsonNode> lines = FindingsSchema.lines(Files.readAllLines(report));
    assertThat(lines)
        .extracting(line -> line.get("type").asText())
        .containsExactly("run", "finding", "summary", "run", "finding", "summary");
    assertThat(lines.get(0).get("run")).isNotEqualTo(lines.get(3).get("run"));
    assertThat(lines.get(5).get("verdict").asText()).isEqualTo("would-refuse");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void sendsWhatIsNoErrorToStandardOutputWhenAsked(Jdk jdk) throws IOException {
    manifest(GOOD);
    Outcome good = hello(jdk).agent("stream=stdout").run();
    assertThat(good.outLines()).as("%s", good).hasSize(2);
    assertThat(good.err()).isEmpty();

    manifest(BROKEN);
    refused(hello(jdk).agent("stream=stdout").run(), 78);
    Outcome warned = hello(jdk).agent("stream=stdout,mode=warn").run();
    assertThat(warned.outLines()).containsExactly("hello");
    assertThat(warned.err()).contains("WOULD REFUSE");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesItsSummaryInTheTerminationLog(Jdk jdk) throws IOException {
    Path log = Files.createFile(folder.resolve("termination-log"));
    manifest(BROKEN + "policy: { terminationLog: " + log + " }\n");

    Outcome outcome = hello(jdk).agent().run();
    refused(outcome, 78);
    assertThat(Files.readAllLines(log)).first().isEqualTo(outcome.errLines().get(0));
    assertThat(Files.readAllLines(log)).last().isEqualTo(last(outcome));

    Files.writeString(log, "");
    started(hello(jdk).agent("mode=warn").run());
    assertThat(log).isEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysOnceWhatThisVersionDoesNot(Jdk jdk) throws IOException {
    manifest(GOOD + "runtime: { rules: quiet }\n");

    Outcome outcome = hello(jdk).agent("ledger=x.ledger").run();

    started(outcome);
    assertThat(outcome.errLines().subList(1, 2))
        .as("%s", outcome)
        .containsExactly("startguard: note: not in this version: ledger");
  }

  private ForkedJvm hello(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).main(Hello.class);
  }

  private void manifest(String yaml) throws IOException {
    Files.writeString(folder.resolve("startguard.yaml"), yaml);
  }

  /** An executable jar that says hello, with one file more. */
  private Path jar(String name, String text) throws IOException {
    Path jar = folder.resolve("app.jar");
    String main = Hello.class.getName().replace('.', '/') + ".class";
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write(
          ("Manifest-Version: 1.0\nMain-Class: " + Hello.class.getName() + "\n\n")
              .getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry(main));
      out.write(Files.readAllBytes(ForkedJvm.home(Hello.class).resolve(main)));
      out.putNextEntry(new ZipEntry(name));
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static String last(Outcome outcome) {
    return outcome.errLines().get(outcome.errLines().size() - 1);
  }

  private static void started(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).as("%s", outcome).contains("hello");
  }

  private static void refused(Outcome outcome, int exit) {
    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(exit);
    assertThat(outcome.out()).as("%s", outcome).isEmpty();
    assertThat(outcome.err())
        .startsWith("STARTGUARD REFUSED ")
        .doesNotContain("\tat ", "Exception");
  }
}
