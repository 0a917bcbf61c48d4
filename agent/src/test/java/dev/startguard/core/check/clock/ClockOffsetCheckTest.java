package dev.startguard.core.check.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.HostFacts.ProgramEnd;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import dev.startguard.finding.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockOffsetCheckTest {
  private final List<StubServer> servers = new ArrayList<>();
  private final FakeHost host = new FakeHost().clockOff(Duration.ZERO);

  @AfterEach
  void close() {
    servers.forEach(StubServer::close);
  }

  private String ahead(Duration offset) throws IOException {
    return source(StubServer.ahead(offset));
  }

  private String source(StubServer server) {
    servers.add(server);
    return server.source();
  }

  private Checked check(String fields, String... sources) {
    String list = sources.length == 0 ? "" : ", sources: ['" + String.join("', '", sources) + "']";
    return ManifestFixture.validate(
        "clock: { " + fields + list + " }", host, new ClockOffsetCheck());
  }

  private static List<String> notes(Finding finding, String name) {
    return finding.notes().stream().filter(n -> n.name().equals(name)).map(Note::text).toList();
  }

  @Test
  void acceptsAClockThatIsRight() throws IOException {
    Checked checked = check("maxOffset: 500ms", ahead(Duration.ZERO), ahead(Duration.ZERO));

    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isEqualTo(1);
  }

  @Test
  void reportsAClockThatIsBehind() throws IOException {
    Checked checked =
        check("maxOffset: 500ms, reason: tokens", ahead(Duration.ofSeconds(7)), "chrony");

    Finding finding = checked.only();
    assertThat(finding.id()).isEqualTo("clock-offset");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.retryable()).isTrue();
    assertThat(finding.detail()).matches("(6\\.9|7\\.0)[0-9]{2} s behind; maxOffset is 500ms");
    assertThat(finding.message()).startsWith("The clock is ").endsWith("; maxOffset is 500ms");
    assertThat(checked.place()).isEqualTo("startguard.yaml:3:21");
    assertThat(notes(finding, "why")).containsExactly("tokens");
    assertThat(notes(finding, "agreed")).hasSize(1).allMatch(n -> n.endsWith("by 1 of 1 source"));
    assertThat(notes(finding, "source").get(0))
        .matches(
            "ntp://127.0.0.1:[0-9]+: [67]\\.[0-9]{3} s behind, error 0\\.[0-9]{3} s, stratum 2");
    assertThat(notes(finding, "source").get(1))
        .isEqualTo("chrony: chronyc is not on the PATH, or cannot be started");
  }

  @Test
  void reportsAClockThatIsAhead() throws IOException {
    host.clockOff(Duration.ofHours(2));

    assertThat(check("maxOffset: 500ms", ahead(Duration.ZERO)).only().gist())
        .matches("(7199\\.9|7200\\.0)[0-9]{2} s ahead");
  }

  @Test
  void warnsOfAClockThatIsBeyondWarnOffsetOnly() throws IOException {
    Checked checked =
        check("maxOffset: 60s, warnOffset: 1s, severity: error", ahead(Duration.ofSeconds(5)));

    assertThat(checked.only().severity()).isEqualTo(Severity.WARNING);
    assertThat(checked.only().detail()).endsWith(" s behind; warnOffset is 1s");
  }

  @Test
  void heedsTheSeverityOfTheSectionAndOfTheCheck() throws IOException {
    String source = ahead(Duration.ofSeconds(5));

    assertThat(check("maxOffset: 1s, severity: warning", source).only().severity())
        .isEqualTo(Severity.WARNING);
    Checked set =
        ManifestFixture.validate(
            "checks: { set: { clock-offset: warning } }\n"
                + "clock: { maxOffset: 1s, sources: ['"
                + source
                + "'] }",
            host,
            new ClockOffsetCheck());
    assertThat(set.only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void saysWhatTheMeasurementCannotDecide() {
    host.program("chronyc -n -c tracking", tracking(1.0, 0.3));
    Checked checked = check("maxOffset: 1s", "chrony");

    assertThat(checked.lines())
        .containsExactly(
            "warning clock-undecidable clock: somewhere from 0.700 s behind to 1.300 s behind;"
                + " maxOffset is 1s");
    assertThat(checked.only().retryable()).isTrue();
    assertThat(check("maxOffset: 1s, onUndecidable: error", "chrony").only().severity())
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void saysThatTwoSourcesDoNotAgree() throws IOException {
    Checked checked = check("maxOffset: 1s", ahead(Duration.ZERO), ahead(Duration.ofDays(1)));

    assertThat(checked.lines())
        .containsExactly(
            "warning clock-undecidable clock: the sources do not agree: 2 of 2 sources would have"
                + " to");
    assertThat(notes(checked.only(), "source")).hasSize(2);
    assertThat(checked.validation().nowMillis() / 1000).isEqualTo(host.nowMillis() / 1000);
  }

  @Test
  void outvotesOneThatIsADayOff() throws IOException {
    assertThat(
            check(
                    "maxOffset: 1s",
                    ahead(Duration.ZERO),
                    ahead(Duration.ofDays(1)),
                    ahead(Duration.ZERO))
                .lines())
        .isEmpty();
  }

  @Test
  void doesNotWaitForASilentMinority() throws IOException {
    long begin = System.nanoTime();
    Checked checked =
        check(
            "maxOffset: 5s, timeout: 10s",
            ahead(Duration.ZERO),
            source(StubServer.silent()),
            ahead(Duration.ZERO));

    assertThat(checked.lines()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void saysWhyTooFewSourcesAreUsable() throws IOException {
    Checked checked =
        check(
            "maxOffset: 1s, minSources: 2, timeout: 900ms",
            ahead(Duration.ofSeconds(5)),
            source(StubServer.silent()),
            "ntp://no.such.host.invalid",
            "kernel");

    assertThat(checked.only().detail())
        .matches(
            "only 1 source usable; minSources is 2; ntp://127.0.0.1:[0-9]+: no answer in [0-9]+ ms,"
                + " and 2 more");
    assertThat(checked.only().retryable()).isTrue();
    assertThat(notes(checked.only(), "source").get(1)).matches(".*: no answer in [0-9]+ ms");
    assertThat(notes(checked.only(), "source").get(2)).contains(": its name does not resolve");
    assertThat(notes(checked.only(), "source").get(3))
        .isEqualTo("kernel: unavailable: it needs 64-bit Linux and Java 22 or later");
    assertThat(check("maxOffset: 1s, onUnreachable: error", "chrony").lines())
        .containsExactly(
            "error clock-unreachable clock: no source is usable; chrony: chronyc is not on the PATH,"
                + " or cannot be started");
  }

  @Test
  void takesTheKernelForAHint() throws IOException {
    host.kernelClockError(Duration.ofMillis(20));
    assertThat(check("maxOffset: 500ms", "kernel").lines()).isEmpty();
    assertThat(check("maxOffset: 10ms", "kernel").only().id()).isEqualTo("clock-undecidable");
    assertThat(check("maxOffset: 500ms", "kernel", ahead(Duration.ofSeconds(5))).only().id())
        .isEqualTo("clock-offset");

    host.kernelClockError(Duration.ofSeconds(16));
    assertThat(notes(check("maxOffset: 60s", "kernel").only(), "source"))
        .containsExactly("kernel: maximum error 16.000 s: it is not synchronised");
  }

  @Test
  void saysThatWithoutSourcesNothingIsMeasured() {
    Finding finding = check("maxOffset: 1s").only();

    assertThat(finding.id()).isEqualTo("clock-unreachable");
    assertThat(finding.retryable()).isFalse();
    assertThat(check("recheck: { every: 30s }").lines()).isEmpty();
  }

  @Test
  void retriesUntilTheClockIsRight() throws IOException {
    AtomicInteger count = new AtomicInteger();
    String source =
        source(
            new StubServer(
                request ->
                    StubServer.honest(
                        request,
                        count.getAndIncrement() < 8 ? Duration.ofSeconds(60) : Duration.ZERO)));
    long begin = System.nanoTime();

    assertThat(check("maxOffset: 5s, retryFor: 15s", source).lines()).isEmpty();
    assertThat(count.get()).isBetween(9, 12);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void givesUpWhenTheTimeForRetriesIsOver() throws IOException {
    String source = ahead(Duration.ofSeconds(60));
    long begin = System.nanoTime();

    assertThat(check("maxOffset: 5s, retryFor: 1s", source).only().id()).isEqualTo("clock-offset");
    assertThat(servers.get(0).asked()).isBetween(8, 12);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void namesWhatHadNotAnsweredAtTheDeadline() {
    CountDownLatch release = new CountDownLatch(1);
    host.silentName("slow.internal", release);
    try {
      Checked checked =
          ManifestFixture.validate(
              "policy: { deadline: 300ms }\n"
                  + "clock: { maxOffset: 1s, timeout: 300ms, sources: ['ntp://slow.internal'] }",
              host,
              new ClockOffsetCheck());

      assertThat(checked.only().id()).isIn("deadline-exceeded", "clock-unreachable");
      assertThat(checked.only().severity()).isEqualTo(Severity.WARNING);
      assertThat(checked.only().retryable()).isTrue();
    } finally {
      release.countDown();
    }
  }

  @Test
  void givesTheCorrectedTimeToWhateverJudgesADate() throws IOException {
    host.clockOff(Duration.ofDays(-30));
    Checked checked = check("maxOffset: 1s", ahead(Duration.ZERO));

    assertThat(checked.only().id()).isEqualTo("clock-offset");
    assertThat(checked.validation().nowMillis())
        .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(2000L));
  }

  private static ProgramEnd tracking(double slow, double dispersion) {
    return new ProgramEnd(
        0, "7F000001,127.0.0.1,2,1.0," + slow + ",0,0,0,0,0,0.0," + dispersion + ",64,Normal\n");
  }
}
