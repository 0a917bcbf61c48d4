package dev.startguard.core.check.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {
  private static final Instant SENT = Instant.parse("2026-11-15T12:00:00Z");
  private static final long T1 = SENT.getEpochSecond() * 1_000_000_000;
  private static final long MILLI = 1_000_000;
  private static final long ONE_SECOND_SHORT = 1 << 16;

  private final ByteBuffer answer = ByteBuffer.allocate(NtpPacket.LENGTH);

  /** A server that received and answered so many milliseconds after T1, by its own clock. */
  private ExchangeTest server(long received, long returned) {
    answer.put(0, (byte) 0x24).put(1, (byte) 2).put(3, (byte) -20);
    answer.putLong(StubServer.REFERENCE, StubServer.timestamp(SENT.minusSeconds(60)));
    answer.putLong(StubServer.RECEIVE, StubServer.timestamp(SENT.plusMillis(received)));
    answer.putLong(StubServer.TRANSMIT, StubServer.timestamp(SENT.plusMillis(returned)));
    return this;
  }

  private Reading read(long elapsedMillis) throws Unusable {
    return Exchange.read(new NtpPacket(answer.array()), T1, elapsedMillis * MILLI);
  }

  @Test
  void halvesTheDifferencesOfBothDirections() throws Unusable {
    // T1 0, T2 2510, T3 2512, T4 22: ((2510 - 0) + (2512 - 22)) / 2, delay 22 - 2
    Reading reading = server(2510, 2512).read(22);

    assertThat(reading.offset()).isBetween(2500 * MILLI - 2, 2500 * MILLI);
    assertThat(reading.stratum()).isEqualTo(2);
    assertThat(reading.hint()).isFalse();
    // 10 ms of delay, 953 ns of precision, 15 ppm of 22 ms
    assertThat(reading.error()).isBetween(10 * MILLI + 953 + 330 - 2, 10 * MILLI + 953 + 330 + 2);
  }

  @Test
  void addsWhatTheServerSaysOfItsOwnWay() throws Unusable {
    server(10, 10);
    answer.putInt(StubServer.ROOT_DELAY, (int) (ONE_SECOND_SHORT / 10));
    answer.putInt(StubServer.ROOT_DISPERSION, (int) (ONE_SECOND_SHORT / 5));

    assertThat(read(20).error() / MILLI).isEqualTo(10 + 50 + 199);
  }

  @Test
  void isNeverSurerThanAMillisecond() throws Unusable {
    assertThat(server(0, 0).read(0).error()).isEqualTo(MILLI);
  }

  @Test
  void bearsANegativeDelayWithinThePrecision() throws Unusable {
    server(0, 2);
    answer.put(StubServer.PRECISION, (byte) -8); // 4 ms

    assertThat(read(0).error()).isBetween(3 * MILLI, 4 * MILLI);
  }

  @Test
  void worksAcrossTheEndOfTheEra() throws Unusable {
    Instant last = Instant.parse("2036-02-07T06:28:15Z");
    answer.put(0, (byte) 0x24).put(1, (byte) 1).put(3, (byte) -20);
    answer.putLong(StubServer.REFERENCE, StubServer.timestamp(last.minusSeconds(9)));
    answer.putLong(StubServer.RECEIVE, StubServer.timestamp(last.plusSeconds(2)));
    answer.putLong(StubServer.TRANSMIT, StubServer.timestamp(last.plusSeconds(2)));

    Reading reading =
        Exchange.read(new NtpPacket(answer.array()), last.getEpochSecond() * 1_000_000_000, 0);

    assertThat(reading.offset()).isEqualTo(2000 * MILLI);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0x23 | mode 3 is no server's answer",
        "0 | 0x25 | mode 5 is no server's answer",
        "0 | 0xE4 | it is not synchronised (leap 3, stratum 2)",
        "1 | 0    | stratum 0: it is not synchronised",
        "1 | 16   | stratum 16: it is not synchronised",
        "1 | 255  | stratum 255: it is not synchronised",
        "8 | 2    | root distance 512.001 s: too vague, 1.500 s or more",
        "4 | 127  | root distance 16256.001 s: too vague, 1.500 s or more",
        "3 | 1    | root distance 2.001 s: too vague, 1.500 s or more",
        "3 | 127  | root distance 1073741824.001 s: too vague, 1.500 s or more",
      })
  void refusesWhatTheServerSaysOfItself(int at, String value, String reason) {
    server(1, 1);
    answer.put(at, Integer.decode(value).byteValue());

    assertThatThrownBy(() -> read(2)).isInstanceOf(Unusable.class).hasMessage(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "RATE,kiss code RATE: it is asked too often",
    "DENY,kiss code DENY: it does not serve this host",
    "RSTR,kiss code RSTR: it does not serve this host",
    "INIT,kiss code INIT: it is not synchronised yet",
    "XYZW,kiss code XYZW"
  })
  void namesAKissOfDeath(String code, String reason) {
    server(1, 1);
    answer.put(0, (byte) 0xE4).put(1, (byte) 0);
    for (int i = 0; i < 4; i++) {
      answer.put(StubServer.REFERENCE_ID + i, (byte) code.charAt(i));
    }

    assertThatThrownBy(() -> read(2)).isInstanceOf(Unusable.class).hasMessage(reason);
  }

  @Test
  void refusesAnAnswerBeforeTheQuestion() {
    assertRefused(server(3, 2), 2, "it answered before it was asked (T3 < T2)");
  }

  @Test
  void refusesAReferenceTimeInTheFuture() {
    server(1, 1);
    answer.putLong(StubServer.REFERENCE, StubServer.timestamp(SENT.plusMillis(2)));
    assertRefused(this, 2, "its reference time lies after its own time");
  }

  @Test
  void acceptsAServerThatDoesNotSayWhenItWasSet() throws Unusable {
    server(1, 1);
    answer.putLong(StubServer.REFERENCE, 0);
    assertThat(read(2).offset()).isBetween(-1L, 0L);
  }

  @Test
  void refusesANegativeDelay() {
    assertRefused(
        server(0, 50), 10, "negative delay: its answer took longer than the whole exchange");
  }

  @Test
  void refusesAnAnswerWithoutATime() {
    server(1, 1);
    answer.putLong(StubServer.TRANSMIT, 0);
    assertRefused(this, 2, "there is no time in its answer");
  }

  private static void assertRefused(ExchangeTest exchange, long elapsed, String reason) {
    assertThatThrownBy(() -> exchange.read(elapsed))
        .isInstanceOf(Unusable.class)
        .hasMessage(reason);
  }
}
