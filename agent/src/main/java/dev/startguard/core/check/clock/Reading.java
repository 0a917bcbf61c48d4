package dev.startguard.core.check.clock;

/**
 * What a source says of the wall clock. The true offset lies within {@code error} of {@code
 * offset}.
 *
 * @param offset what must be added to the wall clock, in nanoseconds: positive when it is behind
 * @param error in nanoseconds, at least {@link #LEAST_ERROR}
 * @param stratum how many servers away the source's reference is; 0 when it does not say
 * @param hint whether it is the host's opinion of itself, and no measurement
 */
record Reading(long offset, long error, int stratum, boolean hint) {
  /** No exchange through a JVM's sockets is surer than that. */
  static final long LEAST_ERROR = 1_000_000;

  /** From here on an answer is too vague to be one (RFC 5905's root distance, as ntpd has it). */
  static final long MOST_ERROR = 1_500_000_000;

  Reading {
    error = Math.max(error, LEAST_ERROR);
  }

  /** A measurement. */
  static Reading measured(long offset, long error, int stratum) {
    return new Reading(offset, error, stratum, false);
  }

  long low() {
    return offset - error;
  }

  long high() {
    return offset + error;
  }
}
