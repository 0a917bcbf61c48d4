package dev.startguard.core.check.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes with real servers, judged by this JVM's own trust store. */
@Tag("alone")
class TlsProbeTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Authority TRUSTED = new Authority("trusted");
  private static final Authority STRANGER = new Authority("stranger");

  private final FakeHost host = new FakeHost().now(Instant.now().toString());
  @TempDir Path folder;

  @BeforeEach
  void trustOneAuthority() {
    trust(TRUSTED.trustStore(folder.resolve("trust.p12")), Authority.PASSWORD);
  }

  @AfterEach
  void trustTheUsualOnes() {
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
  }

  @Test
  void acceptsACertificateThatThisJvmTrusts() throws IOException {
    assertThat(probe(context("localhost"), "").passed()).isEqualTo(1);
    assertThat(probe(context("localhost"), ", validFor: 14d").passed()).isEqualTo(1);
  }

  @Test
  void warnsOfOneThatExpiresWithinValidFor() throws IOException {
    Finding finding =
        probe(
                TRUSTED.server(DAY.negated(), DAY.multipliedBy(9).plusHours(1), "localhost"),
                ", validFor: 14d")
            .only();

    assertThat(finding.gist())
        .isEqualTo("certificate expires on " + day(DAY.multipliedBy(9).plusHours(1)));
    assertThat(finding.severity().word()).isEqualTo("warning");
    assertThat(finding.notes().toString()).contains("in 9 days; validFor is 14d");
  }

  @Test
  void judgesValidForByTheCorrectedClock() throws IOException {
    host.now(Instant.now().plus(DAY.multipliedBy(80)).toString());

    assertThat(probe(context("localhost"), ", validFor: 5d").passed()).isEqualTo(1);
    assertThat(probe(context("localhost"), ", validFor: 14d").only().gist())
        .startsWith("certificate expires on ");
    host.now(Instant.now().plus(DAY.multipliedBy(100)).toString());
    assertThat(probe(context("localhost"), ", validFor: 1d").only().gist())
        .startsWith("certificate expired on ")
        .endsWith("by the corrected clock");
  }

  @Test
  void namesTheDayOnWhichItExpired() throws IOException {
    Finding finding =
        probe(
                TRUSTED.server(DAY.multipliedBy(-30), DAY.multipliedBy(-2), "localhost"),
                ", retryFor: 5s")
            .only();

    assertThat(finding.gist()).isEqualTo("certificate expired on " + day(DAY.multipliedBy(-2)));
    assertThat(finding.detail()).contains("1 attempt)");
    assertThat(finding.notes().toString()).contains("CN=server");
  }

  @Test
  void namesTheDayFromWhichItIsValid() throws IOException {
    assertThat(
            probe(TRUSTED.server(DAY.multipliedBy(2), DAY.multipliedBy(9), "localhost"), "")
                .only()
                .gist())
        .isEqualTo("certificate is not valid before " + day(DAY.multipliedBy(2)));
  }

  @Test
  void namesTheHostsThatItIsFor() throws IOException {
    Finding finding =
        probe(
                context(
                    "a.example", "b.example", "c.example", "d.example", "e.example", "10.0.0.1"),
                "")
            .only();

    assertThat(finding.gist()).isEqualTo("certificate is not for this host name");
    assertThat(finding.notes().toString())
        .contains("a.example, b.example, c.example, d.example, e.example, and 1 more");
    assertThat(probe(context(), "").only().notes().toString()).contains("CN=server");
  }

  @Test
  void comparesAddressesToo() throws IOException {
    try (Peer peer = tls(context("127.0.0.1"))) {
      assertThat(check("tls: '127.0.0.1:" + peer.port() + "'").passed()).isEqualTo(1);
    }
    try (Peer peer = tls(context("localhost"))) {
      assertThat(check("tls: '127.0.0.1:" + peer.port() + "'").only().gist())
          .isEqualTo("certificate is not for this host name");
    }
  }

  @Test
  void namesAnIssuerThatNobodyTrusts() throws IOException {
    Finding finding =
        probe(STRANGER.server(DAY.negated(), DAY.multipliedBy(90), "localhost"), "").only();

    assertThat(finding.gist()).isEqualTo("certificate's issuer is not trusted");
    assertThat(finding.notes().toString()).contains("CN=stranger");
  }

  @Test
  void saysWhenAStrangersCertificateHasExpiredToo() throws IOException {
    assertThat(
            probe(STRANGER.server(DAY.multipliedBy(-9), DAY.negated(), "localhost"), "")
                .only()
                .notes()
                .toString())
        .contains("certificate expired on " + day(DAY.negated()));
  }

  @Test
  void namesTheIntermediateThatHasExpired() throws IOException {
    Authority old = TRUSTED.below("intermediate", DAY.multipliedBy(-9), DAY.negated());
    SSLContext context =
        old.server(List.of(old.certificate()), DAY.negated(), DAY.multipliedBy(90), "localhost");

    assertThat(probe(context, "").only().gist())
        .isEqualTo("certificate 2 of 2 expired on " + day(DAY.negated()));
  }

  @Test
  void takesNoticeOfAnIntermediatesEnd() throws IOException {
    Authority ending = TRUSTED.below("intermediate", DAY.negated(), DAY.multipliedBy(3));
    SSLContext context =
        ending.server(
            List.of(ending.certificate()), DAY.negated(), DAY.multipliedBy(90), "localhost");

    assertThat(probe(context, ", validFor: 1d").passed()).isEqualTo(1);
    assertThat(probe(context, ", validFor: 14d").only().gist())
        .isEqualTo("certificate 2 of 2 expires on " + day(DAY.multipliedBy(3)));
  }

  @Test
  void givesUpOnAPeerThatNeverSpeaks() throws IOException {
    try (Peer peer = Peer.silent()) {
      Finding finding = check("tls: 'localhost:" + peer.port() + "', timeout: 300ms").only();

      assertThat(finding.gist()).isEqualTo("timed out in the TLS handshake");
    }
  }

  @Test
  void recognisesAPeerThatSpeaksPlainText() throws IOException {
    try (Peer peer =
        Peer.of(
            (connection, number) -> {
              try (OutputStream out = connection.getOutputStream()) {
                out.write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                connection.getInputStream().read();
              }
            })) {
      assertThat(check("tls: 'localhost:" + peer.port() + "'").only().gist())
          .isEqualTo("does not speak TLS");
    }
  }

  @Test
  void recognisesAPeerThatHangsUp() throws IOException {
    try (Peer peer =
        Peer.of((connection, number) -> connection.getInputStream().read(new byte[4096]))) {
      assertThat(check("tls: 'localhost:" + peer.port() + "'").only().gist())
          .isIn("closed without an answer in the TLS handshake", "connection reset");
    }
  }

  @Test
  void takesNoGoodbyeForAHandshake() throws IOException {
    byte[] closeNotify = {21, 3, 3, 0, 2, 1, 0};
    byte[] userCanceledFirst = {21, 3, 3, 0, 2, 1, 90, 21, 3, 3, 0, 2, 1, 0}; // as a JDK says it
    for (byte[] goodbye : List.of(closeNotify, userCanceledFirst)) {
      try (Peer peer =
          Peer.of(
              (connection, number) -> {
                connection.getOutputStream().write(goodbye);
                connection.getInputStream().readAllBytes();
              })) {
        assertThat(check("tls: 'localhost:" + peer.port() + "'").only().gist())
            .startsWith("closed without an answer");
      }
    }
  }

  @Test
  void endsAPeerThatSpeaksAByteASecond() throws IOException {
    try (Peer peer =
        Peer.of(
            (connection, number) -> {
              byte[] hello = {22, 3, 3, 64, 0};
              for (byte one : hello) {
                connection.getOutputStream().write(one);
                connection.setSoTimeout(200);
                try {
                  while (connection.getInputStream().read() >= 0) {
                    // it waits
                  }
                } catch (IOException timedOut) {
                  // the next byte
                }
              }
              connection.setSoTimeout(0);
              connection.getInputStream().read();
            })) {
      long begin = System.nanoTime();
      Checked checked =
          ManifestFixture.validate(
              "policy: { deadline: 3s }\nprobes: { p: { timeout: 500ms, tls: 'localhost:"
                  + peer.port()
                  + "' } }",
              host,
              new ProbeFailedCheck());

      assertThat(checked.only().gist()).isEqualTo("timed out in the TLS handshake");
      assertThat(System.nanoTime() - begin).isLessThan(2_500_000_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void judgesAServerThatWantsAClientCertificate(String protocol) throws IOException {
    SSLContext context = context("localhost");
    Peer.Handler demanding =
        (connection, number) -> {
          SSLSocket secured = accept(context, connection);
          secured.setEnabledProtocols(new String[] {protocol});
          secured.setNeedClientAuth(true);
          secured.startHandshake();
        };
    try (Peer peer = Peer.of(demanding)) {
      assertThat(check("tls: 'localhost:" + peer.port() + "'").lines()).isEmpty();
      assertThat(check("http: 'https://localhost:" + peer.port() + "/'").only().gist())
          .isEqualTo("hung up after asking for a client certificate, and no probe sends one");
    }
  }

  @Test
  void asksHttpsPages() throws IOException {
    SSLContext context = TRUSTED.server(DAY.negated(), DAY.multipliedBy(9), "localhost");
    try (Peer peer = Peer.of((connection, number) -> answer(accept(context, connection)))) {
      String page = "http: 'https://localhost:" + peer.port() + "/health'";

      assertThat(check(page + ", status: 200").passed()).isEqualTo(1);
      assertThat(check(page + ", validFor: 14d").only().gist())
          .startsWith("certificate expires on");
    }
    try (Peer peer = Peer.http("HTTP/1.1 200 OK\r\n\r\n")) {
      assertThat(check("http: 'http://localhost:" + peer.port() + "/', validFor: 1d").only().gist())
          .startsWith("has no certificate: its URL is http");
    }
  }

  @Test
  void followsAHostFromHttpToHttpsAndNeverBack() throws IOException {
    SSLContext context = context("localhost");
    try (Peer secure = Peer.of((connection, number) -> answer(accept(context, connection)));
        Peer plain =
            Peer.http(
                "HTTP/1.1 301 Moved\r\nLocation: https://localhost:"
                    + secure.port()
                    + "/\r\n\r\n")) {
      assertThat(check("http: 'http://localhost:" + plain.port() + "/', validFor: 1d").passed())
          .isEqualTo(1);
    }
    try (Peer back =
        Peer.of(
            (connection, number) -> {
              SSLSocket secured = accept(context, connection);
              secured
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 302 Found\r\nLocation: http://localhost:1/\r\n\r\n"
                          .getBytes(StandardCharsets.US_ASCII));
            })) {
      assertThat(check("http: 'https://localhost:" + back.port() + "/'").only().gist())
          .isEqualTo("redirected from https to http://localhost:1, and not followed");
    }
  }

  @Test
  void saysThatItsOwnTrustStoreIsUseless() throws IOException {
    try (Peer peer = tls(context("localhost"))) {
      String probe = "tls: 'localhost:" + peer.port() + "'";
      host.properties("javax.net.ssl.trustStore", folder.resolve("nowhere.p12").toString());
      trust(folder.resolve("nowhere.p12"), Authority.PASSWORD);
      assertThat(check(probe).only().notes().toString())
          .contains("names no file that exists, so the JVM takes its own cacerts");
      trust(Authority.emptyStore(folder.resolve("empty.p12")), Authority.PASSWORD);
      assertThat(check(probe).only().gist()).startsWith("this JVM trusts nobody");
      trust(folder.resolve("trust.p12"), "wrong");
      assertThat(check(probe).only().gist()).isEqualTo("this JVM's trust store cannot be read");
    }
  }

  private static void trust(Path store, String password) {
    System.setProperty("javax.net.ssl.trustStore", store.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", password);
  }

  private static SSLContext context(String... hosts) {
    return TRUSTED.server(DAY.negated(), DAY.multipliedBy(90), hosts);
  }

  private static Peer tls(SSLContext context) {
    return Peer.of(
        (connection, number) -> {
          SSLSocket secured = accept(context, connection);
          secured.startHandshake();
          secured.getInputStream().read();
        });
  }

  private static SSLSocket accept(SSLContext context, Socket connection) throws IOException {
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(connection, null, 0, true);
    secured.setUseClientMode(false);
    return secured;
  }

  private static void answer(SSLSocket secured) throws IOException {
    byte[] request = new byte[4096];
    secured.getInputStream().read(request);
    secured.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private Checked probe(SSLContext context, String more) throws IOException {
    try (Peer peer = tls(context)) {
      return check("tls: 'localhost:" + peer.port() + "'" + more);
    }
  }

  private Checked check(String fields) {
    return ManifestFixture.validate(
        "probes: { p: { " + (fields.contains("timeout") ? "" : "timeout: 10s, ") + fields + " } }",
        host,
        new ProbeFailedCheck());
  }

  private static String day(Duration fromNow) {
    return Instant.now().plus(fromNow).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
