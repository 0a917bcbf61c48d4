package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Footprint;
import dev.startguard.it.app.Hello;
import dev.startguard.it.app.NameCache;
import dev.startguard.it.app.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Probes of real servers on loopback, by a real agent in its own class loader. */
class ProbesIT {
  /** What the machine may add to the slowest part, loaded as it may be. */
  private static final long MARGIN = 700;

  private static final Pattern DURATION = Pattern.compile("\"durationMs\":(\\d+)");

  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir Path folder;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void startsWhenEverythingAnswers(Jdk jdk) throws IOException {
    TlsPeer peer = peer(jdk, "-1d", 30);
    manifest(
        """
        env: { DB_HOST: hostname }
        probes:
          database: { tcp: "${DB_HOST}:%d", severity: error }
          partner: { tls: "localhost:%d", validFor: 14d, severity: error, timeout: 10s }
          health: { http: "http://localhost:%d/health", status: 200, severity: error }
          scratch: { disk: ".", freeMin: 1MiB, writable: true, severity: error }
          name: { dns: localhost, severity: error }
        """
            .formatted(silent(), peer.port(), http(0, "HTTP/1.1 200 OK\r\n\r\n")));

    Outcome outcome = hello(jdk).jvm(peer.trusted()).env("DB_HOST", "localhost").run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(1);
    assertThat(outcome.out()).isEqualTo("hello\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesItToTheProgramHowLongNamesAreCached(Jdk jdk) throws IOException {
    manifest(
        """
        probes:
          database: { tcp: "localhost:%d", severity: error }
          name: { dns: localhost, severity: error }
          nowhere: { dns: nowhere.invalid }
        """
            .formatted(silent()));

    Outcome outcome =
        ForkedJvm.of(jdk)
            .in(folder)
            .agent()
            .jvm("--add-exports=java.base/sun.net=ALL-UNNAMED")
            .main(NameCache.class)
            .run();

    assertThat(outcome.err()).contains("probe-failed nowhere").contains("unknown host");
    assertThat(outcome.out()).as("%s", outcome).isEqualTo("5\n");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void warnsAndStartsUnlessTheEntrySaysError(Jdk jdk) throws IOException {
    int port = closed();
    manifest("probes: { database: { tcp: 'localhost:" + port + "' } }\n");
    Outcome warned = hello(jdk).run();
    assertThat(warned.exit()).as("%s", warned).isZero();
    assertThat(warned.err())
        .contains("probe-failed database tcp \"localhost:" + port + "\": connection refused");

    manifest(
        "probes: { database: { tcp: 'localhost:"
            + port
            + "', severity: error, owner: team-db, runbook: 'https://r.example/db' } }\n");
    Outcome refused = hello(jdk).run();
    assertThat(refused.exit()).as("every error may pass: %s", refused).isEqualTo(75);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.errLines().get(0))
        .isEqualTo(
            "STARTGUARD REFUSED probes: database connection refused. Exit 75; main() did not run.");
    assertThat(refused.err()).contains("= owner: team-db, https://r.example/db");

    manifest(
        "env: { MISSING: string }\nprobes: { database: { tcp: 'localhost:"
            + port
            + "', severity: error } }\n");
    Outcome broken = hello(jdk).run();
    assertThat(broken.exit()).as("one error is there to stay: %s", broken).isEqualTo(78);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void waitsForAServiceThatComesUp(Jdk jdk) throws IOException {
    int port =
        http(
            0,
            "HTTP/1.1 503 Starting\r\n\r\n",
            "HTTP/1.1 503 Starting\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n");
    manifest(
        "probes: { health: { http: 'http://localhost:"
            + port
            + "/', retryFor: 15s, severity: error } }\n");

    Outcome outcome = hello(jdk).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.errLines()).as("%s", outcome).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void judgesCertificatesAsThisJvmDoes(Jdk jdk) throws IOException {
    TlsPeer fine = peer(jdk, "-1d", 30);
    TlsPeer expired = peer(jdk, "-30d", 10);
    String probes =
        "probes:\n  partner: { tls: 'localhost:%d', severity: error, timeout: 10s, validFor: %s }\n";

    manifest(probes.formatted(fine.port(), "60d"));
    Outcome ending = hello(jdk).jvm(fine.trusted()).run();
    assertThat(ending.exit()).as("%s", ending).isEqualTo(75);
    assertThat(ending.errLines().get(0)).contains("partner certificate expires on ");

    Outcome stranger = hello(jdk).run();
    assertThat(stranger.errLines().get(0))
        .as("%s", stranger)
        .contains("partner certificate's issuer is not trusted");

    manifest(
        "probes: { partner: { tls: '127.0.0.1:"
            + fine.port()
            + "', severity: error, timeout: 10s } }\n");
    Outcome name = hello(jdk).jvm(fine.trusted()).run();
    assertThat(name.errLines().get(0))
        .as("%s", name)
        .contains("partner certificate is not for this host name");
    assertThat(name.err()).contains("= for: localhost");

    manifest(probes.formatted(expired.port(), "1d"));
    Outcome old = hello(jdk).run();
    assertThat(old.err()).as("%s", old).contains("certificate expired on ");
  }

  @Tag("alone")
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void takesNoLongerThanTheSlowest(Jdk jdk) throws IOException {
    String ok = "HTTP/1.1 200 OK\r\n\r\n";
    StringBuilder probes = new StringBuilder("probes:\n");
    for (int wait : new int[] {1000, 600, 300, 100, 0}) {
      probes.append("  after").append(wait).append(": { http: 'http://localhost:");
      probes.append(http(wait, ok)).append("/', timeout: 10s }\n");
    }
    manifest(probes.toString());

    Outcome outcome = hello(jdk).jvm("-Dstartguard.format=json").run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    long millis = duration(outcome);
    System.out.println(jdk + ": 5 probes, the slowest of 1000 ms: validated in " + millis + " ms");
    assertThat(millis).as("%s", outcome).isBetween(1000L, 1000 + MARGIN);
  }

  @Tag("alone")
  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void neverWaitsLongerThanTheDeadline(Jdk jdk) throws IOException {
    StringBuilder probes = new StringBuilder("policy: { deadline: 1500ms }\nprobes:\n");
    int hole = blackHole();
    int silent = silent();
    for (String target :
        List.of(
            "tcp: 'localhost:" + hole + "'",
            "tls: 'localhost:" + silent + "'",
            "http: 'http://localhost:" + silent + "/'")) {
      probes.append("  ").append(target, 0, target.indexOf(':')).append("-hole: { ");
      probes.append(target).append(", timeout: 1500ms, retryFor: 1500ms }\n");
    }
    manifest(probes.toString());

    Outcome outcome = hello(jdk).jvm("-Dstartguard.format=json").run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    long millis = duration(outcome);
    System.out.println(jdk + ": dead network, deadline of 1500 ms: validated in " + millis + " ms");
    assertThat(millis).as("%s", outcome).isBetween(1400L, 1500 + MARGIN);
    assertThat(outcome.err())
        .as("%s", outcome)
        .contains("tcp-hole", "tls-hole", "http-hole", "deadline-exceeded", "has not answered in ");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesNoThreadBehind(Jdk jdk) throws IOException {
    int silent = silent();
    manifest(
        "policy: { deadline: 2s }\nprobes:\n  a: { tls: 'localhost:"
            + silent
            + "', timeout: 2s }\n  b: { http: 'http://localhost:"
            + silent
            + "/', timeout: 300ms }\n  c: { tcp: 'localhost:"
            + blackHole()
            + "', timeout: 2s, retryFor: 2s }\n");

    Outcome outcome = ForkedJvm.of(jdk).in(folder).agent().main(Threads.class).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out()).contains("main").doesNotContain("startguard-probe");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void leavesDefaultsOpenAndLoggersAsleep(Jdk jdk) throws IOException {
    TlsPeer fine = peer(jdk, "-1d", 30);
    TlsPeer expired = peer(jdk, "-30d", 10);
    manifest(
        """
        probes:
          fine: { tls: "localhost:%d", validFor: 14d, timeout: 10s }
          page: { http: "https://localhost:%d/", timeout: 2s }
          expired: { tls: "localhost:%d", timeout: 10s }
          plain: { http: "http://localhost:%d/" }
          name: { dns: nothing.invalid }
          scratch: { disk: ".", writable: true }
        """
            .formatted(
                fine.port(), fine.port(), expired.port(), http(0, "HTTP/1.1 500 No\r\n\r\n")));
    Outcome without = footprint(jdk, fine, "without").run();
    Outcome with = footprint(jdk, fine, "with").agent().run();

    assertThat(with.exit()).as("%s", with).isZero();
    assertThat(with.err()).as("%s", with).contains("certificate expired on ");
    assertThat(with.outLines()).as("%s", with).isEqualTo(without.outLines());
    assertThat(loaded("with"))
        .noneMatch(
            name ->
                name.startsWith("java.util.logging.")
                    || name.startsWith("sun.util.logging.")
                    || name.startsWith("sun.net.www.protocol.http.HttpURLConnection")
                    || name.startsWith("jdk.internal.logger.")
                    || name.startsWith("javax.management."));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void neitherHangsNorRunsOutOfMemoryOverAnswersOfAnySize(Jdk jdk) throws IOException {
    byte[] endless = "X-Filler: filler\r\n".repeat(2000).getBytes(StandardCharsets.US_ASCII);
    manifest(
        "probes:\n  body: { http: 'http://localhost:"
            + flood("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n", new byte[1 << 16])
            + "/' }\n  headers: { http: 'http://localhost:"
            + flood("HTTP/1.1 200 OK\r\n", endless)
            + "/' }\n  garbage: { tls: 'localhost:"
            + flood("", new byte[1 << 16])
            + "' }\n");

    Outcome outcome = hello(jdk).jvm("-Xmx32m").run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.err())
        .contains("its headers are longer than 64 KiB", "garbage")
        .doesNotContain("probe-failed body");
  }

  private ForkedJvm footprint(Jdk jdk, TlsPeer trusted, String log) {
    return ForkedJvm.of(jdk)
        .in(folder)
        .jvm(trusted.trusted())
        .jvm("--add-opens", "java.base/java.util=ALL-UNNAMED")
        .jvm("-Xlog:class+load:file=" + folder.resolve(log + ".log") + ":none")
        .main(Footprint.class);
  }

  private List<String> loaded(String log) throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(log + ".log"))) {
      String name = line.substring(0, line.indexOf(' '));
      if (name.equals(Footprint.class.getName())) {
        return names;
      }
      names.add(name);
    }
    throw new AssertionError("main never began");
  }

