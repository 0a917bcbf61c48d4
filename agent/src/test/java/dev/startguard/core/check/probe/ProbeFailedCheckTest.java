package dev.startguard.core.check.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.core.check.profile.ProfileUnknownCheck;
import dev.startguard.finding.Finding;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeFailedCheckTest {
  private final FakeHost host = new FakeHost();
  @TempDir Path folder;

  @Test
  void connectsToAnOpenPort() throws IOException {
    try (Peer peer = Peer.silent()) {
      assertThat(check("db: { tcp: 'localhost:" + peer.port() + "' }").passed()).isEqualTo(1);
    }
  }

  @Test
  void warnsOfAClosedPort() throws IOException {
    Finding finding = check("db: { tcp: '127.0.0.1:" + closedPort() + "' }").only();

    assertThat(finding.severity().word()).isEqualTo("warning");
    assertThat(finding.id()).isEqualTo("probe-failed");
    assertThat(finding.gist()).isEqualTo("connection refused");
    assertThat(finding.detail())
        .matches("tcp \"127\\.0\\.0\\.1:\\d+\": connection refused \\(after \\d+ ms\\)");
    assertThat(finding.retryable()).isTrue();
    assertThat(finding.fixes()).hasSize(1);
  }

  @Test
  void isAnErrorWhereTheEntrySaysSo() throws IOException {
    String port = closedPort();

    Finding finding =
        check(
                "db: { tcp: '127.0.0.1:"
                    + port
                    + "', severity: error, owner: team-db, runbook: 'https://r/db',"
                    + " description: orders live there }")
            .only();

    assertThat(finding.severity().word()).isEqualTo("error");
    assertThat(finding.owner()).isEqualTo("team-db");
    assertThat(finding.runbook()).isEqualTo("https://r/db");
    assertThat(finding.notes().toString()).contains("orders live there");
  }

  @Test
  void isAnErrorWhereChecksSetSaysSo() throws IOException {
    Checked checked =
        validate(
            "checks: { set: { probe-failed: error } }\nprobes: { db: { tcp: '127.0.0.1:"
                + closedPort()
                + "' } }");

    assertThat(checked.only().severity().word()).isEqualTo("error");
  }

  @Test
  void triesAgainForAsLongAsItMay() throws IOException {
    Finding finding =
        check("db: { tcp: '127.0.0.1:" + closedPort() + "', retryFor: 700ms }").only();

    // at 0, 100 and 300 ms; the next would be at 700
    assertThat(finding.detail()).matches(".*\\(after \\d+ ms, [34] attempts\\)");
  }

  @Test
  void isContentWhenALaterAttemptSucceeds() throws IOException {
    try (Peer peer =
        Peer.http(
            "HTTP/1.1 503 Busy\r\n\r\n", "HTTP/1.1 503 Busy\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n")) {
      Checked checked =
          check("web: { http: 'http://localhost:" + peer.port() + "/', retryFor: 10s }");

      assertThat(checked.lines()).isEmpty();
      assertThat(peer.connections()).isEqualTo(3);
    }
  }

  @Test
  void givesUpOnAFullBacklogAfterItsTimeout() throws IOException {
    List<Socket> queued = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(deaf, queued);

      Finding finding =
          check("db: { tcp: '127.0.0.1:" + deaf.getLocalPort() + "', timeout: 300ms }").only();

      assertThat(finding.gist()).isEqualTo("timed out connecting");
      assertThat(millis(finding)).isBetween(290, 5000);
    } finally {
      for (Socket socket : queued) {
        socket.close();
      }
    }
  }

  @Test
  void endsAtTheDeadlineAndSaysWhatDidNotAnswer() throws IOException {
    try (Peer peer = Peer.silent()) {
      long begin = System.nanoTime();
      Checked checked =
          ManifestFixture.validate(
              "policy: { deadline: 10s }\nprobes:\n  web: { http: 'http://localhost:"
                  + peer.port()
                  + "/', timeout: 10s, severity: error }\n",
              host,
              begin - 9_500_000_000L, // half a second is left, and the time-out is far away
              new ProbeFailedCheck());

      Finding finding = checked.only();
      assertThat(finding.id()).isEqualTo("deadline-exceeded");
      assertThat(finding.severity().word()).isEqualTo("error");
      assertThat(finding.retryable()).isTrue();
      assertThat(finding.detail())
          .startsWith("http \"http://localhost:" + peer.port() + "/\" has not answered in ");
      assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void probesAllAtOnce() throws IOException {
    try (Peer peer = Peer.silent()) {
      StringBuilder probes = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        probes.append("  p").append(i).append(": { http: 'http://localhost:");
        probes.append(peer.port()).append("/', timeout: 400ms }\n");
      }
      long begin = System.nanoTime();
      Checked checked = validate("probes:\n" + probes);

      assertThat(checked.findings()).hasSize(8);
      assertThat(System.nanoTime() - begin).isLessThan(3_000_000_000L);
    }
  }

  @Test
  void leavesNoThreadBehind() throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet(); // other tests may have left theirs
    try (Peer peer = Peer.silent()) {
      validate(
          "policy: { deadline: 200ms }\nprobes: { web: { http: 'http://localhost:"
              + peer.port()
              + "/', timeout: 200ms }, raw: { tls: 'localhost:"
              + peer.port()
              + "', timeout: 200ms } }");

      Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
      left.removeAll(before);
      assertThat(left)
          .noneSatisfy(thread -> assertThat(thread.getName()).startsWith("startguard-"));
    }
  }

  @Test
  void looksNamesUp() {
    assertThat(check("name: { dns: localhost }").passed()).isEqualTo(1);

    Finding finding = check("name: { dns: nothing.invalid, timeout: 10s }").only();
    assertThat(finding.detail()).startsWith("dns \"nothing.invalid\": unknown host (after ");
    assertThat(check("db: { tcp: 'nothing.invalid:1', timeout: 10s }").only().gist())
        .isEqualTo("unknown host");
  }

  @Test
  void substitutesCheckedVariables() throws IOException {
    try (Peer peer = Peer.silent()) {
      host.env("DB_HOST", "127.0.0.1").properties("db.port", Integer.toString(peer.port()));

      Checked checked =
          validate(
              """
              env: { DB_HOST: hostname, FALLBACK: { type: host-port, codeDefault: "127.0.0.1:%d" } }
              properties: { db.port: port }
              probes: { db: { tcp: "${DB_HOST}:${db.port}" }, other: { tcp: "${FALLBACK}" } }
              """
                  .formatted(peer.port()));

      assertThat(checked.lines()).isEmpty();
      assertThat(checked.passed()).isEqualTo(2);
    }
  }

  @Test
  void isNotEvaluatedWhereItsVariableIsBrokenOrUnset() {
    host.env("DB_PORT", "tcp://10.0.0.1:5432");

    Checked checked =
        validate(
            """
            env: { DB_PORT: port, REPLICA: { type: hostname, required: false } }
            probes: { db: { tcp: "localhost:${DB_PORT}" }, replica: { dns: "${REPLICA}" } }
            """);

    assertThat(checked.findings()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("db needs DB_PORT", "replica needs REPLICA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x y:1", "localhost", "localhost:0", "localhost:99999", ":1", "a/b:1"})
  void saysThatAVariableMakesNoAddress(String value) {
    host.env("DB", value);

    Finding finding = validate("env: { DB: string }\nprobes: { db: { tcp: \"${DB}\" } }").only();

    assertThat(finding.gist()).isEqualTo("target is not host:port");
    assertThat(finding.retryable()).isFalse();
    assertThat(finding.fixes()).containsExactly("set DB so that it is host:port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://u:p4ssw0rd@localhost/",
        "http://localhost/\r\nX-Injected: 1",
        "http://localhost /",
        "ftp://localhost/",
        "http://",
        "http://local\u0007host/",
        "http://[::1/"
      })
  void asksForNoUrlThatIsNone(String value) {
    host.env("PAGE", value);

    Checked checked = validate("env: { PAGE: string }\nprobes: { web: { http: \"${PAGE}\" } }");

    assertThat(checked.only().gist()).startsWith("target is not an http or https URL");
    assertThat(checked.everything()).doesNotContain("p4ssw0rd");
  }

  @Test
  void hidesATargetThatHoldsASecret() throws IOException {
    String port = closedPort();
    host.env(
        "PAGE",
        "http://127.0.0.1:" + port + "/?token=s3cr3t-t0k3n",
        "PARTNER_TOKEN_HOST",
        "127.0.0.1");

    Checked checked =
        validate(
            "env: { PAGE: string, PARTNER_TOKEN_HOST: string }\nprobes:\n"
                + "  web: { http: \"${PAGE}\" }\n  other: { tcp: \"${PARTNER_TOKEN_HOST}:"
                + port
                + "\" }\n");

    assertThat(checked.findings()).hasSize(2);
    assertThat(checked.everything()).doesNotContain("s3cr3t-t0k3n");
    assertThat(checked.findings().get(1).detail()).contains("(hidden: ");
  }

  @Test
  void probesOnItsProfilesOnly() throws IOException {
    String yaml =
        "profiles: { select: APP_ENV, known: [dev, prod] }\nprobes: { db: { tcp: '127.0.0.1:"
            + closedPort()
            + "', onProfile: [prod] } }";

    assertThat(select(yaml, "dev").findings()).isEmpty();
    assertThat(select(yaml, "prod").findings()).hasSize(1);
    Checked unknown = select(yaml, "prdo");
    assertThat(unknown.findings()).hasSize(1); // profile-unknown
    assertThat(unknown.notEvaluated()).containsExactly("db needs APP_ENV");
  }

  @Test
  void measuresTheRoomOnADisk() {
    host.below(folder.toFile());

    assertThat(check("scratch: { disk: '.', freeMin: 1KiB, writable: true }").passed())
        .isEqualTo(1);
    Finding finding = check("scratch: { disk: '.', freeMin: 900PiB }").only();
    assertThat(finding.gist()).matches("has \\d+ MiB free, needs 900PiB");
    assertThat(check("scratch: { disk: nowhere }").only().gist()).startsWith("does not exist");
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void makesAFileOnlyWhereItMay() throws IOException {
    Files.writeString(folder.resolve("file"), "kept");
    host.below(folder.toFile());

    assertThat(check("scratch: { disk: file, writable: true }").only().gist())
        .isEqualTo("is not a directory");
    assertThat(folder.resolve("file")).hasContent("kept");
    if (new File("/proc/self").isDirectory()) { // nobody, not even root, makes files there
      assertThat(check("scratch: { disk: /proc/self, writable: true }").only().gist())
          .startsWith("not writable");
    }
  }

  private Checked select(String yaml, String profile) {
    host.env("APP_ENV", profile);
    return ManifestFixture.select(
        yaml, host, null, "APP_ENV", new ProfileUnknownCheck(), new ProbeFailedCheck());
  }

  private Checked check(String probe) {
    return validate("probes:\n  " + probe + "\n");
  }

  private Checked validate(String yaml) {
    return ManifestFixture.validate(yaml, host, new ProbeFailedCheck());
  }

  static int millis(Finding finding) {
    return Integer.parseInt(finding.detail().replaceAll("(?s).*\\(after (\\d+) ms.*", "$1"));
  }

  private static String closedPort() throws IOException {
    try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(once.getLocalPort());
    }
  }

  /** Connects until the kernel answers no more. */
  private static void fill(ServerSocket deaf, List<Socket> queued) throws IOException {
    for (int i = 0; i < 50; i++) {
      Socket socket = new Socket();
      queued.add(socket);
      try {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), deaf.getLocalPort()), 200);
      } catch (IOException full) {
        return;
      }
    }
    throw new AssertionError("the backlog is never full");
  }
}
