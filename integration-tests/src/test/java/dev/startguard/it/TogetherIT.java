package dev.startguard.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

/**
 * Three NTP servers, five probes and an artefact of 60 MiB, together and each alone: what waits
 * waits in parallel.
 */
@Tag("alone")
@EnabledOnOs(OS.LINUX)
class TogetherIT {
  private static final int ROUNDS = 3;
  private static final int MIB = 1 << 20;

  /** What the slow one of the probed servers takes to answer, in milliseconds. */
  private static final long SLOW = 800;

  /** 50 on a quiet machine; this one runs tests. */
  private static final long MARGIN = Long.getLong("startguard.together.margin", 400);

  private static final Pattern TOOK =
      Pattern.compile("startguard: together: \\d+ checks passed in (\\d+) ms .*", Pattern.DOTALL);

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  @TempDir static Path folder;
  private static final List<AutoCloseable> OPEN = new ArrayList<>();
  private static String clock;
  private static String probes;
  private static String versions;

  @BeforeAll
  static void startServers() throws Exception {
    Chronyd.assumeInstalled();
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Chronyd server = Chronyd.honest(folder);
      OPEN.add(server);
      sources.add('"' + server.source() + '"');
    }
    clock = "clock: { maxOffset: 500ms, minSources: 2, sources: " + sources + " }\n";
    int quick = http(0);
    probes =
        """
        probes:
          slow: { http: "http://127.0.0.1:%d/", status: 200, severity: error, timeout: 10s }
          quick: { http: "http://127.0.0.1:%d/", status: 200, severity: error }
          tcp: { tcp: "127.0.0.1:%d", severity: error }
          disk: { disk: ".", freeMin: 1MiB, writable: true, severity: error }
          name: { dns: localhost, severity: error }
        """
            .formatted(http(SLOW), quick, quick);
    byte[] artefact = new byte[60 * MIB];
    new Random(7).nextBytes(artefact);
    Files.write(folder.resolve("app.bin"), artefact);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(artefact));
    versions = "versions: { files: { app: { path: app.bin, sha256: " + digest + " } } }\n";
  }

  @AfterAll
  static void stopServers() throws Exception {
    for (AutoCloseable one : OPEN) {
      one.close();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void takesNoLongerThanTheSlowestPart(Jdk jdk) throws IOException {
    String[] parts = {clock, probes, versions, clock + probes + versions};
    long[][] took = new long[parts.length][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int part = 0; part < parts.length; part++) {
        took[part][round] = validate(jdk, parts[part]);
      }
    }
    long slowest = 0;
    for (long[] rounds : took) {
      Arrays.sort(rounds);
    }
    for (int part = 0; part < 3; part++) {
      slowest = Math.max(slowest, median(took[part]));
    }
    System.out.printf(
        "TogetherIT %s, medians: clock %d ms, probes %d ms, versions %d ms, together %d ms%n",
        jdk, median(took[0]), median(took[1]), median(took[2]), median(took[3]));

    assertThat(slowest).as("the slow server was waited for").isGreaterThanOrEqualTo(SLOW);
    assertThat(median(took[3])).as("all of them").isLessThanOrEqualTo(slowest + MARGIN);
  }

  private static long median(long[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** How long a validation took, as its success line says, in milliseconds. */
  private static long validate(Jdk jdk, String sections) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"), "startguard: 1\nservice: together\n" + sections);
    Outcome outcome = ForkedJvm.of(jdk).in(folder).agent().main(Hello.class).run();
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    Matcher line = TOOK.matcher(outcome.err());
    assertThat(line.matches()).as("%s", outcome).isTrue();
    return Long.parseLong(line.group(1));
  }

  /** A server that answers 200 after so many milliseconds; its port. */
  private static int http(long after) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    OPEN.add(server);
    Thread thread = new Thread(() -> serve(server, after), "http");
    thread.setDaemon(true);
    thread.start();
    return server.getLocalPort();
  }

  private static void serve(ServerSocket server, long after) {
    while (!server.isClosed()) {
      try (Socket peer = server.accept();
          OutputStream out = peer.getOutputStream()) {
        if (asks(peer)) {
          NEVER.await(after, TimeUnit.MILLISECONDS); // what the answer takes
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
        }
      } catch (IOException gone) {
        // a peer that only wanted to see the port open, or the end of the test
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  /** Whether the peer sent a request, up to its blank line. */
  private static boolean asks(Socket peer) throws IOException {
    int last = 0;
    for (int next = peer.getInputStream().read(); next >= 0; next = peer.getInputStream().read()) {
      last = next == '\r' ? last : last == '\n' && next == '\n' ? -1 : next;
      if (last < 0) {
        return true;
      }
    }
    return false;
  }
}
