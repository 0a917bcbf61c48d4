package dev.startguard.core.check.clock;

/**
 * A packet of SNTPv4 (RFC 5905, section 7.3). Reads the header's 48 bytes; extensions behind it are
 * left alone.
 */
final class NtpPacket {
  static final int LENGTH = 48;

  private static final int NANOS = 1_000_000_000;
  private static final byte CLIENT_OF_VERSION_4 = 0x23;
  private static final int REFERENCE = 16;
  private static final int ORIGIN = 24;
  private static final int RECEIVE = 32;
  private static final int TRANSMIT = 40;

  /** Seconds from 1900, where era 0 of NTP begins, to 1970. */
  private static final long TO_UNIX = 2_208_988_800L;

  private final byte[] bytes;

  /**
   * @param bytes at least {@link #LENGTH} of them
   */
  NtpPacket(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A request. It tells nothing of this host: the transmit time is a nonce, which the server sends
   * back as the origin.
   */
  static byte[] request(long nonce) {
    byte[] request = new byte[LENGTH];
    request[0] = CLIENT_OF_VERSION_4;
    for (int i = 0; i < 8; i++) {
      request[TRANSMIT + i] = (byte) (nonce >>> (56 - 8 * i));
    }
    return request;
  }

  /** 3 when the server is not synchronised. */
  int leap() {
    return (bytes[0] >> 6) & 3;
  }

  /** 4 in a server's answer. */
  int mode() {
    return bytes[0] & 7;
  }

  /** From 0 to 255; 0 is a kiss of death, over 15 is not synchronised. */
  int stratum() {
    return bytes[1] & 255;
  }

  /** The precision of the server's clock in nanoseconds; at least 1, at most 2^30 s. */
  long precision() {
    int power = Math.min(bytes[3], 30);
    return Math.max(1, (long) Math.scalb((double) NANOS, power));
  }

  /** The round trip to the primary server, in nanoseconds. */
  long rootDelay() {
    return shortNanos(4);
  }

  /** The error that the server claims against the primary one, in nanoseconds. */
  long rootDispersion() {
    return shortNanos(8);
  }

  /** The four letters of a kiss of death; empty when there are none. */
  String kiss() {
    StringBuilder code = new StringBuilder(4);
    for (int i = 12; i < 16; i++) {
      char letter = (char) (bytes[i] & 255);
      if (letter >= 'A' && letter <= 'Z') {
        code.append(letter);
      } else if (letter != 0 && letter != ' ') {
        return "";
      }
    }
    return code.toString();
  }

  /** What the request had for a transmit time. */
  long origin() {
    return timestamp(ORIGIN);
  }

  /** When the server's clock was last set; 0 when it does not say. */
  long reference() {
    return timestamp(REFERENCE);
  }

  /** T2: when the request came in. */
  long receive() {
    return timestamp(RECEIVE);
  }

  /** T3: when the answer went out. */
  long transmit() {
    return timestamp(TRANSMIT);
  }

  /**
   * A timestamp in nanoseconds since 1970. It holds 32 bits of seconds, and begins anew on
   * 2036-02-07: of all eras the one nearest to the host's own time is meant (RFC 5905, section 6).
   *
   * @param near the host's time, in nanoseconds since 1970; right to within 68 years
   */
  static long nanos(long timestamp, long near) {
    long nearSeconds = Math.floorDiv(near, NANOS);
    int difference = (int) ((timestamp >>> 32) - (nearSeconds + TO_UNIX));
    long fraction = ((timestamp & 0xFFFFFFFFL) * NANOS) >>> 32;
    return (nearSeconds + difference) * NANOS + fraction;
  }

  private long timestamp(int at) {
    long value = 0;
    for (int i = at; i < at + 8; i++) {
      value = (value << 8) | (bytes[i] & 255);
    }
    return value;
  }

  /** 16 bits of seconds, 16 of their fraction. */
  private long shortNanos(int at) {
    long value = 0;
    for (int i = at; i < at + 4; i++) {
      value = (value << 8) | (bytes[i] & 255);
    }
    return (value * NANOS) >>> 16;
  }
}
