package dev.startguard.core.check.clock;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A server on loopback that answers what no NTP server would. What it gets from {@link #honest} is
 * a correct answer of stratum 2, to be spoiled at will.
 */
final class StubServer implements AutoCloseable {
  static final int LEAP_AND_MODE = 0;
  static final int STRATUM = 1;
  static final int PRECISION = 3;
  static final int ROOT_DELAY = 4;
  static final int ROOT_DISPERSION = 8;
  static final int REFERENCE_ID = 12;
  static final int REFERENCE = 16;
  static final int ORIGIN = 24;
  static final int RECEIVE = 32;
  static final int TRANSMIT = 40;

  private final DatagramSocket socket;
  private final AtomicInteger asked = new AtomicInteger();

  /** Answers each request; with nothing where the answer is empty. */
  StubServer(UnaryOperator<byte[]> answers) throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(answers), "stub-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Serves the machine's time and that much more. */
  static StubServer ahead(Duration offset) throws IOException {
    return new StubServer(request -> honest(request, offset));
  }

  /** Never answers. */
  static StubServer silent() throws IOException {
    return new StubServer(request -> new byte[0]);
  }

  /** The source, as a manifest writes it. */
  String source() {
    return "ntp://127.0.0.1:" + socket.getLocalPort();
  }

  /** How many requests have come in. */
  int asked() {
    return asked.get();
  }

  static byte[] honest(byte[] request, Duration offset) {
    Instant now = Instant.now().plus(offset);
    ByteBuffer answer = ByteBuffer.allocate(NtpPacket.LENGTH);
    answer.put((byte) 0x24).put((byte) 2).put((byte) 6).put((byte) -20);
    answer.putInt(ROOT_DELAY, 0).putInt(ROOT_DISPERSION, 1).putInt(REFERENCE_ID, 0x7F000001);
    answer.putLong(REFERENCE, timestamp(now.minusSeconds(10)));
    answer.put(ORIGIN, request, TRANSMIT, 8);
    answer.putLong(RECEIVE, timestamp(now)).putLong(TRANSMIT, timestamp(now));
    return answer.array();
  }

  /** An honest answer with one byte changed. */
  static byte[] with(byte[] request, int at, int value) {
    byte[] answer = honest(request, Duration.ZERO);
    answer[at] = (byte) value;
    return answer;
  }

  /** 32 bits of seconds since 1900, whatever the era, and 32 of their fraction. */
  static long timestamp(Instant time) {
    long seconds = time.getEpochSecond() + 2_208_988_800L;
    return (seconds << 32) | (((long) time.getNano() << 32) / 1_000_000_000);
  }

  private void serve(UnaryOperator<byte[]> answers) {
    byte[] buffer = new byte[1024];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        asked.incrementAndGet();
        byte[] answer = answers.apply(Arrays.copyOf(buffer, packet.getLength()));
        if (answer.length > 0) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
