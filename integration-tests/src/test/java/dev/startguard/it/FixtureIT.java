package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.startguard.it.app.LastWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule is on, exactly the marked lines of each {@link Fixture} are reported, and the program
 * does what it does with no rule.
 */
class FixtureIT {
  /**
   * Below a method reference whose values are examined stands one frame more, as below a lambda;
   * nothing else may differ.
   */
  private static final Pattern STAND_IN =
      Pattern.compile("\\tat fixtures\\.[\\w.$]+\\.startguard\\$\\d+\\(\\w+\\.java:\\d+\\)\\R");

  /** A line of ours, each of which is JSON. */
  private static final Pattern OURS = Pattern.compile("\\{\"v\":1,.*\\R");

  /** So many JVMs at a time: CI has two processors. */
  private static final int AT_A_TIME = 2;

  /** And so many beside them that mostly wait. */
  private static final int WAITING = 4;

  /** One of them waits while a midnight is near. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static final Map<String, Future<Run>> RUNS = new LinkedHashMap<>();
  private static final Map<String, Future<Run>> UNWOVEN = new LinkedHashMap<>();
  private static ExecutorService pool;
  private static ExecutorService waiting;

  /**
   * @param reported lines and ids, as {@link Fixture#line} shapes them
   * @param messages the same with what was said of them, to be shown
   */
  private record Run(Outcome outcome, SortedSet<String> reported, List<String> messages) {}

  @BeforeAll
  static void startThemAll() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Sources.compile(Fixture.ROOT, classes);
    pool = Executors.newFixedThreadPool(AT_A_TIME);
    waiting = Executors.newFixedThreadPool(WAITING);
    for (Fixture fixture : Fixture.all()) {
      for (Jdk jdk : Jdks.all()) {
        if (fixture.runsOn(jdk)) {
          ExecutorService where = fixture.waits() ? waiting : pool;
          RUNS.put(fixture + " " + jdk, where.submit(() -> run(fixture, jdk, classes, "all")));
          UNWOVEN.put(fixture + " " + jdk, pool.submit(() -> run(fixture, jdk, classes, "off")));
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    pool.shutdownNow();
    waiting.shutdownNow();
  }

  static Stream<Arguments> runs() {
    return Fixture.all().stream()
        .flatMap(
            fixture ->
                Jdks.all().stream().filter(fixture::runsOn).map(jdk -> Arguments.of(fixture, jdk)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void reportsTheMarkedLinesAndNoOthers(Fixture fixture, Jdk jdk) throws Exception {
    Run run = RUNS.get(fixture + " " + jdk).get();

    assertThat(run.outcome().exit()).as("%s", run.outcome()).isZero();
    assertThat(run.reported())
        .as("%s%nreported:%n%s", run.outcome(), String.join("\n", run.messages()))
        .containsExactlyElementsOf(fixture.marked());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void leavesWhatTheProgramDoesAsItIs(Fixture fixture, Jdk jdk) throws Exception {
    Outcome woven = RUNS.get(fixture + " " + jdk).get().outcome();
    Outcome unwoven = UNWOVEN.get(fixture + " " + jdk).get().outcome();

    assertThat(woven.exit()).isEqualTo(unwoven.exit());
    String out = STAND_IN.matcher(woven.out()).replaceAll("");
    if (fixture.readsTheClock()) {
      assertThat(out.lines()).hasSameSizeAs(unwoven.outLines());
    } else {
      assertThat(out).isEqualTo(unwoven.out());
    }
    assertThat(ofTheProgram(woven)).isEqualTo(ofTheProgram(unwoven));
  }

  /**
   * Standard error without our lines: one may begin where a thread that dies has begun to write.
   */
  private static List<String> ofTheProgram(Outcome outcome) {
    return OURS.matcher(outcome.err()).replaceAll("").lines().toList();
  }

  private static Run run(Fixture fixture, Jdk jdk, Path classes, String rules) throws IOException {
    Path place = Files.createDirectory(folder.resolve(fixture + "-" + jdk.version() + "-" + rules));
    Path report = place.resolve("report.jsonl");
    String zone = fixture.need("ZONE");
    Files.writeString(
        place.resolve("startguard.yaml"),
        "startguard: 1\nservice: fixture\nenv: { PATH: string }\nruntime:\n  packages: [fixtures]\n"
            + (zone == null ? "" : "  zone: " + zone + "\n"));
    ForkedJvm jvm =
        ForkedJvm.of(jdk)
            .agent("format=json,rules=" + rules + ",report=" + report)
            .classPath(classes)
            .in(place)
            .main(LastWord.class, fixture.main()); // an exit does not wait for long
    String tz = fixture.need("TZ");
    Outcome outcome = ended(tz == null ? jvm : jvm.env("TZ", tz));
    SortedSet<String> reported = new TreeSet<>();
    List<String> messages = new ArrayList<>();
    List<String> lines = Files.exists(report) ? Files.readAllLines(report) : List.of();
    for (JsonNode finding : FindingsSchema.lines(lines)) {
      if (finding.path("phase").asText().equals("runtime")) {
        add(finding, fixture, reported, messages);
      }
    }
    return new Run(outcome, reported, messages);
  }

  private static Outcome ended(ForkedJvm jvm) {
    try (RunningJvm running = jvm.start()) {
      return running.await(PATIENCE);
    }
  }

  /** What has no place in the fixture is of the machinery, and is to be seen all the same. */
  private static void add(
      JsonNode finding, Fixture fixture, SortedSet<String> reported, List<String> messages) {
    JsonNode site = finding.path("site");
    String id = finding.path("id").asText();
    if (site.isMissingNode() || site.path("file").asText().equals(fixture.file())) {
      String line = Fixture.line(site.path("line").asInt(), id);
      reported.add(line);
      messages.add(line + ": " + finding.path("message").asText());
    } else {
      messages.add(site.path("class").asText() + " " + id + ", not of the fixture");
    }
  }
}
