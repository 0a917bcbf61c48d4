package dev.startguard.core.check.clock;

/**
 * One request and its answer: what they say of the wall clock, and whether they may be believed.
 *
 * <p>T1 and T4 are the host's times of sending and receiving, T2 and T3 the server's of receiving
 * and sending. T4 is T1 and what the monotonic clock counted meanwhile, so that a step of the wall
 * clock between the two does no harm. Formulas and refusals are those of RFC 5905, sections 8, 9.2
 * and 11.2.
 */
final class Exchange {
  private static final int SERVER = 4;
  private static final int UNSYNCHRONISED = 3;
  private static final int LAST_STRATUM = 15;

  /** 15 ppm: how fast a clock may drift (PHI). */
  private static final long DRIFT = 15;

  private static final long MILLION = 1_000_000;

  private Exchange() {}

  /**
   * Judges an answer.
   *
   * @param sent T1, in nanoseconds since 1970
   * @param elapsed T4 - T1, in nanoseconds
   * @throws Unusable when it may not be believed
   */
  static Reading read(NtpPacket answer, long sent, long elapsed) throws Unusable {
    if (answer.mode() != SERVER) {
      throw new Unusable("mode " + answer.mode() + " is no server's answer");
    }
    claims(answer);
    if (answer.receive() == 0 || answer.transmit() == 0) {
      throw new Unusable("there is no time in its answer");
    }
    long received = NtpPacket.nanos(answer.receive(), sent);
    long returned = NtpPacket.nanos(answer.transmit(), sent);
    if (returned < received) {
      throw new Unusable("it answered before it was asked (T3 < T2)");
    }
    if (answer.reference() != 0 && NtpPacket.nanos(answer.reference(), sent) > returned) {
      throw new Unusable("its reference time lies after its own time");
    }
    long delay = elapsed - (returned - received);
    if (delay < -answer.precision()) {
      throw new Unusable("negative delay: its answer took longer than the whole exchange");
    }
    delay = Math.max(0, delay);
    long error =
        delay / 2
            + answer.rootDelay() / 2
            + answer.rootDispersion()
            + answer.precision()
            + elapsed / MILLION * DRIFT;
    if (error >= Reading.MOST_ERROR) {
      throw new Unusable(
          "root distance " + Offsets.seconds(error) + " s: too vague, 1.500 s or more");
    }
    long offset = ((received - sent) + (returned - (sent + elapsed))) / 2;
    return Reading.measured(offset, error, answer.stratum());
  }

  /** What the server says of itself. */
  private static void claims(NtpPacket answer) throws Unusable {
    int stratum = answer.stratum();
    String kiss = stratum == 0 ? answer.kiss() : "";
    if (!kiss.isEmpty()) {
      throw new Unusable("kiss code " + kiss + meaning(kiss));
    }
    if (answer.leap() == UNSYNCHRONISED) {
      throw new Unusable("it is not synchronised (leap 3, stratum " + stratum + ")");
    }
    if (stratum == 0 || stratum > LAST_STRATUM) {
      throw new Unusable("stratum " + stratum + ": it is not synchronised");
    }
  }

  /** RFC 5905, section 7.4: those that concern a client of a server. */
  private static String meaning(String kiss) {
    return switch (kiss) {
      case "RATE" -> ": it is asked too often";
      case "DENY", "RSTR" -> ": it does not serve this host";
      case "INIT", "STEP" -> ": it is not synchronised yet";
      default -> "";
    };
  }
}
