package dev.startguard.core.watch;

/** The two clocks of a host. */
public interface Clocks {

  /** The wall clock, in nanoseconds since the epoch. */
  long wall();

  /** The monotonic clock, in nanoseconds since whenever. */
  long monotonic();

  /**
   * The time since the machine booted, in nanoseconds, with the time that it was suspended; -1
   * where that is not known.
   */
  default long sinceBoot() {
    return -1;
  }
}
