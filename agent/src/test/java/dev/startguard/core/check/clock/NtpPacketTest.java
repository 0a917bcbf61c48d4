package dev.startguard.core.check.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NtpPacketTest {
  private static final String ROLL_OVER = "2036-02-07T06:28:16Z";

  @Test
  void asksAsAClientOfVersion4AndTellsNothingButTheNonce() {
    ByteBuffer request = ByteBuffer.wrap(NtpPacket.request(0x0123456789ABCDEFL));

    assertThat(request.get(0)).isEqualTo((byte) 0x23);
    assertThat(request.getLong(40)).isEqualTo(0x0123456789ABCDEFL);
    for (int i = 1; i < 40; i++) {
      assertThat(request.get(i)).isZero();
    }
  }

  @Test
  void readsTheHeader() {
    ByteBuffer bytes = ByteBuffer.allocate(NtpPacket.LENGTH);
    bytes.put(0, (byte) 0xE4).put(1, (byte) 200).put(3, (byte) -10);
    bytes.putInt(4, 0x0001_8000).putInt(8, 0x8000_0000);
    NtpPacket packet = new NtpPacket(bytes.array());

    assertThat(packet.leap()).isEqualTo(3);
    assertThat(packet.mode()).isEqualTo(4);
    assertThat(packet.stratum()).isEqualTo(200);
    assertThat(packet.precision()).isEqualTo(976_562);
    assertThat(packet.rootDelay()).isEqualTo(1_500_000_000L);
    assertThat(packet.rootDispersion()).isEqualTo(32_768_000_000_000L);
  }

  @Test
  void boundsThePrecisionOfAnAbsurdServer() {
    byte[] bytes = new byte[NtpPacket.LENGTH];
    bytes[3] = 127;
    assertThat(new NtpPacket(bytes).precision()).isEqualTo(1_000_000_000L << 30);
    bytes[3] = -128;
    assertThat(new NtpPacket(bytes).precision()).isEqualTo(1);
  }

  @Test
  void readsAKissOfLettersOnly() {
    assertThat(kiss("RATE")).isEqualTo("RATE");
    assertThat(kiss("DENY")).isEqualTo("DENY");
    assertThat(kiss("GPS\0")).isEqualTo("GPS");
    assertThat(kiss("\u001b[2J")).isEmpty();
    assertThat(kiss("\0\0\0\0")).isEmpty();
  }

  private static String kiss(String code) {
    byte[] bytes = new byte[NtpPacket.LENGTH];
    for (int i = 0; i < 4; i++) {
      bytes[12 + i] = (byte) code.charAt(i);
    }
    return new NtpPacket(bytes).kiss();
  }

  @Test
  void readsTimesOfThisEra() {
    assertThat(read("2026-11-15T12:00:00Z", "2026-11-15T12:00:00Z")).isZero();
    assertThat(read("2026-11-15T12:00:02.500Z", "2026-11-15T12:00:00Z"))
        .isBetween(2_499_999_999L, 2_500_000_000L);
    assertThat(read("1971-01-01T00:00:00Z", "2026-11-15T12:00:00Z"))
        .isEqualTo(-1_763_208_000_000_000_000L);
  }

  @Test
  void readsAcrossTheEndOfTheEraIn2036() {
    assertThat(StubServer.timestamp(Instant.parse(ROLL_OVER))).isZero();
    assertThat(read("2036-02-07T06:28:17Z", "2036-02-07T06:28:15Z")).isEqualTo(2_000_000_000L);
    assertThat(read("2036-02-07T06:28:15Z", "2036-02-07T06:28:17Z")).isEqualTo(-2_000_000_000L);
    assertThat(read("2036-02-07T06:28:17Z", "2026-02-07T06:28:17Z"))
        .isEqualTo(3652L * 86_400 * 1_000_000_000);
    assertThat(read("2060-01-01T00:00:00Z", "2060-01-01T00:00:00Z")).isZero();
  }

  @Test
  void readsTheTimeForAHostWhoseClockBeginsIn1970() {
    assertThat(read("2026-11-15T12:00:00Z", "1970-01-01T00:00:00Z"))
        .isEqualTo(Instant.parse("2026-11-15T12:00:00Z").getEpochSecond() * 1_000_000_000);
  }

  /** By how much the server's time is after the host's. */
  private static long read(String server, String host) {
    long near = Instant.parse(host).getEpochSecond() * 1_000_000_000;
    return NtpPacket.nanos(StubServer.timestamp(Instant.parse(server)), near) - near;
  }
}
