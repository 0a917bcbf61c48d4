package dev.startguard.core.watch;

/** The two clocks of a host. */
public interface Clocks {

  /** The wall clock, in nanoseconds since the epoch. */
  long wall();

  /** The monotonic clock, in nanoseconds since whenever. */
  long monotonic();
}