  private ForkedJvm hello(Jdk jdk) {
    return ForkedJvm.of(jdk).in(folder).agent().main(Hello.class);
  }

  private void manifest(String yaml) throws IOException {
    Files.writeString(folder.resolve("startguard.yaml"), "startguard: 1\nservice: probes\n" + yaml);
  }

  private TlsPeer peer(Jdk jdk, String from, int days) {
    TlsPeer peer = TlsPeer.of(jdk, folder, from, days);
    open.add(peer);
    return peer;
  }

  private static long duration(Outcome outcome) {
    Matcher matcher = DURATION.matcher(outcome.err());
    assertThat(matcher.find()).as("%s", outcome).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static int closed() throws IOException {
    try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return once.getLocalPort();
    }
  }

  /** The port of a server that accepts and never speaks: the kernel accepts for it. */
  private int silent() throws IOException {
    ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(silent);
    return silent.getLocalPort();
  }

  /** The port of a server whose backlog is full: the kernel answers no more. */
  private int blackHole() throws IOException {
    ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    open.add(deaf);
    for (int i = 0; i < 50; i++) {
      Socket socket = new Socket();
      open.add(socket);
      try {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), deaf.getLocalPort()), 200);
      } catch (IOException full) {
        return deaf.getLocalPort();
      }
    }
    throw new AssertionError("the backlog is never full");
  }

  /** The port of a server that reads a request, waits, and answers: the last answer for ever. */
  private int http(int waitMillis, String... answers) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(server);
    serve(
        server,
        new Serving() {
          private int count;

          @Override
          public void serve(Socket connection) throws IOException, InterruptedException {
            InputStream in = connection.getInputStream();
            assertThat(in.read(new byte[8192])).isPositive();
            boolean closed = new CountDownLatch(1).await(waitMillis, TimeUnit.MILLISECONDS);
            String answer = answers[Math.min(count++, answers.length - 1)];
            connection
                .getOutputStream()
                .write((closed ? "" : answer).getBytes(StandardCharsets.US_ASCII));
          }
        });
    return server.getLocalPort();
  }

  /** The port of a server that sends ten gigabytes. */
  private int flood(String head, byte[] piece) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(server);
    serve(
        server,
        connection -> {
          OutputStream out = connection.getOutputStream();
          out.write(head.getBytes(StandardCharsets.US_ASCII));
          for (long sent = 0; sent < 10L << 30; sent += piece.length) {
            out.write(piece);
          }
        });
    return server.getLocalPort();
  }

  private interface Serving {
    void serve(Socket connection) throws IOException, InterruptedException;
  }

  private static void serve(ServerSocket server, Serving serving) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                  serving.serve(connection);
                } catch (IOException hungUp) {
                  // the next one
                } catch (InterruptedException ended) {
                  return;
                }
              }
            },
            "peer");
    thread.setDaemon(true);
    thread.start();
  }
}
