package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clock against real NTP servers, whose offsets are known. */
@Tag("alone")
@EnabledOnOs(OS.LINUX)
class ClockIT {
  private static final Pattern AGREED =
      Pattern.compile("agreed: ([0-9.]+) s (behind|ahead), error ([0-9.]+) s");
  private static final double DAY = 86_400;

  @TempDir static Path servers;
  private static final List<Chronyd> RUNNING = new ArrayList<>();
  private static Chronyd honest;
  private static Chronyd another;
  private static Chronyd behind;
  private static Chronyd slightlyAhead;
  private static Chronyd tomorrow;

  @TempDir Path folder;

  @BeforeAll
  static void startServers() throws Exception {
    Chronyd.assumeInstalled();
    honest = run(Chronyd.honest(servers));
    another = run(Chronyd.honest(servers));
    behind = run(Chronyd.ahead(servers, honest, 2.5));
    slightlyAhead = run(Chronyd.ahead(servers, honest, -0.25));
    tomorrow = run(Chronyd.ahead(servers, honest, DAY));
  }

  private static Chronyd run(Chronyd server) {
    RUNNING.add(server);
    return server;
  }

  @AfterAll
  static void stopServers() {
    RUNNING.forEach(Chronyd::close);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsWithAClockThatIsRight(Jdk jdk) throws IOException {
    clock("maxOffset: 500ms, warnOffset: 200ms, minSources: 2", honest.source(), another.source());

    started(hello(jdk).run());
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesAClockThatIsBehind(Jdk jdk) throws IOException {
    clock("maxOffset: 500ms, reason: tokens", behind.source());

    Outcome outcome = hello(jdk).run();

    refused(outcome, 75);
    assertThat(outcome.errLines().get(0))
        .matches(
            "STARTGUARD REFUSED clock: clock 2\\.[45][0-9]{2} s behind\\. Exit 75; main\\(\\) did not"
                + " run\\.");
    assertThat(outcome.err())
        .contains("; maxOffset is 500ms", "= why:    tokens", ", stratum 2")
        .contains("= source: " + behind.source() + ": 2.");
    assertMeasured(jdk, outcome, 2.5);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesAClockThatIsAhead(Jdk jdk) throws IOException {
    clock("maxOffset: 100ms", slightlyAhead.source());

    Outcome outcome = hello(jdk).run();

    refused(outcome, 75);
    assertMeasured(jdk, outcome, -0.25);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void warnsOfAClockThatIsALittleOff(Jdk jdk) throws IOException {
    clock("maxOffset: 1s, warnOffset: 100ms", slightlyAhead.source());

    Outcome outcome = hello(jdk).run();

    said(outcome, "warning  clock-offset");
    assertThat(outcome.err()).contains(" s ahead; warnOffset is 100ms");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysThatItCannotDecide(Jdk jdk) throws IOException {
    clock("maxOffset: 2500ms", behind.source());
    Outcome straddles = hello(jdk).run();
    said(straddles, "clock-undecidable");
    assertThat(straddles.err()).contains("somewhere from 2.4", "; maxOffset is 2500ms");

    clock("maxOffset: 500ms, onUndecidable: error", honest.source(), behind.source());
    Outcome disagree = hello(jdk).run();
    refused(disagree, 75);
    assertThat(disagree.err()).contains("the sources do not agree");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void outvotesAFalsetickerAmongThree(Jdk jdk) throws IOException {
    clock("maxOffset: 500ms", honest.source(), behind.source(), another.source());
    started(hello(jdk).run());

    clock("maxOffset: 500ms", tomorrow.source(), honest.source(), another.source());
    started(hello(jdk).run());
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void believesNoServerThatIsNotSynchronised(Jdk jdk) throws Exception {
    try (Chronyd unsynchronised = Chronyd.unsynchronised(folder)) {
      clock("maxOffset: 500ms", unsynchronised.source());
      Outcome outcome = hello(jdk).run();

      said(outcome, "clock-unreachable");
      assertThat(outcome.err()).contains("no source is usable");
      clock("maxOffset: 500ms, onUnreachable: error", unsynchronised.source());
      Outcome strict = hello(jdk).run();
      refused(strict, 75);
      assertThat(strict.err()).contains("it is not synchronised (leap 3, stratum 0)");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void keepsWhatAServerSaidBeforeItFellSilent(Jdk jdk) throws Exception {
    try (Chronyd once = Chronyd.onceOnly(folder)) {
      clock("maxOffset: 500ms, timeout: 3s, onUnreachable: error", once.source());

      started(hello(jdk).run());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void saysWhyNobodyAnswers(Jdk jdk) throws IOException {
    String closed = "ntp://127.0.0.1:" + Chronyd.freePort();
    try (DatagramSocket hole = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String black = "ntp://127.0.0.1:" + hole.getLocalPort();
      clock(
          "maxOffset: 500ms, timeout: 2s, onUnreachable: error",
          closed,
          "ntp://no.such.host.invalid",
          black);
      long begin = System.nanoTime();
      Outcome outcome = hello(jdk).run();
      System.out.println(
          jdk + ": a dead network took " + (System.nanoTime() - begin) / 1_000_000 + " ms");

      refused(outcome, 75);
      assertThat(outcome.err())
          .contains(closed + ": nothing listens there: port unreachable")
          .contains("ntp://no.such.host.invalid: its name does not resolve")
          .containsPattern(Pattern.quote(black) + ": no answer in [0-9]+ ms");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void judgesATokenByTheTimeOfTheServers(Jdk jdk) throws IOException {
    String secret = "secrets: { TOKEN: { type: jwt } }\n";
    Instant now = Instant.now();

    // the servers say that it is tomorrow
    write(secret + "clock: { maxOffset: 2d, sources: ['" + tomorrow.source() + "'] }\n");
    String expired = token(now.minusSeconds(3600), now.plusSeconds(7200));
    Outcome refused = hello(jdk).env("TOKEN", expired).run();
    refused(refused, 78);
    assertThat(refused.err()).contains("secret-expired").contains("expired on");
    started(hello(jdk).env("TOKEN", token(now.plusSeconds(7200), now.plusSeconds(200_000))).run());

    // they have no say where there is no verdict
    write(secret);
    started(hello(jdk).env("TOKEN", expired).run());
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void asksTheDaemonOfTheHost(Jdk jdk) throws IOException {
    clock("maxOffset: 500ms, timeout: 5s", "chrony");
    Path bin = behind.chronyc(folder);
    Outcome outcome = hello(jdk).env("PATH", bin + ":" + System.getenv("PATH")).run();
    refused(outcome, 75);
    assertThat(outcome.err()).contains("= source: chrony: 2.");
    assertMeasured(jdk, outcome, 2.5);

    Outcome local =
        hello(jdk).env("PATH", honest.chronyc(folder) + ":" + System.getenv("PATH")).run();
    said(local, "no source is usable; chrony: chronyd follows its own clock, and no source");

    Outcome absent = hello(jdk).env("PATH", folder.toString()).run();
    said(absent, "no source is usable; chrony: chronyc is not on the PATH");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void asksTheKernelWithoutAWarningOfTheJvm(Jdk jdk) throws IOException {
    clock(
        "maxOffset: 60s, minSources: 2, timeout: 5s, onUnreachable: error",
        "kernel",
        "ntp://127.0.0.1:" + Chronyd.freePort());

    Outcome outcome = hello(jdk).run();

    refused(outcome, 75);
    assertThat(outcome.err())
        .doesNotContain("WARNING:")
        .contains("kernel: " + (jdk.version() < 22 ? "unavailable" : "maximum error "));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesLoggersAndTheCacheOfNamesAlone(Jdk jdk) throws IOException {
    clock(
        "maxOffset: 5s, minSources: 2, timeout: 5s",
        "ntp://localhost:" + behind.port(),
        "chrony",
        "kernel");
    Path log = folder.resolve("classes.log");

    started(
        hello(jdk)
            .env("PATH", behind.chronyc(folder) + ":" + System.getenv("PATH"))
            .jvm("-Xlog:class+load:file=" + log + ":none")
            .run());

    List<String> loaded = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith(Hello.class.getName())) {
        break;
      }
      loaded.add(line.substring(0, line.indexOf(' ')));
    }
    assertThat(loaded)
        .contains("java.net.DatagramSocket")
        .noneMatch(name -> name.startsWith("java.util.logging."))
        .noneMatch(name -> name.startsWith("sun.util.logging.internal"))
        .doesNotContain("sun.net.InetAddressCachePolicy")
        .doesNotContain("dev.startguard.core.watch.ClockWatch"); // nobody asked for recheck
  }

  /** A token that nobody signed. */
  private static String token(Instant from, Instant to) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String claims = "{\"nbf\":" + from.getEpochSecond() + ",\"exp\":" + to.getEpochSecond() + "}";
    return base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(new byte[32]);
  }

  /** The measured offset is the configured one, to 5 ms or to the error that was claimed. */
  private static void assertMeasured(Jdk jdk, Outcome outcome, double configured) {
    Matcher agreed = AGREED.matcher(outcome.err());
    assertThat(agreed.find()).as("%s", outcome).isTrue();
    double seconds = Double.parseDouble(agreed.group(1));
    double measured = agreed.group(2).equals("behind") ? seconds : -seconds;
    double error = Double.parseDouble(agreed.group(3));
    System.out.println(
        jdk + ": configured " + configured + " s, measured " + measured + " s, error " + error);
    assertThat(Math.abs(measured - configured)).isLessThanOrEqualTo(Math.max(0.005, error));
  }

  private static void started(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(1);
    assertThat(outcome.err()).startsWith("startguard: clock: ");
  }

  private static void said(Outcome outcome, String warning) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.err()).as("%s", outcome).contains(warning).contains(", 1 warning");
  }

  private static void refused(Outcome outcome, int exit) {
    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(exit);
    assertThat(outcome.out()).isEmpty();
  }

  private ForkedJvm hello(Jdk jdk) {
    return ForkedJvm.of(jdk).agent().in(folder).main(Hello.class);
  }

  private void clock(String fields, String... sources) throws IOException {
    write("clock: { " + fields + ", sources: ['" + String.join("', '", sources) + "'] }\n");
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("startguard.yaml"), "startguard: 1\nservice: clock\n" + yaml);
  }
}
