package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing in a manifest, an environment or a stream makes a start hang, print a stack trace, exit
 * with 1 or 134, or go on unguarded.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class BadInputIT {
  /** A refusal takes a fraction of a second; what takes longer than this hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String GOOD = "startguard: 1\nservice: bad-input\nenv: { PATH: string }\n";

  @TempDir Path folder;

  /** What stands at a path, and what is said of it. */
  enum Oddity {
    MISSING(66, "does not exist"),
    DIRECTORY(66, "is a directory"),
    FIFO(66, "is not a regular file"),
    LINK_LOOP(66, "is a loop of symbolic links"),
    LINK_TO_NOWHERE(66, "is a symbolic link that leads nowhere"),
    DEV_ZERO(66, "is not a regular file"),
    BELOW_A_FILE(66, "no-manifest"),
    NAME_TOO_LONG(66, "cannot be seen"),
    EMPTY(65, "manifest-empty"),
    BLANK(65, "manifest-empty"),
    HUGE(65, "manifest-limit"),
    UTF_16(65, "manifest-syntax"),
    LATIN_1(65, "manifest-syntax"),
    BINARY(65, "manifest-syntax"),
    NUL(65, "manifest-syntax"),
    NESTED_BRACKETS(65, "manifest-"),
    NESTED_BRACES(65, "manifest-"),
    NESTED_DASHES(65, "manifest-"),
    MANY_NODES(65, "manifest-limit"),
    BILLION_LAUGHS(65, "manifest-feature"),
    LONG_LINE(65, "manifest-"),
    CONTROL_CHARACTERS(65, "manifest-"),
    OTHER_YAML(65, "manifest-version");

    private final int exit;
    private final String said;

    Oddity(int exit, String said) {
      this.exit = exit;
      this.said = said;
    }
  }

  static Stream<Arguments> oddities() {
    List<Arguments> all = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      for (Oddity oddity : Oddity.values()) {
        all.add(Arguments.of(jdk, oddity));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void refusesANamedManifestThatIsNone(Jdk jdk, Oddity oddity) throws Exception {
    Path manifest = make(oddity);

    Outcome outcome = run(ForkedJvm.of(jdk).agent("manifest=" + manifest).in(folder));

    refused(outcome, oddity.exit);
    assertThat(outcome.err()).as("%s", outcome).contains(oddity.said);
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void refusesAnIncludeThatIsNone(Jdk jdk, Oddity oddity) throws Exception {
    Path included = make(oddity);
    write("startguard.yaml", GOOD + "include: [\"" + included + "\"]\n");

    Outcome outcome = run(ForkedJvm.of(jdk).agent().in(folder));

    refused(outcome, 65);
    assertThat(outcome.err()).as("%s", outcome).contains("manifest-");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesADefaultManifestThatMayNotBeRead(Jdk jdk) throws IOException {
    Path manifest = write("startguard.yaml", GOOD);
    assumeTrue(manifest.toFile().setReadable(false, false));
    assumeFalse(Files.isReadable(manifest), "root reads everything");

    Outcome outcome = run(ForkedJvm.of(jdk).agent("missing=start").in(folder));

    refused(outcome, 66);
    assertThat(outcome.err()).contains("permission denied");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesALinkToNowhereInADefaultPlaceAlthoughItMayStartWithout(Jdk jdk) throws IOException {
    Files.createSymbolicLink(folder.resolve("startguard.yaml"), folder.resolve("gone"));

    refused(run(ForkedJvm.of(jdk).agent("missing=start").in(folder)), 66);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void takesAManifestThroughLinksAsKubernetesMountsIt(Jdk jdk) throws IOException {
    Files.createDirectories(folder.resolve("..2026"));
    write("..2026/startguard.yaml", GOOD);
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026"));
    Files.createSymbolicLink(folder.resolve("startguard.yaml"), Path.of("..data/startguard.yaml"));

    started(run(ForkedJvm.of(jdk).agent().in(folder)));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @EnabledOnOs(OS.LINUX)
  void survivesAnEnvironmentThatNoShellCanMake(Jdk jdk) throws Exception {
    Path library = NativeHost.library("/native/odd_environment.c", folder);
    write(
        "startguard.yaml",
        "startguard: 1\nservice: bad-input\nenv: { HUGE: integer, EMPTY: string }\n");

    Outcome outcome =
        run(ForkedJvm.of(jdk).agent().env("LD_PRELOAD", library.toString()).in(folder));

    refused(outcome, 78);
    assertThat(outcome.err()).as("%s", outcome).contains("HUGE").doesNotContain("x".repeat(300));
    assertThat(outcome.err())
        .doesNotContain("\u001b")
        .doesNotContain("\nSTARTGUARD REFUSED forged");
    assertThat(outcome.stderr().length).isLessThan(10_000);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void showsNoControlSequenceOfAValue(Jdk jdk) throws IOException {
    write(
        "startguard.yaml",
        "startguard: 1\nservice: bad-input\nenv: { PORT: port, KIND: { type: enum, values: [a, b] } }\n");

    Outcome outcome =
        run(
            ForkedJvm.of(jdk)
                .agent()
                .env("PORT", "\u001b[2J\u001b]0;title\u0007\nSTARTGUARD REFUSED forged\r80\u202e")
                .env("KIND", "::set-output name=x::y\n::error::z")
                .env("LC_ALL", "C.UTF-8")
                .in(folder));

    refused(outcome, 78);
    assertThat(outcome.err()).as("%s", outcome).doesNotContain("\u001b", "\u0007", "\r", "\u202e");
    assertThat(outcome.errLines())
        .noneMatch(line -> line.startsWith("::") || line.startsWith("STARTGUARD REFUSED forged"));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void endsAPatternThatBacktracksWithoutEnd(Jdk jdk) throws IOException {
    write(
        "startguard.yaml",
        "startguard: 1\nservice: bad-input\nenv: { NAME: { type: string, pattern: '(a+)+b' }, LIST: { type: string, pattern: '(x+x+)+y' } }\n");

    Outcome outcome =
        run(
            ForkedJvm.of(jdk)
                .agent()
                .env("NAME", "a".repeat(40) + "!")
                .env("LIST", "x".repeat(40))
                .in(folder));

    refused(outcome, 78);
    assertThat(outcome.err()).as("%s", outcome).contains("env-constraint");
  }

  /** Each keeps its own budget of 100 ms; together they would take most of a minute. */
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void endsHundredsOfPatternsThatBacktrackWithoutEnd(Jdk jdk) throws IOException {
    String text = "a".repeat(60) + "!";
    StringBuilder values = new StringBuilder("startguard: 1\nservice: bad-input\nenv:\n");
    StringBuilder defaults = new StringBuilder(values);
    ForkedJvm forked = ForkedJvm.of(jdk).agent().in(folder);
    for (int i = 0; i < 500; i++) {
      String entry = "  NAME_" + i + ": { type: string, pattern: '(.*a){" + (25 + i) + "}'";
      values.append(entry).append(" }\n");
      defaults.append(entry).append(", codeDefault: '").append(text).append("' }\n");
      forked.env("NAME_" + i, text);
    }

    write("startguard.yaml", values.toString());
    Outcome ofValues = run(forked);
    write("startguard.yaml", defaults.toString());
    Outcome ofDefaults = run(forked);

    assertThat(ofValues.exit()).as("%s", ofValues).isEqualTo(78);
    assertThat(ofValues.err())
        .contains("500 errors", "ran out of its time budget", "spent the time that all share");
    assertThat(ofDefaults.exit()).as("%s", ofDefaults).isEqualTo(65);
    assertThat(ofDefaults.err())
        .contains("500 errors", "has a codeDefault that cannot be judged: could not be matched");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesWithEveryStreamClosed(Jdk jdk) throws IOException {
    write("startguard.yaml", "startguard: 1\nservice: bad-input\nenv: { NOT_SET: string }\n");

    for (String closed :
        List.of(
            "<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "2>/dev/full", ">/dev/full 2>&1")) {
      for (String more :
          List.of(
              "format=text",
              "format=json",
              "stream=stdout",
              "report=" + folder.resolve("r.json"))) {
        Outcome outcome = run(ForkedJvm.of(jdk).agent(more).in(folder).redirected(closed));
        assertThat(outcome.exit()).as("%s %s %s", closed, more, outcome).isEqualTo(78);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void keepsTheReportFileCleanWhenAStreamIsClosed(Jdk jdk) throws IOException {
    write("startguard.yaml", "startguard: 1\nservice: bad-input\nenv: { NOT_SET: string }\n");
    Path report = folder.resolve("r.json");

    run(ForkedJvm.of(jdk).agent("report=" + report).in(folder).redirected("<&- >&- 2>&-"));

    assertThat(Files.readAllLines(report))
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"v\":1,") && line.endsWith("}"));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsWithEveryStreamClosed(Jdk jdk) throws IOException {
    write("startguard.yaml", GOOD);

    for (String closed :
        List.of("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full")) {
      for (String stream : List.of("stderr", "stdout")) {
        Outcome outcome =
            run(ForkedJvm.of(jdk).agent("stream=" + stream).in(folder).redirected(closed));
        assertThat(outcome.exit()).as("%s %s", closed, outcome).isZero();
      }
    }
  }

  /** On every JDK at once, since most of the time it waits. */
  @Test
  void doesNotWaitForEverForAConsoleThatNobodyReads() throws IOException {
    StringBuilder yaml = new StringBuilder("startguard: 1\nservice: bad-input\nenv:\n");
    for (int i = 0; i < 2_000; i++) {
      yaml.append("  NOT_SET_").append(i).append("_").append("X".repeat(100)).append(": string\n");
    }
    write("startguard.yaml", yaml.toString());

    List<RunningJvm> all = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      // read-write, so that opening it waits for nobody; a pipe holds 64 KiB, the report is larger
      String fifo = "2<>" + fifo("console-" + jdk.version());
      all.add(start(ForkedJvm.of(jdk).agent().in(folder).redirected(fifo)));
    }
    for (RunningJvm each : all) {
      try (each) {
        Outcome outcome = each.await(PATIENCE);
        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void writesAReportOfMoreThanAPipeHolds(Jdk jdk) throws Exception {
    StringBuilder yaml = new StringBuilder("startguard: 1\nservice: bad-input\nenv:\n");
    for (int i = 0; i < 2_000; i++) {
      yaml.append("  NOT_SET_").append(i).append("_").append("X".repeat(100)).append(": string\n");
    }
    write("startguard.yaml", yaml.toString());
    Path copy = folder.resolve("copy");

    Outcome outcome =
        run(
            ForkedJvm.of(jdk)
                .instead(
                    List.of(
                        "sh",
                        "-c",
                        "{ \"$0\" \"-javaagent:$1\" -cp \"$2\" \"$3\"; echo \"exit $?\" >&2; } 2>&1 | cat > "
                            + copy,
                        jdk.java().toString(),
                        PackedJar.path().toString(),
                        ForkedJvm.home(Hello.class).toString(),
                        Hello.class.getName()))
                .in(folder));

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    List<String> lines = Files.readAllLines(copy);
    assertThat(Files.size(copy)).isGreaterThan(65_536);
    assertThat(lines.get(0)).startsWith("STARTGUARD REFUSED bad-input");
    assertThat(lines.get(lines.size() - 2))
        .startsWith("STARTGUARD REFUSED bad-input: 2000 errors, exit 78.");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("exit 78");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void speaksAsciiInTheCLocale(Jdk jdk) throws IOException {
    write(
        "startguard.yaml",
        "startguard: 1\nservice: käse\nenv: { PORT: { type: port, description: Türöffner } }\n");

    for (String format : List.of("text", "json")) {
      Outcome outcome =
          run(
              ForkedJvm.of(jdk)
                  .agent("format=" + format)
                  .env("LC_ALL", "C")
                  .env("PORT", "würg")
                  .in(folder));

      refused(outcome, 78, format);
      assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(outcome.err()))
          .as("%s", outcome)
          .isTrue();
      assertThat(outcome.err()).contains("k\\u00e4se");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  @EnabledOnOs(OS.LINUX)
  void keepsItsVerdictWhenTheReportCannotBeWritten(Jdk jdk) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("elsewhere"));
    write("startguard.yaml", GOOD);
    write("broken.yaml", "startguard: 1\nservice: bad-input\nenv: { NOT_SET: string }\n");

    for (String path :
        List.of(
            "/dev/full",
            "/no/such/directory/r.json",
            "/proc/version",
            folder.toString(),
            link.toString(),
            fifo("pipe").toString())) {
      Outcome good = run(ForkedJvm.of(jdk).agent("report=" + path).in(folder));
      started(good);
      assertThat(good.errLines()).as("%s", good).hasSize(2);
      assertThat(good.errLines().get(0)).endsWith(", 1 warning");
      assertThat(good.errLines().get(1))
          .contains("output-unwritable report not written: the file " + path);

      Outcome bad = run(ForkedJvm.of(jdk).agent("broken.yaml,report=" + path).in(folder));
      refused(bad, 78);
      assertThat(bad.err()).contains("output-unwritable");
    }
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  private Path make(Oddity oddity) throws Exception {
    Path path = folder.resolve("odd.yaml");
    switch (oddity) {
      case MISSING -> {}
      case DIRECTORY -> Files.createDirectory(path);
      case FIFO -> fifo("odd.yaml");
      case LINK_LOOP -> {
        Files.createSymbolicLink(path, folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("other"), path);
      }
      case LINK_TO_NOWHERE -> Files.createSymbolicLink(path, folder.resolve("gone"));
      case DEV_ZERO -> {
        return Path.of("/dev/zero");
      }
      case BELOW_A_FILE -> {
        write("file", "x");
        return folder.resolve("file/odd.yaml");
      }
      case NAME_TOO_LONG -> {
        return folder.resolve("n".repeat(300));
      }
      case EMPTY -> write("odd.yaml", "");
      case BLANK -> write("odd.yaml", "\n# nothing\n\n");
      case HUGE -> {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
          file.write(GOOD.getBytes(StandardCharsets.UTF_8));
          file.setLength(100_000_000);
        }
      }
      case UTF_16 -> Files.writeString(path, GOOD, StandardCharsets.UTF_16);
      case LATIN_1 ->
          Files.writeString(path, GOOD + "owner: Jürgen\n", StandardCharsets.ISO_8859_1);
      case BINARY ->
          Files.copy(
              ForkedJvm.home(Hello.class).resolve("dev/startguard/it/app/Hello.class"), path);
      case NUL -> write("odd.yaml", GOOD + "owner: a\0b\n");
      case NESTED_BRACKETS -> write("odd.yaml", GOOD + "groups: " + "[".repeat(10_000));
      case NESTED_BRACES -> write("odd.yaml", GOOD + "policy: " + "{a: ".repeat(10_000));
      case NESTED_DASHES -> write("odd.yaml", GOOD + "groups:\n" + "- ".repeat(10_000) + "x\n");
      case MANY_NODES -> write("odd.yaml", GOOD + "groups: [" + "a,".repeat(20_000) + "a]\n");
      case BILLION_LAUGHS -> write("odd.yaml", GOOD + "owner: &a x\nrunbook: *a\n");
      case LONG_LINE -> write("odd.yaml", GOOD + "x".repeat(900_000) + ": 1\n");
      case CONTROL_CHARACTERS -> write("odd.yaml", GOOD + "\"\u001b[2J\u202e\": 1\n");
      case OTHER_YAML -> write("odd.yaml", "apiVersion: v1\nkind: Pod\npassword: hunter2hunter2\n");
    }
    return path;
  }

  private Path fifo(String name) throws IOException {
    Path fifo = folder.resolve(name);
    try {
      assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    return fifo;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Outcome run(ForkedJvm jvm) {
    try (RunningJvm running = start(jvm)) {
      return running.await(PATIENCE);
    }
  }

  private static RunningJvm start(ForkedJvm jvm) {
    return jvm.shortLived().main(Hello.class).start();
  }

  private static void refused(Outcome outcome, int exit) {
    refused(outcome, exit, "text");
  }

  private static void refused(Outcome outcome, int exit, String format) {
    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(exit);
    assertThat(outcome.out()).as("%s", outcome).isEmpty();
    assertThat(outcome.err())
        .as("%s", outcome)
        .doesNotContain(
            "Exception in thread", "\tat ", "Exception:", "hs_err", "Exit 70", "check-crashed");
    assertThat(outcome.stderr().length).isLessThan(100_000);
    if (format.equals("text")) {
      List<String> lines = outcome.errLines();
      assertThat(lines.get(0))
          .as("%s", outcome)
          .startsWith("STARTGUARD REFUSED ")
          .contains(" Exit " + exit + ";");
      assertThat(lines.get(0).length()).isLessThanOrEqualTo(300);
      assertThat(lines.get(lines.size() - 1))
          .startsWith("STARTGUARD REFUSED ")
          .contains(", exit " + exit + ".");
    }
  }

  private static void started(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines()).containsExactly("hello");
    assertThat(outcome.err()).as("%s", outcome).contains("checks passed").doesNotContain("REFUSE");
  }
}
