package dev.startguard.core.check.clock;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * An SNTPv4 client (RFC 5905) for one address: four exchanges at the most, of which the one with
 * the smallest error stands. An answer must carry the nonce of a request of ours; whatever else
 * comes in is waited over.
 */
final class NtpClient implements Closeable {
  private static final int SAMPLES = 4;

  /** How long an answer may take after the first, in delays of the best so far, and at least. */
  private static final int PATIENCE = 4;

  private static final long LEAST_PATIENCE = 100_000_000;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final HostFacts host;
  private final Budget budget;
  private final DatagramSocket socket;
  private final byte[] buffer = new byte[512];
  private final long[] nonces = new long[SAMPLES];
  private final long[] walls = new long[SAMPLES];
  private final long[] begins = new long[SAMPLES];
  private int asked;
  private long delay;
  private @Nullable Reading best;
  private String oddity = "";

  /**
   * Connects: the kernel then lets in what that server sends, and tells of a closed port.
   *
   * @throws IOException when there is no way to it
   */
  NtpClient(HostFacts host, Budget budget, InetSocketAddress server) throws IOException {
    this.host = host;
    this.budget = budget;
    socket = budget.watch(new DatagramSocket());
    try {
      socket.connect(server);
    } catch (IOException noRoute) {
      close();
      throw noRoute;
    }
  }

  /**
   * Asks.
   *
   * @param until as {@link System#nanoTime()} says it
   */
  Reading read(long until) throws Unusable, IOException {
    long begin = System.nanoTime();
    while (asked < SAMPLES && until - System.nanoTime() > 0) {
      long left = until - System.nanoTime();
      long patience =
          best == null
              ? left / (SAMPLES - asked) // a request may have been lost
              : Math.min(left, Math.max(PATIENCE * delay, LEAST_PATIENCE));
      try {
        ask();
        if (!answered(System.nanoTime() + patience) && best != null) {
          break; // fell silent: what it said stands
        }
      } catch (Unusable | IOException e) {
        if (best == null) {
          throw e;
        }
        break;
      }
    }
    if (best == null) {
      long waited = (System.nanoTime() - begin) / NANOS_A_MILLI;
      throw new Unusable("no answer in " + waited + " ms" + oddity);
    }
    return best;
  }

  private void ask() throws IOException {
    nonces[asked] = nonce();
    byte[] request = NtpPacket.request(nonces[asked]);
    // in this order: a pause in between makes the delay longer, and the error with it
    begins[asked] = System.nanoTime();
    walls[asked] = host.nowNanos();
    asked++;
    socket.send(new DatagramPacket(request, request.length));
  }

  /** Waits for the answer to any request; false when none came. */
  private boolean answered(long until) throws Unusable, IOException {
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    while (true) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      socket.setSoTimeout(budget.millis(left));
      packet.setLength(buffer.length);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException silent) {
        continue;
      }
      long now = System.nanoTime();
      if (packet.getLength() < NtpPacket.LENGTH) {
        oddity = ", only " + packet.getLength() + " bytes that are no NTP packet";
        continue;
      }
      NtpPacket answer = new NtpPacket(buffer);
      int request = request(answer.origin());
      if (request < 0) {
        oddity = ", only a packet that answers no request of ours (wrong origin)";
        continue;
      }
      nonces[request] = 0; // it is answered: a second answer answers nothing
      keep(Exchange.read(answer, walls[request], now - begins[request]), now - begins[request]);
      return true;
    }
  }

  private void keep(Reading reading, long took) {
    if (best == null || reading.error() < best.error()) {
      best = reading;
      delay = took;
    }
  }

  private int request(long origin) {
    for (int i = 0; i < asked; i++) {
      if (nonces[i] == origin && origin != 0) {
        return i;
      }
    }
    return -1;
  }

  /** 64 bits that nobody can guess: from the kernel, since SecureRandom costs a start. */
  private static long nonce() {
    byte[] bytes = new byte[Long.BYTES];
    boolean random;
    try (InputStream in = new FileInputStream("/dev/urandom")) {
      random = in.readNBytes(bytes, 0, bytes.length) == bytes.length;
    } catch (IOException notUnix) {
      random = false;
    }
    if (!random) {
      new SecureRandom().nextBytes(bytes);
    }
    long nonce = ByteBuffer.wrap(bytes).getLong();
    return nonce == 0 ? 1 : nonce; // 0 is no nonce
  }

  /** What a failure of the network means, for a report. */
  static String words(IOException failure) {
    if (failure instanceof PortUnreachableException) {
      return "nothing listens there: port unreachable";
    }
    String message = failure.getMessage();
    return message == null
        ? "the network failed: " + failure.getClass().getSimpleName()
        : "the network failed: " + message;
  }

  @Override
  public void close() {
    socket.close();
    budget.unwatch(socket);
  }
}
