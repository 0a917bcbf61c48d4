package dev.startguard.core.check.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.FakeHost;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against servers that no one would run. */
@Tag("alone")
class NtpSourceTest {
  private static final long MILLI = 1_000_000;
  private static final Duration TIMEOUT = Duration.ofMillis(400);

  private static Reading read(String source) throws Unusable, InterruptedException {
    return read(source, new FakeHost().clockOff(Duration.ZERO));
  }

  private static Reading read(String source, FakeHost host) throws Unusable, InterruptedException {
    long until = System.nanoTime() + TIMEOUT.toNanos();
    return new NtpSource(host, source).read(new Budget(until), until);
  }

  @Test
  void measuresAnHonestServerFourTimes() throws Exception {
    try (StubServer server = StubServer.ahead(Duration.ofMillis(2500))) {
      Reading reading = read(server.source());

      assertThat(Math.abs(reading.offset() - 2500 * MILLI)).isLessThanOrEqualTo(reading.error());
      assertThat(reading.error()).isLessThan(200 * MILLI);
      assertThat(reading.stratum()).isEqualTo(2);
      assertThat(server.asked()).isEqualTo(4);
    }
  }

  @Test
  void measuresAgainstTheHostsOwnClock() throws Exception {
    try (StubServer server = StubServer.ahead(Duration.ZERO)) {
      FakeHost host = new FakeHost().clockOff(Duration.ofHours(-3));
      Reading reading = read(server.source(), host);

      assertThat(Math.abs(reading.offset() - 3 * 3600 * 1000 * MILLI))
          .isLessThanOrEqualTo(reading.error());
    }
  }

  @Test
  void readsATimeAfterTheEndOfTheEraIn2036() throws Exception {
    Duration decade = Duration.ofDays(3653);
    try (StubServer server = StubServer.ahead(decade)) {
      Reading reading = read(server.source());

      assertThat(Math.abs(reading.offset() - decade.toNanos()))
          .isLessThanOrEqualTo(reading.error());
    }
  }

  @Test
  void waitsOverAWrongOriginForTheRightOne() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (StubServer server =
        new StubServer(
            request ->
                count.getAndIncrement() == 0
                    ? StubServer.with(request, StubServer.ORIGIN, request[40] + 1)
                    : StubServer.honest(request, Duration.ZERO))) {
      assertThat(Math.abs(read(server.source()).offset())).isLessThan(200 * MILLI);
    }
  }

  @Test
  void saysThatNothingButAWrongOriginCame() throws Exception {
    try (StubServer server =
        new StubServer(request -> StubServer.with(request, StubServer.ORIGIN, request[40] + 1))) {
      assertThatThrownBy(() -> read(server.source()))
          .hasMessageMatching(
              "no answer in [0-9]+ ms, only a packet that answers no request of ours"
                  + " \\(wrong origin\\)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 47})
  void saysThatNothingButATruncatedPacketCame(int length) throws Exception {
    try (StubServer server =
        new StubServer(
            request -> Arrays.copyOf(StubServer.honest(request, Duration.ZERO), length))) {
      assertThatThrownBy(() -> read(server.source()))
          .hasMessageMatching(
              "no answer in [0-9]+ ms, only " + length + " bytes that are no NTP packet");
    }
  }

  @Test
  void bearsGarbageOfAnySize() throws Exception {
    byte[] garbage = new byte[60_000];
    Arrays.fill(garbage, (byte) 0x24);
    try (StubServer server = new StubServer(request -> garbage)) {
      assertThatThrownBy(() -> read(server.source())).hasMessageContaining("wrong origin");
    }
  }

  @Test
  void endsUnderAFloodOfGarbage() throws Exception {
    try (DatagramSocket flood = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> flood(flood));
      thread.setDaemon(true);
      thread.start();
      long begin = System.nanoTime();

      assertThatThrownBy(() -> read("ntp://127.0.0.1:" + flood.getLocalPort()))
          .isInstanceOf(Unusable.class);
      assertThat(System.nanoTime() - begin).isLessThan(TIMEOUT.toNanos() + 500 * MILLI);
    }
  }

  /** Answers the first request without end. */
  private static void flood(DatagramSocket socket) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      socket.receive(packet);
      while (!socket.isClosed()) {
        socket.send(packet);
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  @Test
  void keepsWhatAServerSaidBeforeItFellSilent() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (StubServer server =
        new StubServer(
            request ->
                count.getAndIncrement() == 0
                    ? StubServer.honest(request, Duration.ofSeconds(9))
                    : new byte[0])) {
      assertThat(Math.abs(read(server.source()).offset() - 9000 * MILLI)).isLessThan(200 * MILLI);
      assertThat(server.asked()).isEqualTo(2);
    }
  }

  @Test
  void asksAgainWhenARequestWasLost() throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (StubServer server =
        new StubServer(
            request ->
                count.getAndIncrement() < 2
                    ? new byte[0]
                    : StubServer.honest(request, Duration.ZERO))) {
      assertThat(Math.abs(read(server.source()).offset())).isLessThan(200 * MILLI);
    }
  }

  @Test
  void stopsAskingAtAKissOfDeath() throws Exception {
    try (StubServer server =
        new StubServer(
            request -> {
              byte[] answer = StubServer.with(request, StubServer.STRATUM, 0);
              System.arraycopy(new byte[] {'R', 'A', 'T', 'E'}, 0, answer, 12, 4);
              return answer;
            })) {
      assertThatThrownBy(() -> read(server.source()))
          .hasMessage("kiss code RATE: it is asked too often");
      assertThat(server.asked()).isEqualTo(1);
    }
  }

  @Test
  void saysThatAPortIsClosed() throws Exception {
    int port;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThatThrownBy(() -> read("ntp://127.0.0.1:" + port))
        .hasMessage("nothing listens there: port unreachable");
    assertThatThrownBy(() -> read("ntp://127.0.0.1:99999")).hasMessage("there is no port 99999");
    assertThatThrownBy(() -> read("ntp://127.0.0.1:0")).hasMessage("there is no port 0");
  }

  @Test
  void saysThatNobodyAnswered() throws Exception {
    try (StubServer server = StubServer.silent()) {
      long begin = System.nanoTime();

      assertThatThrownBy(() -> read(server.source()))
          .hasMessageMatching("no answer in [34][0-9]+ ms");
      assertThat(System.nanoTime() - begin).isLessThan(TIMEOUT.toNanos() + 300 * MILLI);
      assertThat(server.asked()).isEqualTo(4);
    }
  }

  @Test
  void saysThatANameDoesNotResolve() {
    assertThatThrownBy(() -> read("ntp://no.such.host.invalid"))
        .hasMessageStartingWith("its name does not resolve");
    assertThatThrownBy(() -> read("ntp://[::zz]")).isInstanceOf(Unusable.class);
  }

  @Test
  void leavesALookUpAloneThatDoesNotEnd() {
    CountDownLatch release = new CountDownLatch(1);
    FakeHost host = new FakeHost().silentName("slow.internal", release);
    long begin = System.nanoTime();
    try {
      assertThatThrownBy(() -> read("ntp://slow.internal", host))
          .hasMessage("the look-up of its name has not ended in time");
      assertThat(System.nanoTime() - begin).isLessThan(TIMEOUT.toNanos() + 300 * MILLI);
    } finally {
      release.countDown();
    }
  }
}
