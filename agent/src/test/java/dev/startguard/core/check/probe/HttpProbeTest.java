package dev.startguard.core.check.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of every shape, from real servers on loopback. */
@Tag("alone")
class HttpProbeTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final FakeHost host = new FakeHost();

  @Test
  void sendsNothingButTheAddress() throws IOException {
    try (Peer peer = Peer.http(OK)) {
      assertThat(check(peer, "/health?deep=1#top", "status: 200").passed()).isEqualTo(1);
      assertThat(peer.requests())
          .containsExactly(
              "GET /health?deep=1 HTTP/1.1\r\nHost: localhost:"
                  + peer.port()
                  + "\r\nUser-Agent: startguard\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"200, ''", "204, ''", "301, 301", "401, 401", "503, 503"})
  void acceptsTheStatusThatIsExpected(int status, String expected) throws IOException {
    try (Peer peer = Peer.http("HTTP/1.1 " + status + " X\r\nLocation: /elsewhere\r\n\r\n")) {
      assertThat(check(peer, "", expected.isEmpty() ? "" : "status: " + expected).lines())
          .isEmpty();
      assertThat(peer.connections()).isEqualTo(1);
    }
  }

  @Test
  void reportsAnotherStatus() throws IOException {
    try (Peer peer = Peer.http("HTTP/1.1 503 Busy: p4ss\r\n\r\nsecret body")) {
      Checked checked = check(peer, "", "status: 200");

      assertThat(checked.only().gist()).isEqualTo("answered 503, not 200");
      assertThat(check(peer, "", "").only().gist()).isEqualTo("answered 503");
      assertThat(checked.everything()).doesNotContain("p4ss").doesNotContain("secret body");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/next", "next", "?next", "//localhost:PORT/next", "http://LOCALHOST:PORT/"})
  void followsRedirectsOnItsHost(String location) throws IOException {
    try (Peer peer = Peer.http("HTTP/1.1 302 Found\r\nLOCATION:  " + location + "\r\n\r\n", OK)) {
      assertThat(check(peer, "/a/b", "status: 200").lines()).isEmpty();
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void followsNoRedirectToAnotherHost() throws IOException {
    try (Peer other = Peer.http(OK);
        Peer peer =
            Peer.http(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                    + other.port()
                    + "/login?token=s3cr3t\r\n\r\n")) {
      Checked checked = check(peer, "", "");

      assertThat(checked.only().gist())
          .isEqualTo(
              "redirected to another host, http://127.0.0.1:"
                  + other.port()
                  + ", and not followed");
      assertThat(checked.everything()).doesNotContain("s3cr3t");
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void leavesALoopOfRedirects() throws IOException {
    try (Peer peer = Peer.http("HTTP/1.1 307 Again\r\nLocation: /\r\n\r\n")) {
      assertThat(check(peer, "", "").only().gist()).isEqualTo("redirected more than 5 times");
      assertThat(peer.connections()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://localhost/", "http://", "http://u:p4ss@localhost/", "/a b", "http://[::1/"})
  void followsNoRedirectToWhatIsNoPage(String location) throws IOException {
    try (Peer peer = Peer.http("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n")) {
      Checked checked = check(peer, "", "");

      assertThat(checked.only().gist()).isEqualTo("redirected to what is no http URL");
      assertThat(checked.everything()).doesNotContain("p4ss");
    }
  }

  @Test
  void passesOverInterimAnswers() throws IOException {
    try (Peer peer = Peer.http("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK)) {
      assertThat(check(peer, "", "").lines()).isEmpty();
    }
    try (Peer peer = Peer.http("HTTP/1.1 100 Continue\r\n\r\n".repeat(50))) {
      assertThat(check(peer, "", "").only().gist())
          .isEqualTo("announced an answer 10 times and gave none");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 20\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1200 OK\r\n\r\n",
        "\u0015\u0003\u0001\u0000\u0002\u0002P",
        "\r\n\r\n\r\n"
      })
  void recognisesWhatIsNoHttp(String garbage) throws IOException {
    try (Peer peer = Peer.http(garbage)) {
      assertThat(check(peer, "", "").only().gist()).isEqualTo("not an HTTP answer");
    }
  }

  @Test
  void recognisesAPeerThatHangsUp() throws IOException {
    try (Peer peer = Peer.http("")) {
      assertThat(check(peer, "", "").only().gist()).isEqualTo("closed without an answer");
    }
    try (Peer peer = Peer.http("HTTP/1.1 200 OK\r\nServer: x")) {
      assertThat(check(peer, "", "").only().gist()).isEqualTo("closed within its answer");
    }
  }

  @Test
  void givesUpOnASilentPeer() throws IOException {
    try (Peer peer = Peer.silent()) {
      assertThat(check(peer, "", "timeout: 300ms").only().gist())
          .isEqualTo("timed out waiting for the answer");
    }
  }

  @Test
  void givesUpOnAPeerThatSendsAByteNowAndThen() throws IOException {
    try (Peer peer =
        Peer.of(
            (connection, number) -> {
              OutputStream out = connection.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
              connection.setSoTimeout(20);
              while (true) {
                out.write('x');
                try {
                  if (connection.getInputStream().read(new byte[4096]) < 0) {
                    return;
                  }
                } catch (java.net.SocketTimeoutException nowAndThen) {
                  // another byte
                }
              }
            })) {
      long begin = System.nanoTime();
      assertThat(check(peer, "", "timeout: 500ms").only().gist())
          .isEqualTo("timed out waiting for the answer");
      assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
    }
  }

  @Test
  void readsNoBodyOfTenGigabytes() throws IOException {
    byte[] piece = new byte[1 << 16];
    long[] sent = new long[1];
    try (Peer peer =
        Peer.of(
            (connection, number) -> {
              OutputStream out = connection.getOutputStream();
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              for (; sent[0] < 10L << 30; sent[0] += piece.length) {
                out.write(piece);
              }
            })) {
      assertThat(check(peer, "", "").lines()).isEmpty();
      assertThat(sent[0]).isLessThan(64 << 20); // what the kernel's buffers took
    }
  }

  @Test
  void readsNoHeadersWithoutEnd() throws IOException {
    byte[] header = "X-Filler: filler\r\n".getBytes(StandardCharsets.US_ASCII);
    for (boolean broken : new boolean[] {true, false}) {
      try (Peer peer =
          Peer.of(
              (connection, number) -> {
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                for (long sent = 0; sent < 10L << 30; sent += header.length) {
                  out.write(header, 0, broken ? header.length : header.length - 2);
                }
              })) {
        assertThat(check(peer, "", "").only().gist())
            .isEqualTo("its headers are longer than 64 KiB");
      }
    }
  }

  private Checked check(Peer peer, String path, String fields) {
    String timeout = fields.contains("timeout") ? "" : ", timeout: 10s";
    return ManifestFixture.validate(
        "probes: { p: { http: 'http://localhost:"
            + peer.port()
            + path
            + "'"
            + timeout
            + (fields.isEmpty() ? "" : ", " + fields)
            + " } }",
        host,
        new ProbeFailedCheck());
  }
}
